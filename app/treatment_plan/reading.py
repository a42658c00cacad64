"""The plan as its readers get it."""

from sqlmodel import Session

from app.people.models import Language
from app.programs.design import ProgrammeDesign
from app.treatment_plan import queries
from app.treatment_plan.content import PlanContent, hours_a_week, items_of
from app.treatment_plan.difference import difference
from app.treatment_plan.merging import merged
from app.treatment_plan.models import PlanDraft, PlanNote, PlanTick, TreatmentPlan
from app.treatment_plan.schemas import (
    DraftRead,
    LevelBenchmark,
    LevelRead,
    NoteRead,
    PlanRead,
    TickRead,
    VersionHead,
)
from app.treatment_plan.stay import Stay


def plan_read(db: Session, stay: Stay) -> PlanRead:
    """The plan as it stands for whoever looks: with all of the client's notes for the client, with
    the shared ones for the team."""
    found = PlanRead(
        version=0,
        content=None,
        head=None,
        is_running=stay.episode.ended_at is None,
        agreed=None,
        changes=[],
        hours=0,
        level=stay.episode.level,
        levels=_levels(stay),
        ticks=[],
        notes=[],
        drafts=0,
    )
    return found if stay.plan is None else found.model_copy(update=_written(db, stay, stay.plan))


def _written(db: Session, stay: Stay, plan: TreatmentPlan) -> dict[str, object]:
    content = queries.content(db, plan, plan.version)
    agreed = queries.agreed_number(db, plan)
    heads = _heads(db, stay, plan, agreed)
    return {
        "version": plan.version,
        "content": content,
        "head": heads.get(plan.version),
        "agreed": heads.get(agreed or 0),
        "changes": _since(db, plan, agreed, content),
        "hours": hours_a_week(content) if content else 0,
        "ticks": _ticks(db, plan, content),
        "notes": [
            note_read(row) for row in queries.notes(db, plan, shared_only=not stay.is_client)
        ],
        "drafts": len(queries.drafts(db, plan, stay.viewer.id)),
    }


def _heads(
    db: Session, stay: Stay, plan: TreatmentPlan, agreed: int | None
) -> dict[int, VersionHead]:
    wanted = {plan.version, agreed or 0} - {0}
    if not wanted:
        return {}
    return {head.number: head for head in queries.heads(db, plan, stay.viewer.id, wanted)}


def _since(
    db: Session, plan: TreatmentPlan, agreed: int | None, content: PlanContent | None
) -> list[object]:
    if agreed is None or agreed == plan.version:
        return []
    return list(difference(queries.content(db, plan, agreed), content))


def _levels(stay: Stay) -> list[LevelRead]:
    design = ProgrammeDesign.model_validate(stay.programme.design)
    language = Language(stay.viewer.person.language)
    return [
        LevelRead(
            name=level.name,
            hours_floor=level.hours_floor,
            hours_ceiling=level.hours_ceiling,
            benchmarks=[
                LevelBenchmark(code=one.code, text=one.text.in_language(language))
                for one in level.benchmarks
            ],
        )
        for level in design.levels
    ]


def _ticks(db: Session, plan: TreatmentPlan, content: PlanContent | None) -> list[TickRead]:
    here = {item.id for item in items_of(content or PlanContent())}
    rows = queries.newest_ticks(db, plan)
    old = queries.texts_of_old(db, plan, {row.item_id for row in rows} - here)
    return [_tick(row, row.item_id in here, old.get(row.item_id)) for row in rows]


def _tick(row: PlanTick, is_in_plan: bool, text: str | None) -> TickRead:
    known = {"is_in_plan": is_in_plan, "text": text}
    return TickRead.model_validate(row.model_dump() | known, extra="ignore")


def note_read(row: PlanNote) -> NoteRead:
    """A note as its readers see it."""
    return NoteRead.model_validate(row.model_dump(), extra="ignore")


def drafts_read(db: Session, stay: Stay) -> list[DraftRead]:
    """The viewer's texts that lost, each with the plan as it would be with the text taken in."""
    if stay.plan is None:
        return []
    plan = stay.plan
    current = queries.content(db, plan, plan.version) or PlanContent()
    waiting = queries.drafts(db, plan, stay.viewer.id)
    return [_draft_read(db, plan, current, row) for row in waiting]


def _draft_read(
    db: Session, plan: TreatmentPlan, current: PlanContent, row: PlanDraft
) -> DraftRead:
    mine = PlanContent.model_validate(row.content)
    # A phone can know a version that a restored server no longer has: then it starts from here.
    known = row.based_on <= plan.version
    base = queries.content(db, plan, row.based_on) or PlanContent() if known else current
    both = merged(base, current, mine)
    return DraftRead(
        id=row.id,
        based_on=row.based_on,
        kept_at=row.kept_at,
        why=row.why,
        content=mine,
        version=plan.version,
        merged=both,
        meanwhile=difference(base, current),
        changes=difference(current, both),
    )
