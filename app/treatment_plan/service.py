"""Writing versions, agreeing to them, ticking and noting."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.episodes.queries import team_shown
from app.errors import NotFound
from app.notices.models import Notice, NoticeKind
from app.notices.service import About, tell
from app.offline import content_hash, insert_once, keep_once, moment
from app.treatment_plan import queries
from app.treatment_plan.content import PlanContent
from app.treatment_plan.models import (
    PlanAcknowledgement,
    PlanDraft,
    PlanNote,
    PlanTick,
    PlanVersion,
    TreatmentPlan,
)
from app.treatment_plan.problems import NoSuchLevel, NotTheNewest
from app.treatment_plan.schemas import NoteCreate, PlanWrite, TickCreate
from app.treatment_plan.stay import Stay

TOLD_AGAIN_AFTER = timedelta(hours=1)


def write(db: Session, stay: Stay, based_on: int, body: PlanWrite) -> PlanDraft | None:
    """Writes the next version, if `based_on` is the newest one; nothing where the plan says the
    same already. Otherwise keeps what was written as the writer's draft and returns that."""
    stay.require_running()
    stay.require_own_part()
    plan = _locked(db, stay)
    current = queries.content(db, plan, plan.version)
    _require_level(stay, body.content, current)
    lost = None
    if current != body.content:
        if plan.version != based_on:
            lost = _keep_draft(db, stay, plan, based_on, body)
        else:
            _add_version(db, stay, plan, body)
    _finish_draft(db, stay, plan, body.from_draft, lost)
    audit.changed(db, stay.viewer, Data.treatment_plan, [stay.client_id])
    return lost


def _locked(db: Session, stay: Stay) -> TreatmentPlan:
    """The plan, held until the end of the unit of work: those who write at once take turns. It has
    its episode's id, so that two who begin it at once begin the same one."""
    if stay.plan is None:
        fresh = TreatmentPlan(
            id=stay.episode.id, episode_id=stay.episode.id, client_id=stay.client_id
        )
        insert_once(db, fresh, (fresh.id,))
    held = select(TreatmentPlan).where(TreatmentPlan.episode_id == stay.episode.id)
    found = db.exec(held.with_for_update().execution_options(populate_existing=True))
    return found.one()


def _require_level(stay: Stay, content: PlanContent, current: PlanContent | None) -> None:
    known = {None, *stay.programme.levels, current.level if current else None}
    if content.level not in known:
        raise NoSuchLevel


def _add_version(db: Session, stay: Stay, plan: TreatmentPlan, body: PlanWrite) -> None:
    plan.version += 1
    row = PlanVersion(
        plan_id=plan.id,
        number=plan.version,
        content=body.content.model_dump(mode="json"),
        written_by=stay.viewer.id,
        written_at=stay.viewer.now,
        why=body.why or None,
    )
    db.add_all((plan, row))
    db.flush()
    _tell_the_other_side(db, stay)


def _tell_the_other_side(db: Session, stay: Stay) -> None:
    others = team_shown(db, stay.client_id, Data.treatment_plan, stay.viewer.now)
    people = others if stay.is_client else [stay.client_id]
    about = About(client_id=stay.client_id if stay.is_client else None)
    news = set(people) - set(_told_just_now(db, stay))
    tell(db, news, NoticeKind.plan_changed, about, by=stay.viewer.id, now=stay.viewer.now)


def _told_just_now(db: Session, stay: Stay) -> Iterator[UUID]:
    # Somebody who saves five times in an hour is one line in the other's inbox, not five.
    about_id = stay.client_id if stay.is_client else None
    rows = db.exec(
        select(Notice.person_id, Notice.about_id).where(
            Notice.kind == NoticeKind.plan_changed,
            Notice.by == stay.viewer.id,
            col(Notice.seen_at).is_(None),
            Notice.at > stay.viewer.now - TOLD_AGAIN_AFTER,
        )
    )
    return (person_id for person_id, about in rows if about == about_id)


