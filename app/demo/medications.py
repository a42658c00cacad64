"""What some of the demo's clients take, and what they said of it in the last month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlmodel import Session, SQLModel

from app import clock
from app.care_records.medications.due import Due, Schedule, due_doses
from app.care_records.medications.models import Dose, DoseState, Medication, SkipReason
from app.demo.arrivals import Cast, Character
from app.demo.luck import id_at, luck
from app.episodes.queries import team_ids

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Label:
    """One medicine as its label says, for one client. `said` is how many of ten doses something was
    noted of."""

    word: str
    name: str
    dose: str
    how: str | None
    purpose: str
    times: tuple[str, ...]
    said: int = 9
    most_a_day: int | None = None
    stopped_why: str | None = None


_LABELS = (
    _Label("river", "Naltrexone", "1 tablet of 50 mg", "With food", "Cravings", ("08:00",)),
    _Label(
        "river", "Hydroxyzine", "1 tablet of 25 mg", None, "When the worry is too much", (),
        most_a_day=3,
    ),
    _Label("umber", "Acamprosate", "2 tablets of 333 mg", None, "Staying away from alcohol",
           ("08:00", "14:00", "20:00"), said=6),
    _Label("coral", "Sertraline", "1 tablet of 50 mg", "In the morning", "Mood", ("09:00",),
           said=7),
    _Label("olive", "Naltrexona", "1 tableta de 50 mg", "Con comida", "Las ganas", ("21:00",)),
    _Label("indigo", "Trazodone", "1 tablet of 50 mg", "Before bed", "Sleep", ("22:30",),
           stopped_why="Sleeping well again. Agreed with the doctor."),
)  # fmt: skip
_WHYS = (
    SkipReason.forgot, SkipReason.forgot, SkipReason.side_effects, SkipReason.ran_out,
    SkipReason.felt_no_need,
)  # fmt: skip


def medicate(db: Session, cast: Cast, now: datetime) -> None:
    """Writes down what they take and what they said of it."""
    for label in _LABELS:
        character = cast.clients.get(label.word)
        if character is not None and character.person.joined_at is not None:
            rows = list(_rows(db, cast, character, label, now))
            db.add(rows[0])
            db.flush()
            db.add_all(rows[1:])
    db.flush()


def _rows(
    db: Session, cast: Cast, character: Character, label: _Label, now: datetime
) -> Iterator[SQLModel]:
    chance, zone = luck("medications", label.word, label.name), character.person.time_zone
    joined_at = character.person.joined_at or now
    entered_at = max(joined_at, now - MONTH) + timedelta(minutes=30)
    row = _medication(db, cast, character, label, min(entered_at, now), now)
    yield row
    for due in _due(row, zone, now):
        if chance.randrange(10) < label.said:
            yield from _said(row, due, chance, zone, now)
    if row.as_needed:
        for ago in (2, 5, 6, 11):
            at = now - timedelta(days=ago, minutes=chance.randrange(600))
            if at > row.entered_at:
                yield _dose(row, None, at, DoseState.taken, None, chance, zone)


def _medication(
    db: Session, cast: Cast, character: Character, label: _Label, at: datetime, now: datetime
) -> Medication:
    person, rowan = character.person, cast.staff["rowan"].id
    is_inside = rowan in team_ids(db, person.id)
    stopped = label.stopped_why is not None
    writer = cast.staff[character.primary_at(at)].id
    return Medication(
        id=id_at(at, luck("medication", label.word, label.name)),
        client_id=person.id,
        name=label.name,
        dose=label.dose,
        how=label.how,
        purpose=label.purpose,
        as_needed=not label.times,
        most_a_day=label.most_a_day,
        times=list(label.times),
        prescriber_id=rowan if is_inside else None,
        prescriber_name=None if is_inside else "Demo Family Practice",
        from_on=clock.local_day(at, person.time_zone),
        entered_by=writer,
        entered_at=at,
        changed_by=writer,
        changed_at=at,
        stopped_at=max(at, now - timedelta(days=4)) if stopped else None,
        stopped_by=person.id if stopped else None,
        stopped_why=label.stopped_why,
    )


def _due(row: Medication, zone: str, now: datetime) -> Iterator[Due]:
    schedule = Schedule.of(row, row.entered_at, row.stopped_at)
    # The last hour is left open: something is to be said on the day of the demo.
    yield from due_doses(schedule, zone, row.entered_at, now - timedelta(hours=1))


def _said(row: Medication, due: Due, chance: Random, zone: str, now: datetime) -> Iterator[Dose]:
    late = chance.random()
    minutes = chance.randrange(0, 60) if late < 0.85 else chance.randrange(125, 300)
    at = min(due.due_at + timedelta(minutes=minutes), now)
    skips = chance.random() < 0.08
    state = DoseState.skipped if skips else DoseState.taken
    why = chance.choice(_WHYS) if skips else None
    yield _dose(row, due, at, state, why, chance, zone)


def _dose(
    row: Medication,
    due: Due | None,
    at: datetime,
    state: DoseState,
    why: SkipReason | None,
    chance: Random,
    zone: str,
) -> Dose:
    return Dose(
        client_id=row.client_id,
        id=id_at(at, chance),
        medication_id=row.id,
        due_on=due.on if due else None,
        due_time=due.at if due else None,
        state=state,
        why=why,
        occurred_at=at,
        zone=zone,
        happened_at=at,
        received_at=at,
        content_hash="0" * 64,
    )
