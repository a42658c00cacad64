"""Versions in the shapes the routes answer with."""

from app.errors import NotFound
from app.safety_plan.content import Content
from app.safety_plan.models import SafetyPlanVersion
from app.safety_plan.queries import VERSIONS_SHOWN, Written
from app.safety_plan.schemas import (
    SafetyPlanRead,
    VersionHead,
    VersionKept,
    VersionList,
    VersionRead,
)


def plan_read(found: Written | None, *, with_team: bool) -> SafetyPlanRead:
    """The plan as it stands."""
    if found is None:
        return SafetyPlanRead(
            content=None, version=0, by=None, is_by_client=False, at=None, is_merged=False,
            with_team=with_team,
        )  # fmt: skip
    head = head_read(found)
    return SafetyPlanRead(
        content=Content.model_validate(found.row.content),
        version=head.number,
        with_team=with_team,
        **head.model_dump(exclude={"number"}),
    )


def head_read(found: Written) -> VersionHead:
    """Who wrote a version and when."""
    row = found.row
    return VersionHead(
        number=row.number,
        by=found.by,
        is_by_client=row.written_by == row.client_id,
        at=row.occurred_at,
        is_merged=row.is_merged,
    )


def version_read(found: Written | None) -> VersionRead:
    """One version, whole; `NotFound` where there is none."""
    if found is None:
        raise NotFound
    row = found.row
    sent = None if found.is_kept_back else row.written
    return VersionRead(
        **head_read(found).model_dump(),
        content=Content.model_validate(row.content),
        written=Content.model_validate(sent) if sent else None,
    )


def list_read(found: list[Written]) -> VersionList:
    """The newest versions."""
    shown = [head_read(one) for one in found[:VERSIONS_SHOWN]]
    return VersionList(items=shown, more=len(found) > VERSIONS_SHOWN)


def kept_read(row: SafetyPlanVersion) -> VersionKept:
    """What became of what was sent."""
    return VersionKept(id=row.id, version=row.number, is_merged=row.is_merged, at=row.occurred_at)
