"""A centre to measure on: 200 clients of ten counselors, each with a year of records."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from app import clock
from app.appointments.models import Appointment, Participation
from app.check_ins.instruments import load_instruments
from app.check_ins.models import CheckIn, FormResponse, Review
from app.check_ins.scoring import score
from app.craving_logs.models import CravingLog
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.flags.models import Flag, Task
from app.ids import new_id
from app.installation import Installation
from app.people.models import Language, Person, Role
from app.people.service import new_person
from app.people.sign_ins import open_sign_in
from app.programs.design import plain_design
from app.programs.models import Centre, Programme, ProgrammeKind

CLIENTS, COUNSELORS, DAYS = 200, 10, 365
ZONE = "America/New_York"
WAITING_DAYS = 2
FORMS = {"bam-iop": 7, "phq-9": 28, "gad-7": 28}
"""Which questionnaires, and every how many days."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """The sign-in secrets of everybody, to send as cookies."""

    clients: list[str]
    counselors: list[str]


def seed(
    installation: Installation, clients_count: int = CLIENTS, counselors_count: int = COUNSELORS
) -> Secrets:
    """Fills an empty installation."""
    luck, now = random.Random(1), clock.utc_now()
    with installation.database.unit_of_work() as db:
        db.add(Centre(name="Bench House", phone="555-0100", time_zone=ZONE))
        programme = Programme(
            name="Evenings",
            kind=ProgrammeKind.classic_group,
            design=plain_design("Level 1").model_dump(mode="json"),
            made_at=now,
            opened_at=now,
        )
        db.add(programme)
        db.flush()
        counselors = [
            _person(db, f"Counselor {n}", Role.provider, now) for n in range(counselors_count)
        ]
        clients = [_person(db, f"Client {n}", Role.client, now) for n in range(clients_count)]
        meetings = _meetings(db, now)
    for number, (person, _) in enumerate(clients):
        counselor = counselors[number % counselors_count][0]
        with installation.database.unit_of_work() as db:
            _admit(db, programme.id, person.id, counselor.id, now)
            _records(db, person.id, counselor.id, meetings, luck, now)
    return Secrets([secret for _, secret in clients], [secret for _, secret in counselors])


def _person(db: Session, name: str, role: Role, now: datetime) -> tuple[Person, str]:
    person = new_person(
        db,
        shown_name=name,
        roles=frozenset({role}),
        time_zone=ZONE,
        language=Language.en,
        granted_by=None,
        now=now,
    )
    person.joined_at = now
    return person, open_sign_in(db, person, frozenset({role}), "A bench", now).secret


def _admit(
    db: Session, programme_id: UUID, client_id: UUID, provider_id: UUID, now: datetime
) -> None:
    episode = EpisodeOfCare(
        client_id=client_id,
        programme_id=programme_id,
        phase=Phase.treatment,
        level="Level 1",
        opened_at=now - timedelta(days=DAYS),
        admitted_at=now - timedelta(days=DAYS),
    )
    db.add(episode)
    db.flush()
    db.add(
        CareTeamMember(
            episode_id=episode.id, provider_id=provider_id, is_primary=True, joined_at=now
        )
    )


def _meetings(db: Session, now: datetime) -> list[UUID]:
    rows: list[dict[str, Any]] = []
    for number in range(-DAYS, 28, 2):
        starts_at = now + timedelta(days=number, hours=3)
        rows.append(
            {
                "id": new_id(), "series_id": None, "on_day": starts_at.date(), "title": "Group",
                "kind": "support", "starts_at": starts_at,
                "ends_at": starts_at + timedelta(hours=3), "place": "Room 1",
                "join_link": None, "status": "planned",
                "open_to_alumni": False, "open_to_family": False, "changed_at": now,
            }
        )  # fmt: skip
    _insert(db, Appointment, rows)
    return [row["id"] for row in rows]


def _task(
    client_id: UUID, counselor_id: UUID, check_in: dict[str, Any], at: datetime
) -> dict[str, Any]:
    closed_at = check_in["reviewed_at"]
    return {
        "id": new_id(), "client_id": client_id, "kind": "check_in", "focus_id": check_in["id"],
        "urgency": "today" if check_in["is_flagged"] else "soon", "opened_at": at,
        "owner_id": counselor_id, "due_at": at + timedelta(days=1), "hop": 0,
        "acknowledged_at": None, "acknowledged_by": None, "closed_at": closed_at,
        "closed_by": counselor_id if closed_at else None,
        "outcome": "looked" if closed_at else None, "outcome_line": None,
    }  # fmt: skip


def _records(
    db: Session,
    client_id: UUID,
    counselor_id: UUID,
    meetings: list[UUID],
    luck: random.Random,
    now: datetime,
) -> None:
    check_ins, tasks, flags, reviews, logs, forms = [], [], [], [], [], []
    for ago in range(DAYS):
        at = now - timedelta(days=ago, minutes=luck.randrange(600))
        row = _check_in(client_id, at, luck)
        check_ins.append(row)
        key = {"client_id": client_id, "check_in_id": row["id"]}
        forms += [
            _form(key, row["on_day"], name, luck)
            for name, every in FORMS.items()
            if ago % every == 0
        ]
        row["reviewed_at"] = at + timedelta(hours=14) if ago >= WAITING_DAYS else None
        task = _task(client_id, counselor_id, row, at)
        tasks.append(task)
        if row["is_flagged"]:
            flags.append(
                {
                    "task_id": task["id"], "flag": "craving_high", "measure": "",
                    "client_id": client_id, "facts": {"value": 8}, "raised_at": at,
                    "rating": None, "rated_by": None, "rated_at": None,
                }
            )  # fmt: skip
        if ago >= WAITING_DAYS:
            reviews.append(
                key
                | {
                    "reviewer_id": counselor_id, "reviewed_at": at + timedelta(hours=14),
                    "note_to_self": None, "line_to_client": None, "seen_by_client_at": None,
                }
            )  # fmt: skip
        logs += [_log(client_id, at - timedelta(hours=hour), luck) for hour in (2, 5)]
    _insert(db, CheckIn, check_ins)
    _insert(db, FormResponse, forms)
    _insert(db, Task, tasks)
    _insert(db, Flag, flags)
    _insert(db, Review, reviews)
    _insert(db, CravingLog, logs)
    places = [
        {"appointment_id": meeting, "client_id": client_id, "attendance": None, "changed_at": now}
        for meeting in meetings
    ]
    _insert(db, Participation, places)


def _check_in(client_id: UUID, at: datetime, luck: random.Random) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "mood": luck.randrange(3, 9), "craving": luck.randrange(9), "sleep": luck.randrange(11),
        "difficulty": luck.randrange(5), "halt": [], "use": "no", "line": "A day like others.",
    }  # fmt: skip
    return {
        "client_id": client_id, "id": new_id(), "instrument": "daily", "instrument_version": 1,
        "answers": answers, "on_day": clock.local_day(at, ZONE), **_when(at),
        "is_flagged": answers["craving"] > 6,
    }  # fmt: skip


def _form(key: dict[str, Any], on_day: date, name: str, luck: random.Random) -> dict[str, Any]:
    instrument = load_instruments()[name]
    skipped = {number for skip in instrument.skips for number in skip.skips}
    answers = {
        item.number: 0 if item.number in {"4", "6"} and skipped else luck.randrange(4)
        for item in instrument.items
        if item.number not in skipped and item.how.allows(3)
    }
    scored = score(instrument, answers)
    text = instrument.in_language("en")
    return key | {
        "instrument": name, "version": instrument.version, "language": "en",
        "wording": text.sha256 if text else "", "answers": answers, "scores": scored.scores,
        "prorated": scored.prorated, "missing": list(scored.missing),
        "is_complete": scored.complete, "on_day": on_day, "due_on": on_day,
    }  # fmt: skip


def _log(client_id: UUID, at: datetime, luck: random.Random) -> dict[str, Any]:
    return {
        "client_id": client_id, "id": new_id(), "intensity": luck.randrange(11),
        "triggers": ["tired"], "note": None, **_when(at),
    }  # fmt: skip


def _when(at: datetime) -> dict[str, Any]:
    return {
        "occurred_at": at, "zone": ZONE, "happened_at": at, "time_uncertain": False,
        "received_at": at, "content_hash": "0" * 64,
    }  # fmt: skip


def _insert(db: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert(table), rows)
