"""What is done for a need: referrals, next steps, and who somebody turns to."""

from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.care_records.needs import queries
from app.care_records.needs.models import (
    ContactPerson,
    Need,
    NextStep,
    Referral,
    ReferralStep,
    StepState,
)
from app.care_records.needs.schemas import (
    ContactWrite,
    NextStepWrite,
    ReferralStepWrite,
    ReferralWrite,
    StepStateWrite,
)
from app.care_records.needs.service import looked
from app.episodes.queries import team_shown
from app.errors import Conflict, NotFound, Unprocessable
from app.offline import OpReused, insert_once
from app.people.viewers import Viewer


class ReferralMovedOn(Conflict):
    """Carries the `state` it is in now and the `number` of that step."""

    code = "referral_moved_on"
    detail = "Somebody has noted something here meanwhile. Please look again. Nothing was saved."


class StepChanged(Conflict):
    code = "step_changed"
    detail = "That step is not open any more. Please look again. Nothing was saved."


class NotOfTheTeam(Unprocessable):
    code = "not_of_the_team"
    detail = "Please choose the client or somebody who is on the team now. Nothing was saved."


def refer(
    db: Session,
    viewer: Viewer,
    client_id: UUID,
    need_id: UUID,
    referral_id: UUID,
    body: ReferralWrite,
) -> None:
    """Sends a client somewhere for a need, once. `NotFound`; `OpReused` for a known id with other
    content."""
    held = _need(db, viewer, client_id, need_id)
    new = Referral(
        id=referral_id, need_id=need_id, to_whom=body.to_whom, contact=body.contact,
        made_by=viewer.id, made_at=viewer.now,
    )  # fmt: skip
    row, is_new = insert_once(db, new, (referral_id,))
    if row.need_id != need_id:
        raise NotFound
    if is_new:
        db.add(_referral_step(viewer, referral_id, 1, body))
    elif (row.to_whom, row.contact) != (body.to_whom, body.contact):
        raise OpReused
    _worked_on(db, viewer, held)


def go_on(
    db: Session,
    viewer: Viewer,
    client_id: UUID,
    referral_id: UUID,
    number: int,
    body: ReferralStepWrite,
) -> None:
    """Notes step `number` of a referral, the one after the last. The same again changes nothing.
    `NotFound`, `ReferralMovedOn`."""
    queries.require_team(db, viewer, client_id)
    sent = queries.referral(db, client_id, referral_id)
    held = _need(db, viewer, client_id, sent.row.need_id)
    last = sent.steps[-1]
    if number == last.number + 1:
        db.add(_referral_step(viewer, referral_id, number, body))
    elif (number, body.state, body.line, viewer.id) != (
        last.number, last.state, last.line, last.by,
    ):  # fmt: skip
        raise ReferralMovedOn(number=last.number, state=last.state.value)
    _worked_on(db, viewer, held)


def plan_step(
    db: Session, viewer: Viewer, client_id: UUID, step_id: UUID, body: NextStepWrite
) -> None:
    """Makes a next step, once. `NotFound`, `NotOfTheTeam`; `StepChanged` when the one it takes the
    place of is not open; `OpReused` for a known id with other content."""
    held = _need(db, viewer, client_id, body.need_id)
    row = db.get(NextStep, step_id)
    if row is None:
        if body.whose_id not in {client_id, *team_shown(db, client_id, Data.needs, viewer.now)}:
            raise NotOfTheTeam
        _replace(db, viewer, client_id, body)
        new = NextStep(
            id=step_id, made_by=viewer.id, made_at=viewer.now, state_by=viewer.id,
            state_at=viewer.now, **body.model_dump(),
        )  # fmt: skip
        row, _ = insert_once(db, new, (step_id,))
    if row.need_id != body.need_id:
        raise NotFound
    if row.model_dump(include=set(NextStepWrite.model_fields)) != body.model_dump():
        raise OpReused
    _worked_on(db, viewer, held)


def set_step(
    db: Session, viewer: Viewer, client_id: UUID, step_id: UUID, body: StepStateWrite
) -> None:
    """How it is with a step, whoever's it is. `NotFound`."""
    queries.require_team(db, viewer, client_id)
    held = queries.step(db, client_id, step_id)
    if held.state is not body.state:
        held.state, held.state_by, held.state_at = body.state, viewer.id, viewer.now
        db.add(held)
    audit.changed(db, viewer, Data.needs, [client_id])


def name_contact(db: Session, viewer: Viewer, client_id: UUID, body: ContactWrite) -> None:
    """From now on this is whom the client turns to. `NotFound`, `NotOfTheTeam`."""
    queries.require_team(db, viewer, client_id)
    if body.person_id not in team_shown(db, client_id, Data.needs, viewer.now):
        raise NotOfTheTeam
    last = queries.newest_contact(db, client_id)
    if last is None or last.person_id != body.person_id:
        row = ContactPerson(
            client_id=client_id, since=viewer.now, person_id=body.person_id, named_by=viewer.id
        )
        insert_once(db, row, (client_id, viewer.now))
    audit.changed(db, viewer, Data.needs, [client_id])


def _need(db: Session, viewer: Viewer, client_id: UUID, need_id: UUID) -> Need:
    """One need of a client of the viewer's, which is now theirs to work on alone: what is done for
    it at once is done one after the other."""
    queries.require_team(db, viewer, client_id)
    found = queries.need(db, client_id, need_id)
    if found is None:
        raise NotFound
    return found


def _worked_on(db: Session, viewer: Viewer, held: Need) -> None:
    looked(db, viewer, held)
    audit.changed(db, viewer, Data.needs, [held.client_id])


def _replace(db: Session, viewer: Viewer, client_id: UUID, body: NextStepWrite) -> None:
    if body.instead_of is None:
        return
    old = queries.step(db, client_id, body.instead_of)
    if old.need_id != body.need_id:
        raise NotFound
    if old.state is not StepState.open:
        raise StepChanged
    old.state, old.state_by, old.state_at = StepState.dropped, viewer.id, viewer.now
    db.add(old)
    db.flush()


def _referral_step(
    viewer: Viewer, referral_id: UUID, number: int, body: ReferralWrite | ReferralStepWrite
) -> ReferralStep:
    return ReferralStep(
        referral_id=referral_id, number=number, state=body.state, at=viewer.now, by=viewer.id,
        line=body.line,
    )  # fmt: skip
