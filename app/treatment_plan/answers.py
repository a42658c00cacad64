"""What both sides' routes do alike: read, note that somebody read, and answer."""

from typing import Annotated, Any

from fastapi import Header, Path, Query, Response
from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.errors import NotFound
from app.treatment_plan import queries, service
from app.treatment_plan.conditions import answered, refused, tag_of
from app.treatment_plan.difference import difference
from app.treatment_plan.problems import PlanChanged
from app.treatment_plan.reading import drafts_read, plan_read
from app.treatment_plan.schemas import (
    ChangeList,
    DraftList,
    PlanRead,
    PlanWrite,
    VersionList,
    VersionRead,
)
from app.treatment_plan.stay import Stay, own_stay, stay_of

VERSIONS_SHOWN = 100

IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=100)]
IfNoneMatch = Annotated[str | None, Header(alias="If-None-Match", max_length=500)]
Number = Annotated[int, Path(ge=1, le=100_000)]
From = Annotated[int | None, Query(alias="from", ge=0, le=100_000)]
To = Annotated[int | None, Query(ge=1, le=100_000)]


def plan_answer(db: Session, stay: Stay, response: Response, if_none_match: str | None) -> Any:
    """The plan as it stands, or 304 for somebody who has it."""
    _viewed(db, stay)
    return answered(plan_read(db, stay), response, if_none_match)


def write_answer(
    db: Session, stay: Stay, based_on: int, body: PlanWrite, response: Response
) -> Any:
    """The plan with what was written in it; or 412, and what was written stays kept."""
    lost = service.write(db, stay, based_on, body)
    now = _again(db, stay)
    if lost is None:
        found = plan_read(db, now)
        response.headers["ETag"] = tag_of(found)
        return found
    newest = plan_read(db, now).head
    return refused(
        PlanChanged(
            draft_id=str(lost.id),
            version=newest.number if newest else 0,
            by=newest.by if newest else None,
            at=newest.model_dump(mode="json")["at"] if newest else None,
        )
    )


def _again(db: Session, stay: Stay) -> Stay:
    """The same stay after a change: the plan may be there only now."""
    if stay.is_client:
        return own_stay(db, stay.viewer)
    return stay_of(db, stay.viewer, stay.client_id)


def versions_answer(db: Session, stay: Stay) -> VersionList:
    """Who wrote and agreed to the newest versions."""
    _viewed(db, stay)
    if stay.plan is None:
        return VersionList(items=[], more=False)
    newest = stay.plan.version
    wanted = range(max(1, newest - VERSIONS_SHOWN + 1), newest + 1)
    heads = queries.heads(db, stay.plan, stay.viewer.id, wanted)
    return VersionList(items=heads, more=newest > VERSIONS_SHOWN)


def version_answer(db: Session, stay: Stay, number: int) -> VersionRead:
    """One version, whole."""
    content = queries.content(db, stay.plan, number)
    if stay.plan is None or content is None:
        raise NotFound
    _viewed(db, stay)
    (head,) = queries.heads(db, stay.plan, stay.viewer.id, [number])
    return VersionRead(**head.model_dump(), content=content)


def changes_answer(db: Session, stay: Stay, before: int | None, to: int | None) -> ChangeList:
    """What differs between two versions; left out, between the newest and the one before it."""
    after = to if to is not None else (stay.plan.version if stay.plan else 0)
    before = before if before is not None else max(0, after - 1)
    old = queries.content(db, stay.plan, before)
    new = queries.content(db, stay.plan, after)
    _viewed(db, stay)
    return ChangeList(from_number=before, to_number=after, changes=difference(old, new))


def acknowledge_answer(db: Session, stay: Stay, number: int, response: Response) -> PlanRead:
    """The plan with the viewer's agreement."""
    service.acknowledge(db, stay, number)
    found = plan_read(db, stay)
    response.headers["ETag"] = tag_of(found)
    return found


def drafts_answer(db: Session, stay: Stay) -> DraftList:
    """The viewer's texts that lost."""
    _viewed(db, stay)
    return DraftList(items=drafts_read(db, stay))


def _viewed(db: Session, stay: Stay) -> None:
    audit.viewed(db, stay.viewer, Data.treatment_plan, [stay.client_id])
