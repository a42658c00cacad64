"""Making, changing, opening and closing programmes, and the rooms they meet in."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.errors import Conflict, Unprocessable
from app.programs.checks import Fault, faults, own_modules
from app.programs.design import ProgrammeDesign
from app.programs.models import Programme, Room
from app.programs.queries import design_of
from app.programs.schemas import ProgrammeUpdate, RoomCreate, RoomUpdate
from app.programs.templates import shipped
from app.programs.versions import require_version


class NoSuchTemplate(Unprocessable):
    code = "no_such_template"
    detail = "There is no such template."


class NameTaken(Conflict):
    code = "name_taken"
    detail = "There is a programme of that name already."


class RoomNameTaken(Conflict):
    code = "room_name_taken"
    detail = "There is a room of that name already."


class LevelKept(Conflict):
    """Records of people's stays name levels by their names."""

    code = "level_kept"
    detail = (
        "This programme has been open, so its levels stay and keep their names: people's records"
        " name them. Add a level, or make a new programme."
    )


class DoesNotFit(Unprocessable):
    """Parts of the design contradict each other; `errors` names each place."""

    code = "invalid"
    detail = "Something in there does not fit. Nothing was saved."


class NotReady(Unprocessable):
    """Faults that keep a programme from being open; `errors` names each place."""

    code = "not_ready"
    detail = "There is something to mend before clients can be in this programme."


def make_programme(db: Session, template_id: str, name: str, now: datetime) -> Programme:
    """A draft copied from a template. Raises `NoSuchTemplate` or `NameTaken`."""
    template = shipped().get(template_id)
    if template is None:
        raise NoSuchTemplate
    _require_free_name(db, name)
    made = Programme(
        name=name,
        kind=template.header.kind,
        template=template_id,
        design=template.design.model_dump(mode="json"),
        made_at=now,
    )
    db.add(made)
    db.flush()
    return made


def change_programme(
    db: Session, programme: Programme, body: ProgrammeUpdate, if_match: str | None
) -> None:
    """Saves another version, made from the one `if_match` names.

    A programme that has been open keeps its levels by name; an open one is not saved with a fault
    that it did not have. Raises `IfMatchNeeded`, `ChangedMeanwhile`, `LevelKept`, `DoesNotFit`,
    `NotReady` and `NameTaken`.
    """
    require_version(programme.version, if_match)
    before, found = design_of(programme), faults(body.design, own_modules(db))
    if any(fault.hard for fault in found):
        raise DoesNotFit(errors=_errors(found))
    if programme.opened_at is not None:
        _require_levels_kept(before, body.design)
    if programme.is_open and (new := _new_ones(found, faults(before))):
        raise NotReady(errors=_errors(new))
    if body.name != programme.name:
        _require_free_name(db, body.name)
    programme.name = body.name
    programme.design = body.design.model_dump(mode="json")
    programme.version += 1


def open_programme(programme: Programme, if_match: str | None, now: datetime) -> None:
    """From now on clients are admitted. Twice is once. Raises `NotReady` while there are faults,
    and `ChangedMeanwhile` when `if_match` names another version."""
    if if_match is not None:
        require_version(programme.version, if_match)
    if programme.is_open:
        return
    if found := faults(design_of(programme)):
        raise NotReady(errors=_errors(found))
    programme.opened_at = programme.opened_at or now
    programme.closed_at = None
    programme.version += 1


def close_programme(programme: Programme, if_match: str | None, now: datetime) -> None:
    """From now on nobody is admitted and whoever is in it stays; a draft is put away. Twice is
    once. Raises `ChangedMeanwhile` when `if_match` names another version."""
    if if_match is not None:
        require_version(programme.version, if_match)
    if programme.closed_at is None:
        programme.closed_at = now
        programme.version += 1


def make_room(db: Session, body: RoomCreate) -> Room:
    """A new room. Raises `RoomNameTaken`."""
    made = Room(name=body.name, seats=body.seats)
    db.add(made)
    _flush_room(db)
    return made


def change_room(db: Session, room: Room, body: RoomUpdate, now: datetime) -> None:
    """Renames, closes or opens a room. Meetings planned in a room that closes stay as they are."""
    room.name, room.seats = body.name, body.seats
    room.closed_at = (room.closed_at or now) if body.closed else None
    _flush_room(db)


def _flush_room(db: Session) -> None:
    try:
        db.flush()
    except IntegrityError as error:
        raise RoomNameTaken from error


def _require_free_name(db: Session, name: str) -> None:
    taken = select(Programme.id).where(Programme.name == name, col(Programme.closed_at).is_(None))
    if db.exec(taken).first() is not None:
        raise NameTaken


def _require_levels_kept(before: ProgrammeDesign, after: ProgrammeDesign) -> None:
    kept = {(level.code, level.name) for level in after.levels}
    if not {(level.code, level.name) for level in before.levels} <= kept:
        raise LevelKept


def _new_ones(found: list[Fault], before: list[Fault]) -> list[Fault]:
    had = {(fault.place, fault.code) for fault in before}
    return [fault for fault in found if (fault.place, fault.code) not in had]


def _errors(found: list[Fault]) -> list[dict[str, str]]:
    return [
        {"field": f"design.{fault.field}", "code": fault.code, "detail": fault.sentence.en}
        for fault in found
    ]
