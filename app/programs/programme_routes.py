"""Programmes, the templates they are made from, and the rooms they meet in. They belong to the
centre: nothing here is about a person."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from app.errors import NotFound
from app.people.viewers import Administrator, Staff
from app.programs import making
from app.programs.queries import programme, programmes, room, rooms
from app.programs.schemas import (
    CheckRead,
    ProgrammeCreate,
    ProgrammeDetail,
    ProgrammeList,
    ProgrammeUpdate,
    RoomCreate,
    RoomList,
    RoomRead,
    RoomUpdate,
    TemplateDetail,
    TemplateList,
    check_read,
    programme_detail,
    programme_read,
    room_read,
    template_detail,
    template_read,
)
from app.programs.templates import shipped
from app.programs.versions import IfMatch, etag
from app.routing import Db, house_router

router = house_router("", "programs")


@router.get("/programme-templates")
def list_templates(viewer: Administrator) -> TemplateList:
    """What a programme can be made from."""
    return TemplateList(items=[template_read(template) for template in shipped().values()])


@router.get("/programme-templates/{template_id}")
def read_template(
    viewer: Administrator, template_id: Annotated[str, Path(max_length=40)]
) -> TemplateDetail:
    """One template with all it consists of."""
    template = shipped().get(template_id)
    if template is None:
        raise NotFound
    return template_detail(template)


@router.post("/programme-checks")
def check_design(viewer: Administrator, body: ProgrammeUpdate) -> CheckRead:
    """What a check says of a design that is being written. Saves nothing."""
    return check_read(body.design)


@router.get("/programs")
def list_programmes(viewer: Staff, db: Db) -> ProgrammeList:
    """The programmes of the centre: drafts, open and closed ones."""
    return ProgrammeList(items=[programme_read(row) for row in programmes(db)])


@router.post("/programs", status_code=201)
def make_programme(
    viewer: Administrator, db: Db, body: ProgrammeCreate, response: Response
) -> ProgrammeDetail:
    """Copies a template into a draft."""
    made = making.make_programme(db, body.template, body.name, viewer.now)
    response.headers["ETag"] = etag(made.version)
    return programme_detail(made)


@router.get("/programs/{programme_id}")
def read_programme(
    viewer: Staff, db: Db, programme_id: UUID, response: Response
) -> ProgrammeDetail:
    """One programme with all it consists of."""
    found = programme(db, programme_id)
    response.headers["ETag"] = etag(found.version)
    return programme_detail(found)


@router.put("/programs/{programme_id}")
def update_programme(
    viewer: Administrator,
    db: Db,
    programme_id: UUID,
    body: ProgrammeUpdate,
    response: Response,
    if_match: IfMatch = None,
) -> ProgrammeDetail:
    """Saves another version of a programme."""
    found = programme(db, programme_id, to_change=True)
    making.change_programme(db, found, body, if_match)
    response.headers["ETag"] = etag(found.version)
    return programme_detail(found)


@router.put("/programs/{programme_id}/opening")
def open_programme(
    viewer: Administrator, db: Db, programme_id: UUID, response: Response, if_match: IfMatch = None
) -> ProgrammeDetail:
    """Opens a programme: clients can be admitted."""
    found = programme(db, programme_id, to_change=True)
    making.open_programme(found, if_match, viewer.now)
    response.headers["ETag"] = etag(found.version)
    return programme_detail(found)


@router.put("/programs/{programme_id}/closure")
def close_programme(
    viewer: Administrator, db: Db, programme_id: UUID, response: Response, if_match: IfMatch = None
) -> ProgrammeDetail:
    """Closes a programme: nobody is admitted from now on, and whoever is in it stays."""
    found = programme(db, programme_id, to_change=True)
    making.close_programme(found, if_match, viewer.now)
    response.headers["ETag"] = etag(found.version)
    return programme_detail(found)


@router.get("/rooms")
def list_rooms(viewer: Staff, db: Db) -> RoomList:
    """The rooms of the centre, those that are closed too."""
    return RoomList(items=[room_read(row) for row in rooms(db)])


@router.post("/rooms", status_code=201)
def make_room(viewer: Administrator, db: Db, body: RoomCreate) -> RoomRead:
    """A new room."""
    return room_read(making.make_room(db, body))


@router.put("/rooms/{room_id}")
def update_room(viewer: Administrator, db: Db, room_id: UUID, body: RoomUpdate) -> RoomRead:
    """Renames, closes or opens a room."""
    found = room(db, room_id, to_change=True)
    making.change_room(db, found, body, viewer.now)
    return room_read(found)
