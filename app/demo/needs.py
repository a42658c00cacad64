"""What some of the demo's clients need beside treatment, and what their team does about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlmodel import Session, SQLModel

from app import clock
from app.care_records.needs.models import (
    ContactPerson,
    Need,
    NeedKind,
    NeedState,
    NextStep,
    Priority,
    Referral,
    ReferralState,
    ReferralStep,
    StepState,
)
from app.demo.arrivals import Cast, Character
from app.demo.cast import CENTRE_ZONE
from app.demo.luck import id_at, luck

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_Sent = tuple[str, str | None, tuple[tuple[ReferralState, str | None], ...]]
_Step = tuple[str, bool, int | None, StepState]
"""Its words, whether it is the client's, by which day from today, and how it stands."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One need of one client, said so many days ago. Without `days_ago` it was this morning, and
    nobody has read it."""

    word: str
    kind: NeedKind
    words: str
    days_ago: int | None
    priority: Priority = Priority.soon
    state: NeedState = NeedState.open
    by_client: bool = True
    sent: _Sent | None = None
    steps: tuple[_Step, ...] = ()


_LIST = (
    _Wanted("river", NeedKind.housing, "I can stay with my sister only until the end of the month.",
            9, Priority.now,
            sent=("Sample Housing Office", "+1 555 010 0177", (
                (ReferralState.suggested, None), (ReferralState.contacted, "We called together."),
                (ReferralState.waiting, "They answer within three weeks."))),
            steps=(("Bring the last two pay slips", True, 2, StepState.open),
                   ("Ask the office where the list stands", False, -1, StepState.open),
                   ("Fill in the form together", False, -4, StepState.done))),
    _Wanted("river", NeedKind.transport, "The last bus goes before the evening group ends.", 30,
            state=NeedState.met),
    _Wanted("olive", NeedKind.child_care,
            "Los jueves no tengo con quién dejar a mi hija durante el grupo.", None, Priority.now),
    _Wanted("olive", NeedKind.legal, "Renovar el permiso de trabajo antes de abril.", 14,
            by_client=False,
            sent=("Oficina Legal Inventada", "https://legal.example/citas", (
                (ReferralState.accepted, "Primera cita gratuita."),)),
            steps=(("Llevar el pasaporte y dos fotos", True, 6, StepState.open),)),
    _Wanted("umber", NeedKind.work, "Fewer night shifts, so that I can sleep.", 12,
            Priority.later, steps=(("Write the letter to the shift leader", False, 0,
                                    StepState.open),)),
    _Wanted("sage", NeedKind.insurance, "Find out what the new plan pays for.", 20,
            state=NeedState.set_aside),
)  # fmt: skip
_CONTACTS = ("river", "umber")


def add_needs(db: Session, cast: Cast, now: datetime) -> None:
    """Their lists; for some a contact person is named, for the others it is the primary
    counselor."""
    for wanted in _LIST:
        character = cast.clients[wanted.word]
        for rows in _rows(cast, character, wanted, luck("needs", wanted.word, wanted.kind), now):
            db.add_all(rows)
            db.flush()
    for word in _CONTACTS:
        character = cast.clients[word]
        helper = cast.staff[character.primary_at(now)].id
        since = max(character.person.joined_at or now, now - 8 * _DAY)
        db.add(ContactPerson(
            client_id=character.person.id, since=since, person_id=helper, named_by=helper
        ))  # fmt: skip


def _rows(
    cast: Cast, character: Character, wanted: _Wanted, chance: Random, now: datetime
) -> Iterator[list[SQLModel]]:
    """What hangs on something after it."""
    helper = cast.staff[character.primary_at(now)].id
    need = _need(character, wanted, helper, chance, now)
    yield [need]
    read_at = min(need.stated_at + 3 * _HOUR, now)
    if wanted.sent is not None:
        to_whom, contact, steps = wanted.sent
        referral = Referral(
            id=id_at(read_at, chance), need_id=need.id, to_whom=to_whom, contact=contact,
            made_by=helper, made_at=read_at,
        )  # fmt: skip
        yield [referral]
        yield [
            ReferralStep(referral_id=referral.id, number=number, state=state, line=line, by=helper,
                         at=min(read_at + (number - 1) * _DAY, now))
            for number, (state, line) in enumerate(steps, 1)
        ]  # fmt: skip
    yield list(_steps(need, wanted, helper, chance, read_at, clock.local_day(now, CENTRE_ZONE)))


def _need(
    character: Character, wanted: _Wanted, helper: UUID, chance: Random, now: datetime
) -> Need:
    person = character.person
    ago = 2 * _HOUR if wanted.days_ago is None else wanted.days_ago * _DAY
    at = max(person.joined_at or now, now - ago)
    by = person.id if wanted.by_client else helper
    is_read = wanted.by_client and wanted.days_ago is not None
    is_open = wanted.state is NeedState.open
    return Need(
        id=id_at(at, chance), client_id=person.id, kind=wanted.kind, words=wanted.words,
        priority=wanted.priority, state=wanted.state, stated_by=by, stated_at=at, changed_by=by,
        changed_at=at, state_by=by if is_open else person.id,
        state_at=at if is_open else min(at + 6 * _DAY, now),
        looked_by=helper if is_read else None,
        looked_at=min(at + 3 * _HOUR, now) if is_read else None, content_hash="0" * 64,
    )  # fmt: skip


def _steps(
    need: Need, wanted: _Wanted, helper: UUID, chance: Random, at: datetime, today: date
) -> Iterator[NextStep]:
    for words, is_clients, days, state in wanted.steps:
        yield NextStep(
            id=id_at(at, chance), need_id=need.id, words=words,
            whose_id=need.client_id if is_clients else helper, made_by=helper, made_at=at,
            due_on=None if days is None else today + days * _DAY, state=state, state_by=helper,
            state_at=at,
        )  # fmt: skip
