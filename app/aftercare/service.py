"""Planning contacts, saying what became of them, and deciding how often they come."""

from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.aftercare import queries
from app.aftercare.cadence import Change, Stretch
from app.aftercare.ending import close_open
from app.aftercare.models import (
    CadenceAnswer,
    CadenceDecision,
    Contact,
    ContactPlan,
    ContactState,
)
from app.aftercare.proposing import proposal_of
from app.aftercare.queries import Care
from app.aftercare.schemas import ContactWrite, DecisionWrite, PlanWrite, RowWrite
from app.aftercare.standing import focus_of
from app.aftercare.wording import say
from app.episodes.holding import hold
from app.episodes.models import EpisodeOfCare, Phase
from app.episodes.queries import team_ids
from app.errors import Conflict, NotFound, Unprocessable
from app.flags.models import FlagCode, TaskKind, TaskOutcome
from app.flags.reasons import Raised
from app.flags.service import look_at
from app.offline import OpReused, content_hash, insert_once, keep_once
from app.people.viewers import Viewer
from app.programs.queries import centre

AHEAD_AT_MOST = timedelta(days=92)
LONGEST_WHY = 400


class NotInAftercare(Conflict):
    code = "not_in_aftercare"
    detail = "This client is not in aftercare now."


class PlanChanged(Conflict):
    code = "plan_changed"
    detail = "Somebody has changed the plan meanwhile. Please look at it again."


class NotOnTheTeam(Unprocessable):
    code = "not_on_the_team"
    detail = "Please choose somebody on this client's team."


class DayPast(Unprocessable):
    code = "day_past"
    detail = "Please choose a day from today on, not more than three months ahead."


class NotDue(Unprocessable):
    code = "not_due"
    detail = "No contact was due on that day, or its time has not come yet."


class ReasonMissing(Unprocessable):
    code = "reason_missing"
    detail = "Please say why."


class RowMissing(Unprocessable):
    code = "row_missing"
    detail = "Please choose how often instead."


class ProposalChanged(Conflict):
    code = "proposal_changed"
    detail = "What is proposed has changed meanwhile. Please look at it again."


class DecidedAlready(Conflict):
    code = "decided_already"
    detail = "Somebody has decided about this already. Nothing you wrote was saved."


def plan(
    db: Session, viewer: Viewer, client_id: UUID, plan_id: UUID, body: PlanWrite
) -> ContactPlan:
    """Makes a row of contacts, or puts another in the place of what is ahead. The same request
    twice is one plan. `NotFound` for a stranger's; `NotInAftercare`, `PlanChanged`, `NotOnTheTeam`,
    `DayPast`, and `OpReused` for another plan by the same id."""
    care, today = _hold(db, viewer, client_id)
    known = next((one for one in care.plans if one.id == plan_id), None)
    if known is not None:
        if not _is_same(known, body):
            raise OpReused
        return known
    if body.replaces != (care.plan.id if care.plan else None):
        raise PlanChanged
    if body.contact_id not in team_ids(db, client_id):
        raise NotOnTheTeam
    _require_ahead(body, today)
    row = _new_plan(viewer, care, body.contact_id, _change(body), body.why)
    row.id = plan_id
    insert_once(db, row, (plan_id,))
    kept = db.get_one(ContactPlan, plan_id)
    if kept.client_id != client_id or not _is_same(kept, body):
        raise OpReused
    audit.changed(db, viewer, Data.aftercare, [client_id])
    return kept


def _hold(db: Session, viewer: Viewer, client_id: UUID) -> tuple[Care, date]:
    """Takes the turn at a stay in aftercare; what is planned there, and the day of the centre."""
    episode = queries.stay(db, viewer, client_id, to_change=True)
    hold(db, episode)
    episode = queries.stay(db, viewer, client_id, to_change=True)
    if episode.phase is not Phase.aftercare:
        raise NotInAftercare
    zone = centre(db).time_zone
    care = queries.care_of(db, [episode], zone)[episode.id]
    return care, clock.local_day(viewer.now, zone)


def _is_same(kept: ContactPlan, body: PlanWrite) -> bool:
    said = (body.contact_id, body.starts_on, [one.model_dump() for one in body.stretches], body.why)
    return said == (kept.contact_id, kept.starts_on, kept.stretches, kept.why)


def _require_ahead(row: RowWrite, today: date) -> None:
    if not today <= row.starts_on <= today + AHEAD_AT_MOST:
        raise DayPast


def _change(row: RowWrite) -> Change:
    return Change(row.starts_on, [Stretch(one.count, one.every_days) for one in row.stretches])


