"""Whom the help page names: for the administrator to set. Phones learn it from `/api/start`."""

from sqlmodel import Session

from app.people.viewers import Administrator
from app.programs.help_numbers import HelpRead, HelpSettings, HelpUpdate, countries
from app.programs.opening_hours import as_written
from app.programs.queries import centre
from app.routing import Db, house_router

router = house_router("/help-numbers", "programs")


@router.get("")
def read_help_numbers(viewer: Administrator, db: Db) -> HelpRead:
    """What the help page names, and the numbers of every country that comes with the service."""
    return _read(db)


@router.put("")
def update_help_numbers(viewer: Administrator, db: Db, body: HelpUpdate) -> HelpRead:
    """Sets the country, who is on call and when, and numbers of the centre's own."""
    found = centre(db)
    found.country = body.country
    found.on_call_phone = body.on_call_phone or None
    hours = body.on_call_hours
    found.on_call_hours = None if hours is None else as_written(hours)
    numbers = body.numbers
    found.help_numbers = None if numbers is None else [one.model_dump() for one in numbers]
    db.add(found)
    db.flush()
    return _read(db)


def _read(db: Session) -> HelpRead:
    found = centre(db)
    settings = HelpSettings(
        country=found.country,
        on_call_phone=found.on_call_phone,
        on_call_hours=found.on_call_hours,
        numbers=found.help_numbers,
    )
    return HelpRead(settings=settings, countries=list(countries().values()))
