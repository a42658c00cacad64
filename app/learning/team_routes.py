"""Psychoeducation of their clients for the care team: what they gave, how far it is read, and what
clients share."""

from uuid import UUID

from app.access import audit
from app.access.models import Data
from app.learning import assigning
from app.learning.desk_bodies import (
    AssignmentWrite,
    GroupAssignmentWrite,
    LevelModuleWrite,
    ReadingWrite,
)
from app.learning.desk_queries import given_to, own_client
from app.learning.desk_reading import client_modules, shared_read, unread_read
from app.learning.desk_schemas import (
    AssignmentRead,
    ClientModules,
    GroupAssignmentRead,
    SharedReflectionList,
)
from app.learning.desk_sharing import note_reading, shared_by, shared_with_viewer
from app.learning.models import ModuleAssignment
from app.learning.shelf import catalogue
from app.learning.texts import key_of
from app.people.models import Language
from app.people.viewers import Counselor
from app.routing import Db, house_router

router = house_router("", "learning desk")
MOST_SHARED = 200


@router.get("/clients/{client_id}/modules")
def clients_modules(
    viewer: Counselor, db: Db, client_id: UUID, language: Language | None = None
) -> ClientModules:
    """What a client was given and how far they are since, and what they share with the viewer."""
    wanted = language or viewer.person.language
    client = own_client(db, viewer, client_id, to_change=False)
    given, this_week = given_to(db, client, viewer.now)
    modules = catalogue(db)
    shared = shared_by(db, viewer, client.person)
    audit.viewed(db, viewer, Data.learning, [client_id])
    return ClientModules(
        language=wanted,
        items=client_modules(given, modules, wanted),
        shared=[shared_read(one, modules, wanted) for one in shared],
        this_week=this_week,
    )


@router.put("/module-assignments/{assignment_id}")
def assign(viewer: Counselor, db: Db, assignment_id: UUID, body: AssignmentWrite) -> AssignmentRead:
    """Gives a module to a client, with a word and a day by which if wanted."""
    return _assignment_read(assigning.assign(db, viewer, assignment_id, body))


@router.post("/module-assignments/{assignment_id}/withdrawal")
def withdraw(viewer: Counselor, db: Db, assignment_id: UUID) -> AssignmentRead:
    """Takes back what a client was given. What they read and wrote stays theirs."""
    return _assignment_read(assigning.withdraw(db, viewer, assignment_id))


@router.put("/clients/{client_id}/level-modules/{key}", status_code=204)
def need_level_module(
    viewer: Counselor, db: Db, client_id: UUID, key: str, body: LevelModuleWrite
) -> None:
    """Takes a module that a client's level brings off their list, or puts it back."""
    assigning.need(db, viewer, client_id, key, needed=body.needed)


@router.put("/group-assignments/{group_assignment_id}")
def assign_to_group(
    viewer: Counselor, db: Db, group_assignment_id: UUID, body: GroupAssignmentWrite
) -> GroupAssignmentRead:
    """Gives a module to those who are in a group now. What they have already stays as it is."""
    given, had_it = assigning.assign_to_group(db, viewer, group_assignment_id, body)
    return GroupAssignmentRead(given=given, had_it=had_it)


@router.get("/shared-reflections")
def shared_reflections(
    viewer: Counselor, db: Db, language: Language | None = None, *, unread: bool = False
) -> SharedReflectionList:
    """What the viewer's clients share with them, newest first. `unread`: only how much of it waits,
    and from whom, which the notices say too; nobody's record is looked at for that."""
    found = shared_with_viewer(db, viewer)
    shown = [] if unread else found[:MOST_SHARED]
    modules = catalogue(db) if shown else {}
    audit.viewed(db, viewer, Data.learning, {one.client_id for one in shown})
    waiting = unread_read(found)
    return SharedReflectionList(
        items=[shared_read(one, modules, language or viewer.person.language) for one in shown],
        unread=sum(one.unread for one in waiting),
        unread_of=waiting,
    )


@router.put("/clients/{client_id}/reflections/{shared_id}/reading", status_code=204)
def note_look(
    viewer: Counselor, db: Db, client_id: UUID, shared_id: UUID, body: ReadingWrite
) -> None:
    """The viewer has read what a client shares with them, and may write a line back."""
    note_reading(db, viewer, client_id, shared_id, body.line)


def _assignment_read(row: ModuleAssignment) -> AssignmentRead:
    return AssignmentRead(
        id=row.id,
        client_id=row.client_id,
        key=key_of(row.module_id),
        source=row.source,
        at=row.assigned_at,
        due_on=row.due_on,
        line=row.line,
        withdrawn_at=row.withdrawn_at,
    )
