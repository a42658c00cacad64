"""A big centre's calendar to measure on: 30 providers and 200 clients, a year of appointments.

Each provider leads a group on two days and sees five or six clients alone on each working day;
each client is in one group twice a week and in individual sessions in between.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from app import clock
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    Closure,
    ClosureKind,
    Participation,
    WaitingPlace,
)
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.ids import new_id
from app.installation import Installation
from app.people.models import Language, Profession, Role
from app.people.service import new_person
from app.people.sign_ins import open_sign_in
from app.programs.design import plain_design
from app.programs.kinds import AppointmentKind
from app.programs.models import Centre, Programme, ProgrammeKind, Room

PROVIDERS, CLIENTS, ROOMS, WEEKS = 30, 200, 12, 52
WEEKS_AHEAD = 8
ZONE = "America/New_York"
HOURS = (8, 9, 10, 11, 13, 14, 15, 16)


@dataclass(frozen=True, slots=True)
class Seeded:
    """The sign-in secrets of everybody, and how much there is."""

    providers: list[str]
    clients: list[str]
    administrator: str
    appointments: int
    places: int


def seed(installation: Installation) -> Seeded:
    """Fills an empty installation with a year of appointments around today."""
    luck, now = random.Random(1), clock.utc_now()
    with installation.database.unit_of_work() as db:
        programme_id = _centre(db, now)
        rooms = [Room(name=f"Room {number}") for number in range(ROOMS)]
        db.add_all(rooms)
        providers = [_person(db, f"Provider {n}", Role.provider, now) for n in range(PROVIDERS)]
        clients = [_person(db, f"Client {n}", Role.client, now) for n in range(CLIENTS)]
        administrator = _person(db, "Administrator", Role.administrator, now)
        for number, (client_id, _) in enumerate(clients):
            _admit(db, programme_id, client_id, providers[number % PROVIDERS][0], now)
        groups = _groups(db, [key for key, _ in providers], rooms, now)
    maker = _Maker(
        [key for key, _ in providers], [key for key, _ in clients],
        [room.id for room in rooms], groups, luck, now,
    )  # fmt: skip
    appointments, places = maker.rows()
    with installation.database.unit_of_work() as db:
        _insert(db, Appointment, appointments)
        _insert(db, Participation, places)
        _some_closed_and_waiting(db, maker, administrator[0])
    return Seeded(
        [secret for _, secret in providers], [secret for _, secret in clients],
        administrator[1], len(appointments), len(places),
    )  # fmt: skip


class _Maker:
    """Rows of a year: nobody and no room is in two places at once."""

    def __init__(
        self,
        providers: list[UUID],
        clients: list[UUID],
        rooms: list[UUID],
        groups: list[UUID],
        luck: random.Random,
        now: datetime,
    ) -> None:
        self.providers, self.clients, self.rooms, self.groups = providers, clients, rooms, groups
        self.luck, self.now = luck, now
        self.places: list[dict[str, Any]] = []
        self.coming: list[UUID] = []

    def rows(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Every appointment and every place in one."""
        today = clock.local_day(self.now, ZONE)
        last = today + timedelta(weeks=WEEKS_AHEAD)
        days = [last - timedelta(days=ago) for ago in range(7 * WEEKS)]
        found = [row for day in days if day.weekday() < 5 for row in self._day(day)]
        return found, self.places

    def _day(self, day: date) -> Iterator[dict[str, Any]]:
        busy: set[tuple[int, UUID]] = set()
        in_groups = set()
        for number, provider in enumerate(self.providers):
            leads = number % 5 in {day.weekday(), (day.weekday() + 2) % 5}
            if leads:
                own = self.clients[number % PROVIDERS :: PROVIDERS // 2][:8]
                free = [client for client in own if client not in in_groups]
                in_groups |= set(free)
                yield self._row(day, 18, 90, provider, free, number)
            for hour in self.luck.sample(HOURS, 5 + number % 2):
                client = self.clients[self.luck.randrange(CLIENTS)]
                if (hour, client) not in busy:
                    busy.add((hour, client))
                    yield self._row(day, hour, 50, provider, [client], None)

    def _row(
        self,
        day: date,
        hour: int,
        minutes: int,
        provider: UUID,
        clients: list[UUID],
        group: int | None,
    ) -> dict[str, Any]:
        starts_at = clock.at_wall_time(day, time(hour), ZONE)
        row: dict[str, Any] = {
            "id": new_id(), "series_id": None if group is None else self.groups[group],
            "on_day": day, "title": "One-to-one" if group is None else "Group",
            "kind": "individual" if group is None else "support", "provider_id": provider,
            "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=minutes),
            "room_id": None if group is None else self.rooms[group % ROOMS], "place": None,
            "join_link": None, "modality": "in_person", "status": "planned",
            "capacity": 1 if group is None else 8, "open_to_alumni": False,
            "open_to_family": False, "is_moved": False, "sequence": 0, "changed_at": self.now,
        }  # fmt: skip
        over = starts_at < self.now
        if not over and group is not None:
            self.coming.append(row["id"])
        self.places += [
            {
                "appointment_id": row["id"], "client_id": client, "is_remote": False,
                "attendance": "attended" if over else None, "changed_at": self.now,
            }
            for client in clients
        ]  # fmt: skip
        return row


def _centre(db: Session, now: datetime) -> UUID:
    db.add(Centre(name="Bench House", phone="555-0100", time_zone=ZONE))
    programme = Programme(
        name="Evenings", kind=ProgrammeKind.classic_group,
        design=plain_design("Level 1").model_dump(mode="json"), made_at=now, opened_at=now,
    )  # fmt: skip
    db.add(programme)
    db.flush()
    return programme.id


def _person(db: Session, name: str, role: Role, now: datetime) -> tuple[UUID, str]:
    person = new_person(
        db, shown_name=name, roles=frozenset({role}), time_zone=ZONE, language=Language.en,
        granted_by=None, now=now,
        profession=Profession.counselor if role is Role.provider else None,
    )  # fmt: skip
    person.joined_at = now
    return person.id, open_sign_in(db, person, frozenset({role}), "A bench", now).secret


def _admit(
    db: Session, programme_id: UUID, client_id: UUID, provider_id: UUID, now: datetime
) -> None:
    since = now - timedelta(weeks=WEEKS)
    episode = EpisodeOfCare(
        client_id=client_id, programme_id=programme_id, phase=Phase.treatment, level="Level 1",
        opened_at=since, admitted_at=since,
    )  # fmt: skip
    db.add(episode)
    db.flush()
    member = CareTeamMember(
        episode_id=episode.id, provider_id=provider_id, is_primary=True, joined_at=since
    )
    db.add(member)


def _groups(db: Session, providers: list[UUID], rooms: list[Room], now: datetime) -> list[UUID]:
    first = clock.local_day(now, ZONE) - timedelta(weeks=WEEKS)
    found = []
    for number, provider in enumerate(providers):
        row = AppointmentSeries(
            title="Group", kind=AppointmentKind.support, facilitator_id=provider,
            rrule="FREQ=WEEKLY;BYDAY=MO,WE", local_time=time(18), duration_minutes=90,
            time_zone=ZONE,
            room_id=rooms[number % ROOMS].id, capacity=8, from_day=first,
            planned_until=first + timedelta(weeks=WEEKS + WEEKS_AHEAD),
        )  # fmt: skip
        db.add(row)
        found.append(row.id)
    db.flush()
    return found


def _some_closed_and_waiting(db: Session, maker: _Maker, administrator_id: UUID) -> None:
    today = clock.local_day(maker.now, ZONE)
    for number, provider_id in enumerate([None, *maker.providers[:5]]):
        day = today + timedelta(days=3 * number)
        closure = Closure(
            kind=ClosureKind.absence if provider_id else ClosureKind.holiday, from_day=day,
            provider_id=provider_id, until_day=day, made_by=administrator_id, made_at=maker.now,
        )  # fmt: skip
        db.add(closure)
    for number, appointment_id in enumerate(maker.coming[:100]):
        client_id = maker.clients[number % CLIENTS]
        db.add(WaitingPlace(client_id=client_id, appointment_id=appointment_id, asked_at=maker.now))


def _insert(db: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    for first in range(0, len(rows), 5_000):
        db.execute(insert(table), rows[first : first + 5_000])
