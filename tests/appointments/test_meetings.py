"""Single meetings: made, moved and cancelled by the calendar's own verbs, and what is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from app import clock
from app.appointments.closed_days import CentreClosed, ProviderAway
from app.appointments.conflicts import (
    ClientBusy,
    DayIsFull,
    ProviderBusy,
    RoomBusy,
    take_turns,
)
from app.appointments.meetings import (
    AlreadyBegun,
    EndsBeforeItBegins,
    InThePast,
    TooFarAhead,
    cancel_meeting,
    make_meeting,
    move_meeting,
    reinstate_meeting,
)
from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    CancelReason,
    Closure,
    ClosureKind,
    Participation,
    PlaceChange,
)
from app.appointments.places import (
    GroupFull,
    SessionCancelled,
    absent_by,
    fill_from_waiting,
    give_back,
    give_place,
    places_taken,
    wait_for,
    waiting_counts,
)
from app.booking.aways import client_absences
from app.errors import Problem
from app.notices.models import Notice
from app.programs.kinds import AppointmentKind, Modality
from app.programs.models import Room
from tests.support.house import ZONE, House

NOON = (clock.utc_now() + timedelta(days=7)).replace(hour=17, minute=0, second=0, microsecond=0)
HOUR = timedelta(hours=1)
NOW = clock.utc_now()


@contextmanager
def _turn(house: House) -> Iterator[Session]:
    with house.database.unit_of_work() as db:
        take_turns(db)
        yield db


def _make(db: Session, house: House, **other: Any) -> Appointment:
    return make_meeting(
        db,
        **{
            "by": None, "now": NOW, "title": "A talk", "kind": AppointmentKind.individual,
            "starts_at": NOON, "ends_at": NOON + HOUR, "provider_id": house.bea.id, "zone": ZONE,
        } | other,
    )  # fmt: skip


def _move(db: Session, row: Appointment, starts_at: datetime, **other: Any) -> None:
    ends_at = starts_at + HOUR
    move_meeting(db, row, starts_at=starts_at, ends_at=ends_at, by=None, now=NOW, **other)


def _told(house: House) -> list[tuple[str, str]]:
    names = {actor.id: actor.name for actor in house.cast}
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Notice)).all()
        for row in rows:
            db.delete(row)
    return sorted((names[row.person_id], row.kind.value) for row in rows)


def _room(db: Session) -> UUID:
    room = Room(name="Room 1")
    db.add(room)
    db.flush()
    return room.id


def test_what_cannot_be_is_refused(house: House) -> None:
    times: list[tuple[dict[str, Any], type[Problem]]] = [
        ({"ends_at": NOON}, EndsBeforeItBegins),
        ({"ends_at": NOON - HOUR}, EndsBeforeItBegins),
        ({"ends_at": NOON + 13 * HOUR}, EndsBeforeItBegins),
        ({"starts_at": NOW - HOUR, "ends_at": NOW + HOUR}, InThePast),
        ({"starts_at": NOON + 420 * 24 * HOUR, "ends_at": NOON + 420 * 24 * HOUR + HOUR},
         TooFarAhead),
        ({"clients": [house.ada.id, house.gus.id], "capacity": 1}, GroupFull),
    ]  # fmt: skip
    for other, refusal in times:
        with pytest.raises(refusal), _turn(house) as db:
            _make(db, house, **other)
    assert (house.count("appointment"), house.count("notice")) == (0, 0)


def test_nobody_and_no_room_is_booked_twice(house: House) -> None:
    with _turn(house) as db:
        room_id = _room(db)
        first = _make(db, house, clients=[house.ada.id], room_id=room_id)
        cleo: dict[str, Any] = {"provider_id": house.cleo.id}
        for start in (NOON, NOON - HOUR / 2, NOON + HOUR / 2):
            at = {"starts_at": start, "ends_at": start + HOUR}
            for other, refusal in (
                ({}, ProviderBusy),
                (cleo | {"room_id": room_id}, RoomBusy),
                (cleo | {"clients": [house.ada.id]}, ClientBusy),
            ):
                with pytest.raises(refusal), db.begin_nested():
                    _make(db, house, **at, **other)
        _make(db, house, starts_at=NOON + HOUR, ends_at=NOON + 2 * HOUR, clients=[house.ada.id])
        with pytest.raises(ProviderBusy), db.begin_nested():
            _move(db, first, NOON + HOUR)
        _move(db, first, NOON - HOUR / 2)
        _make(db, house, starts_at=NOON + HOUR / 2, ends_at=NOON + HOUR)


def test_a_full_day_is_full(house: House) -> None:
    with _turn(house) as db:
        _make(db, house, clients=[house.ada.id])
        later = {"starts_at": NOON + 2 * HOUR, "ends_at": NOON + 3 * HOUR}
        with pytest.raises(DayIsFull), db.begin_nested():
            _make(db, house, clients=[house.ada.id], caps={house.ada.id: 1}, **later)
        _make(db, house, clients=[house.ada.id], caps={house.ada.id: 2}, **later)


def test_nothing_takes_place_on_closed_days(house: House) -> None:
    day = clock.local_day(NOON, ZONE)
    closure: dict[str, Any] = {"from_day": day, "made_by": house.edda.id, "made_at": NOW}
    with _turn(house) as db:
        db.add(Closure(kind=ClosureKind.leaving, provider_id=house.cleo.id, **closure))
    with pytest.raises(ProviderAway), _turn(house) as db:
        _make(db, house, provider_id=house.cleo.id)
    with _turn(house) as db:
        meeting = _make(db, house)
        db.add(Closure(kind=ClosureKind.holiday, until_day=day, **closure))
        with pytest.raises(CentreClosed):
            _move(db, meeting, NOON + HOUR)
    with _turn(house) as db:
        _move(db, db.get_one(Appointment, meeting.id), NOON + 24 * HOUR)


def test_what_has_begun_or_is_cancelled_is_not_moved(house: House) -> None:
    with _turn(house) as db:
        meeting = _make(db, house)
        cancel_meeting(db, meeting, reason=CancelReason.other, by=None, now=NOW)
        with pytest.raises(SessionCancelled):
            _move(db, meeting, NOON + HOUR)
        with pytest.raises(SessionCancelled):
            give_place(db, meeting, house.ada.id, by=None, now=NOW)
        later = NOON + HOUR / 2
        with pytest.raises(AlreadyBegun):
            reinstate_meeting(db, meeting, by=None, now=later)
        other = _make(db, house)
        with pytest.raises(AlreadyBegun):
            cancel_meeting(db, other, reason=CancelReason.other, by=None, now=later)


def test_everybody_concerned_is_told_but_for_whoever_did_it(house: House) -> None:
    with _turn(house) as db:
        meeting = _make(db, house, clients=[house.ada.id], by=house.bea.id, capacity=1)
        wait_for(db, house.gus.id, appointment_id=meeting.id, now=NOW)
    assert _told(house) == [("Ada", "booked")]
    with _turn(house) as db:
        row = db.get_one(Appointment, meeting.id)
        _move(db, row, NOON + HOUR, provider_id=house.cleo.id)
        assert (row.sequence, row.is_moved) == (1, True)
    everybody = ["Ada", "Bea", "Cleo", "Gus"]
    assert _told(house) == [(name, "moved") for name in everybody]
    with _turn(house) as db:
        row = db.get_one(Appointment, meeting.id)
        cancel_meeting(db, row, reason=CancelReason.provider_away, by=house.cleo.id, now=NOW)
    assert _told(house) == [("Ada", "cancelled"), ("Gus", "cancelled")]
    with _turn(house) as db:
        row = db.get_one(Appointment, meeting.id)
        reinstate_meeting(db, row, by=house.ada.id, now=NOW)
        assert (row.status, row.reason, row.sequence) == (AppointmentStatus.planned, None, 3)
    # Gus only waits, and has no place.
    assert _told(house) == [("Cleo", "booked")]
    with _turn(house) as db:
        row = db.get_one(Appointment, meeting.id)
        cancel_meeting(db, row, reason=CancelReason.sick, by=house.ada.id, now=NOW)
    assert _told(house) == [("Cleo", "client_cancelled")]


def test_whoever_has_something_else_at_the_new_time_keeps_a_meeting_where_it_is(
    house: House,
) -> None:
    with _turn(house) as db:
        clients = [house.ada.id, house.gus.id]
        group = _make(db, house, clients=clients)
        later = {"starts_at": NOON + 3 * HOUR, "ends_at": NOON + 4 * HOUR}
        other = _make(db, house, provider_id=house.cleo.id, clients=[house.ada.id], **later)
    for row_id, drops in ((group.id, False), (other.id, True)):
        goes_to = NOON + 3 * HOUR if row_id == group.id else NOON
        with pytest.raises(ClientBusy) as refused, _turn(house) as db:
            _move(db, db.get_one(Appointment, row_id), goes_to, drops_busy=drops)
        assert refused.value.extra == {"count": 1}
    _told(house)
    with _turn(house) as db:
        _move(db, db.get_one(Appointment, group.id), NOON + 3 * HOUR, drops_busy=True)
    assert _told(house) == [("Ada", "cancelled"), ("Bea", "moved"), ("Gus", "moved")]
    with house.database.unit_of_work() as db:
        assert db.get(Participation, (group.id, house.ada.id)) is None
        rows = db.exec(select(PlaceChange).where(PlaceChange.appointment_id == group.id)).all()
    names = {actor.id: actor.name for actor in house.cast}
    assert sorted((names[row.client_id], row.kind.value, row.starts_at) for row in rows) == [
        ("Ada", "given", NOON), ("Ada", "taken", NOON + 3 * HOUR),
        ("Gus", "given", NOON), ("Gus", "moved", NOON),
    ]  # fmt: skip


def test_a_free_place_goes_to_the_first_who_waits_and_can_come(house: House) -> None:
    with _turn(house) as db:
        group = _make(db, house, clients=[house.ada.id], capacity=1)
        with pytest.raises(GroupFull):
            give_place(db, group, house.gus.id, by=None, now=NOW)
        for minute, client in enumerate((house.gus, house.dov, house.fay)):
            at = NOW + timedelta(minutes=minute)
            wait_for(db, client.id, appointment_id=group.id, now=at)
            wait_for(db, client.id, appointment_id=group.id, now=at + HOUR)
        _make(db, house, provider_id=house.cleo.id, clients=[house.gus.id])
        assert fill_from_waiting(db, group, NOW) == []
        assert waiting_counts(db, [group.id]) == {group.id: 3}
    _told(house)
    with _turn(house) as db:
        group = db.get_one(Appointment, group.id)
        give_back(db, group, house.ada.id, by=house.ada.id, now=NOW, reason=CancelReason.sick)
        assert db.get(Participation, (group.id, house.dov.id)) is not None
        assert places_taken(db, [group.id]) == {group.id: 1}
        assert waiting_counts(db, [group.id]) == {group.id: 2}
        group.capacity = 3
        assert fill_from_waiting(db, group, NOW) == [house.fay.id]
        assert fill_from_waiting(db, group, NOON + HOUR) == []
    assert _told(house) == [
        ("Bea", "client_booked"), ("Bea", "client_booked"),
        ("Dov", "place_from_waiting"), ("Fay", "place_from_waiting"),
    ]  # fmt: skip


def test_somebody_who_is_away_is_passed_over_or_comes_by_link(house: House) -> None:
    away = {house.gus.id: [(NOON - HOUR, NOON + HOUR, True)]}
    absent_by(lambda db, client_ids, starts_at, ends_at: away)
    try:
        for modality, came in ((Modality.in_person, []), (Modality.either, [house.gus.id])):
            with _turn(house) as db:
                link = "https://meet.example/x"
                group = _make(db, house, modality=modality, join_link=link, provider_id=None)
                wait_for(db, house.gus.id, appointment_id=group.id, now=NOW)
                assert fill_from_waiting(db, group, NOW) == came
                place = db.get(Participation, (group.id, house.gus.id))
                assert place is None or place.is_remote
    finally:
        absent_by(client_absences)


def test_times_are_kept_in_utc(house: House) -> None:
    with _turn(house) as db:
        meeting = _make(db, house)
    assert (meeting.starts_at.tzinfo, meeting.on_day) == (UTC, clock.local_day(NOON, ZONE))