def _new_plan(
    viewer: Viewer, care: Care, contact_id: UUID, change: Change, why: str
) -> ContactPlan:
    # Plans are told apart by when they were made, whatever the servers' clocks say.
    last = care.plan.made_at if care.plan else None
    at = viewer.now if last is None or last < viewer.now else last + timedelta(microseconds=1)
    return ContactPlan(
        client_id=care.episode.client_id,
        episode_id=care.episode.id,
        starts_on=change.starts_on,
        stretches=[one.as_json() for one in change.stretches],
        contact_id=contact_id,
        made_by=viewer.id,
        made_at=at,
        why=why,
    )


def record(
    db: Session, viewer: Viewer, client_id: UUID, contact_id: UUID, body: ContactWrite
) -> Contact:
    """Keeps what became of a contact, exactly once; what was said of it before stays beside it.
    Whoever was reached ends the tasks about it, who was not is somebody's task. `NotDue` for a day
    on which none is, or whose time has not come."""
    care, today = _hold(db, viewer, client_id)
    known = db.get(Contact, contact_id)
    if known is None:
        due = next((one for one in care.row if one.on == body.due_on), None)
        if due is None or (due.from_on > today and body.state is not ContactState.called_off):
            raise NotDue
    digest = content_hash({"client_id": str(client_id)} | body.model_dump(mode="json"))
    row = Contact(
        id=contact_id, client_id=client_id, episode_id=care.episode.id, at=viewer.now,
        by=viewer.id, content_hash=digest, **body.model_dump(),
    )  # fmt: skip
    kept, is_new = keep_once(db, row, (contact_id,), digest)
    if is_new:
        _follow(db, viewer, care.episode, kept)
    audit.changed(db, viewer, Data.aftercare, [client_id])
    return kept


def _follow(db: Session, viewer: Viewer, episode: EpisodeOfCare, said: Contact) -> None:
    if said.state is ContactState.not_reached:
        tries = queries.tries(db, episode.id, said.due_on)
        # A flag of its own is what opens an answered task again.
        measure = f"try {tries}" if tries > 1 else ""
        raised = Raised(FlagCode.contact_not_reached, {"tries": tries}, measure)
        # Whoever is asked about another contact already is told there: nobody is asked twice.
        asked = queries.open_tasks(db, episode.client_id)
        focus = asked[0].focus_id if asked else focus_of(episode.id, said.due_on)
        look_at(db, episode.client_id, TaskKind.contact, focus, [raised], now=viewer.now)
        return
    client_id, focus = episode.client_id, focus_of(episode.id, said.due_on)
    spoke = said.state is ContactState.reached
    outcome = TaskOutcome.spoke if spoke else TaskOutcome.no_longer_needed
    close_open(db, client_id, viewer.id, viewer.now, outcome, said.line, about=focus)
    if spoke:
        # An earlier contact stays missed; nobody needs to ask after it any more.
        close_open(db, client_id, None, viewer.now, TaskOutcome.no_longer_needed)


def decide(
    db: Session, viewer: Viewer, client_id: UUID, key: str, body: DecisionWrite
) -> CadenceDecision:
    """Answers a proposal once; accepted or changed, a new row takes over. The same answer by the
    same person again changes nothing. `ProposalChanged` where it is not what is proposed now,
    `DecidedAlready`, `ReasonMissing`, `RowMissing`, `DayPast`."""
    _require_words(body)
    care, today = _hold(db, viewer, client_id)
    before = queries.decision(db, client_id, key)
    if before is not None:
        if (before.answer, before.decided_by) != (body.answer, viewer.id):
            raise DecidedAlready
        return before
    found = proposal_of(db, viewer, care, [])
    if found is None or found.proposed.key != key or care.plan is None:
        raise ProposalChanged
    row = CadenceDecision(
        client_id=client_id, episode_id=care.episode.id, key=key,
        proposal=found.proposed.kind.value,
        signs=[one.as_json() for one in found.proposed.signs],
        answer=body.answer, why=body.why or None, decided_at=viewer.now, decided_by=viewer.id,
    )  # fmt: skip
    if body.answer is not CadenceAnswer.declined:
        reasons = " ".join(say(one, viewer.person.language) for one in row.signs)
        row.plan_id = _replan(db, viewer, care, body, found.change, today, body.why or reasons)
    db.add(row)
    db.flush()
    audit.changed(db, viewer, Data.aftercare, [client_id])
    return row


def _require_words(body: DecisionWrite) -> None:
    if body.answer is not CadenceAnswer.accepted and not body.why:
        raise ReasonMissing
    if (body.row is None) == (body.answer is CadenceAnswer.changed):
        raise RowMissing


def _replan(
    db: Session,
    viewer: Viewer,
    care: Care,
    body: DecisionWrite,
    proposed: Change,
    today: date,
    why: str,
) -> UUID:
    if care.plan is None:
        raise NotFound
    change = proposed
    if body.row is not None:
        _require_ahead(body.row, today)
        change = _change(body.row)
    row = _new_plan(viewer, care, care.plan.contact_id, change, why[:LONGEST_WHY])
    db.add(row)
    db.flush()
    return row.id
