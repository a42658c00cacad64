"""The demo centre itself: when it is open, who is on duty, and what it promises."""

from datetime import datetime, time

from sqlmodel import Session

from app.clock import Weekday
from app.demo.arrivals import Cast
from app.demo.cast import CENTRE_ZONE
from app.demo.signs import CENTRE_NAME
from app.flags.models import DutyTurn, ResponsePolicy
from app.flags.policy import CONTACT_AT, CRAVING_AT, MINUTES, SILENCE_DAYS
from app.programs.models import Centre, ProgrammeKind

_WEEKDAYS = (Weekday.mon, Weekday.tue, Weekday.wed, Weekday.thu, Weekday.fri)
_OPEN = {day.value: [["08:30", "17:30"]] for day in _WEEKDAYS} | {"sat": [["09:00", "13:00"]]}
_ON_CALL = {day.value: [["17:30", "23:00"]] for day in _WEEKDAYS} | {
    "sat": [["13:00", "23:00"]],
    "sun": [["09:00", "23:00"]],
}
_DUTY = (
    ("cedar", (Weekday.mon, Weekday.wed, Weekday.fri), time(8, 30), time(17, 30)),
    ("laurel", (Weekday.tue, Weekday.thu), time(8, 30), time(17, 30)),
    ("linden", _WEEKDAYS, time(12), time(14)),
    ("aspen", (Weekday.sat,), time(9), time(13)),
)
_LEADS = {ProgrammeKind.classic_group: "laurel", ProgrammeKind.individualized: "aspen"}


def the_centre() -> Centre:
    """Its name, its hours and its numbers; the numbers lead nowhere."""
    return Centre(
        name=CENTRE_NAME,
        phone="+1 212 555 0100",
        hours="Monday to Friday 8:30 to 17:30, Saturday 9 to 13",
        time_zone=CENTRE_ZONE,
        opening_hours=_OPEN,
        on_call_phone="+1 212 555 0101",
        on_call_hours=_ON_CALL,
    )


def promise(db: Session, cast: Cast, now: datetime) -> None:
    """Who is on duty in a common week, who leads each programme, and how soon somebody looks."""
    since = cast.administrator.joined_at or now
    db.add_all(
        DutyTurn(
            provider_id=cast.staff[word].id, day=day, from_time=begins, until_time=ends,
            from_day=since.date(),
        )
        for word, days, begins, ends in _DUTY
        for day in days
    )  # fmt: skip
    for kind, word in _LEADS.items():
        cast.programmes[kind].lead_id = cast.staff[word].id
        db.add(cast.programmes[kind])
    policy = ResponsePolicy(
        minutes={urgency.value: minutes for urgency, minutes in MINUTES.items()},
        craving_at=CRAVING_AT,
        contact_at=CONTACT_AT,
        silence_days={phase.value: days for phase, days in SILENCE_DAYS.items()},
        changed_at=since,
        changed_by=cast.administrator.id,
    )
    db.add(policy)
    db.flush()