def _keep_draft(
    db: Session, stay: Stay, plan: TreatmentPlan, based_on: int, body: PlanWrite
) -> PlanDraft:
    content = body.content.model_dump(mode="json")
    digest = content_hash(content)
    for known in queries.drafts(db, plan, stay.viewer.id):
        if known.content_hash == digest:
            return known
    draft = PlanDraft(
        plan_id=plan.id,
        person_id=stay.viewer.id,
        based_on=based_on,
        content=content,
        why=body.why or None,
        content_hash=digest,
        kept_at=stay.viewer.now,
    )
    db.add(draft)
    db.flush()
    return draft


def _finish_draft(
    db: Session, stay: Stay, plan: TreatmentPlan, draft_id: UUID | None, lost: PlanDraft | None
) -> None:
    """The draft somebody took in is done with: its text is in the plan, or in a newer draft."""
    if draft_id is None or (lost is not None and lost.id == draft_id):
        return
    draft = queries.draft(db, plan, stay.viewer.id, draft_id)
    if draft is not None:
        draft.gone_at = draft.gone_at or stay.viewer.now
        db.add(draft)


def let_go(db: Session, stay: Stay, draft_id: UUID) -> None:
    """The viewer does not need their draft any more."""
    draft = queries.draft(db, stay.plan, stay.viewer.id, draft_id)
    if draft is None:
        raise NotFound
    draft.gone_at = draft.gone_at or stay.viewer.now
    db.add(draft)
    audit.changed(db, stay.viewer, Data.treatment_plan, [stay.client_id])


def acknowledge(db: Session, stay: Stay, number: int) -> None:
    """The viewer agrees to exactly this version, on their own side. Raises `NotTheNewest` when
    there is a newer one."""
    stay.require_own_part()
    if stay.plan is None:
        raise NotFound
    stay.require_running()
    plan = _locked(db, stay)
    if number > plan.version:
        raise NotFound
    if number < plan.version:
        raise NotTheNewest
    row = PlanAcknowledgement(
        plan_id=plan.id,
        number=number,
        person_id=stay.viewer.id,
        is_client=stay.is_client,
        at=stay.viewer.now,
    )
    insert_once(db, row, (plan.id, number, stay.viewer.id))
    audit.changed(db, stay.viewer, Data.treatment_plan, [stay.client_id])


def tick(
    db: Session, stay: Stay, tick_id: UUID, body: TickCreate, sent_at: str | None
) -> tuple[PlanTick, bool]:
    """Keeps exactly once that a step is done or is not; returns it and whether it is new. Never
    refused for a step the plan no longer has: it was done all the same."""
    when = moment(body.occurred_at, sent_at, stay.viewer.now)
    digest = content_hash(body.model_dump(mode="json"))
    row = PlanTick(
        id=tick_id,
        client_id=stay.client_id,
        plan_id=_locked(db, stay).id,
        item_id=body.item_id,
        is_done=body.is_done,
        happened_at=when.happened_at,
        is_time_uncertain=when.is_uncertain,
        received_at=stay.viewer.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, row, (tick_id, stay.client_id), digest)
    audit.changed(db, stay.viewer, Data.treatment_plan, [stay.client_id])
    return kept, is_new


def note(
    db: Session, stay: Stay, note_id: UUID, body: NoteCreate, sent_at: str | None
) -> tuple[PlanNote, bool]:
    """Keeps a note exactly once; returns it and whether it is new. One that was taken back stays
    so, however often it is sent."""
    when = moment(body.occurred_at, sent_at, stay.viewer.now)
    digest = content_hash(body.model_dump(mode="json"))
    row = PlanNote(
        id=note_id,
        client_id=stay.client_id,
        plan_id=_locked(db, stay).id,
        item_id=body.item_id,
        text=body.text,
        is_shared=body.is_shared,
        happened_at=when.happened_at,
        is_time_uncertain=when.is_uncertain,
        received_at=stay.viewer.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, row, (note_id, stay.client_id), digest)
    audit.changed(db, stay.viewer, Data.treatment_plan, [stay.client_id])
    return kept, is_new


def take_back(db: Session, stay: Stay, note_id: UUID) -> None:
    """The client takes a note back: its words go, that there was one stays."""
    found = db.get(PlanNote, (note_id, stay.client_id))
    if found is None:
        raise NotFound
    found.text = ""
    found.removed_at = found.removed_at or stay.viewer.now
    db.add(found)
    audit.changed(db, stay.viewer, Data.treatment_plan, [stay.client_id])
