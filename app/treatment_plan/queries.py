"""Reading plans. Everything here is for a plan the viewer was already found to see (`stay`)."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, func, select

from app.errors import NotFound
from app.people.models import Person
from app.treatment_plan.content import PlanContent, items_of
from app.treatment_plan.models import (
    PlanAcknowledgement,
    PlanDraft,
    PlanNote,
    PlanTick,
    PlanVersion,
    TreatmentPlan,
)
from app.treatment_plan.schemas import Acknowledged, VersionHead

TICKS_SHOWN = 1_000
NOTES_SHOWN = 200
OLD_VERSIONS_READ = 50


def content(db: Session, plan: TreatmentPlan | None, number: int) -> PlanContent | None:
    """What a version says; None for number 0; `NotFound` for one there is not."""
    if number == 0:
        return None
    return PlanContent.model_validate(version(db, plan, number).content)


def version(db: Session, plan: TreatmentPlan | None, number: int) -> PlanVersion:
    """One version; `NotFound` when there is none of that number."""
    found = db.get(PlanVersion, (plan.id, number)) if plan is not None else None
    if found is None:
        raise NotFound
    return found


def heads(db: Session, plan: TreatmentPlan, me: UUID, numbers: Iterable[int]) -> list[VersionHead]:
    """Who wrote and who agreed to these versions, newest first."""
    wanted = set(numbers)
    rows = db.exec(
        select(PlanVersion.number, Person, PlanVersion.written_at, PlanVersion.why)
        .join(Person, col(Person.id) == col(PlanVersion.written_by))
        .where(PlanVersion.plan_id == plan.id, col(PlanVersion.number).in_(wanted))
        .order_by(col(PlanVersion.number).desc())
    ).all()
    agreed = _acknowledged(db, plan, me, wanted)
    return [
        VersionHead(
            number=number,
            by=writer.shown_name,
            is_by_client=writer.id == plan.client_id,
            at=at,
            why=why,
            acknowledgements=agreed[number],
            is_agreed={one.is_client for one in agreed[number]} == {True, False},
        )
        for number, writer, at, why in rows
    ]


def _acknowledged(
    db: Session, plan: TreatmentPlan, me: UUID, numbers: set[int]
) -> defaultdict[int, list[Acknowledged]]:
    rows = db.exec(
        select(PlanAcknowledgement, Person.shown_name)
        .join(Person, col(Person.id) == col(PlanAcknowledgement.person_id))
        .where(PlanAcknowledgement.plan_id == plan.id, col(PlanAcknowledgement.number).in_(numbers))
        .order_by(col(PlanAcknowledgement.at), col(PlanAcknowledgement.person_id))
    )
    found: defaultdict[int, list[Acknowledged]] = defaultdict(list)
    for row, name in rows:
        found[row.number].append(
            Acknowledged(by=name, is_client=row.is_client, is_me=row.person_id == me, at=row.at)
        )
    return found


def agreed_number(db: Session, plan: TreatmentPlan) -> int | None:
    """The newest version both sides agreed to."""
    sides = func.count(func.distinct(col(PlanAcknowledgement.is_client)))
    return db.exec(
        select(PlanAcknowledgement.number)
        .where(PlanAcknowledgement.plan_id == plan.id)
        .group_by(col(PlanAcknowledgement.number))
        .having(sides == 2)
        .order_by(col(PlanAcknowledgement.number).desc())
        .limit(1)
    ).first()


def newest_ticks(db: Session, plan: TreatmentPlan) -> list[PlanTick]:
    """What counts for each step: the tick that happened last."""
    last_first = (col(PlanTick.happened_at).desc(), col(PlanTick.id).desc())
    place = func.row_number().over(partition_by=col(PlanTick.item_id), order_by=last_first)
    ranked = select(PlanTick.id, place.label("place")).where(PlanTick.plan_id == plan.id).subquery()
    rows = db.exec(
        select(PlanTick)
        .join(ranked, and_(ranked.c.id == col(PlanTick.id), ranked.c.place == 1))
        .where(PlanTick.plan_id == plan.id)
        .order_by(*last_first)
        .limit(TICKS_SHOWN)
    )
    return list(rows)


def texts_of_old(db: Session, plan: TreatmentPlan, wanted: set[str]) -> dict[str, str]:
    """What earlier versions said in items that are no longer there, newest words first."""
    found: dict[str, str] = {}
    if not wanted:
        return found
    rows = db.exec(
        select(PlanVersion.content)
        .where(PlanVersion.plan_id == plan.id)
        .order_by(col(PlanVersion.number).desc())
        .limit(OLD_VERSIONS_READ)
    )
    for row in rows:
        for item in items_of(PlanContent.model_validate(row)):
            if item.id in wanted:
                found.setdefault(item.id, getattr(item, "text", ""))
    return found


def notes(db: Session, plan: TreatmentPlan, *, shared_only: bool) -> list[PlanNote]:
    """The client's notes that were not taken back, newest first; for the team those shared."""
    query = select(PlanNote).where(PlanNote.plan_id == plan.id, col(PlanNote.removed_at).is_(None))
    if shared_only:
        query = query.where(col(PlanNote.is_shared).is_(True))
    newest_first = (col(PlanNote.happened_at).desc(), col(PlanNote.id).desc())
    return list(db.exec(query.order_by(*newest_first).limit(NOTES_SHOWN)))


def drafts(db: Session, plan: TreatmentPlan, person_id: UUID) -> list[PlanDraft]:
    """Somebody's own texts that lost and wait to be taken in or let go, newest first."""
    rows = db.exec(
        select(PlanDraft)
        .where(
            PlanDraft.plan_id == plan.id,
            PlanDraft.person_id == person_id,
            col(PlanDraft.gone_at).is_(None),
        )
        .order_by(col(PlanDraft.kept_at).desc(), col(PlanDraft.id).desc())
    )
    return list(rows)


def draft(
    db: Session, plan: TreatmentPlan | None, person_id: UUID, draft_id: UUID
) -> PlanDraft | None:
    """One of somebody's own drafts, whether or not it is gone; None for another's."""
    found = db.get(PlanDraft, draft_id)
    if found is None or plan is None or (found.plan_id, found.person_id) != (plan.id, person_id):
        return None
    return found
