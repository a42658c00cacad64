"""Giving modules to clients: to one, to everybody in a group, and taking off what a level brings.

Staff make the id of what they give, so that the same request twice is one row. What somebody was
given already stays as it was given.
"""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from uuid import UUID, uuid5

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, col, delete, select

from app.access import audit
from app.access.models import Data
from app.access.policy import visible
from app.errors import Conflict, NotFound, Unprocessable
from app.learning.assigned import Assignments, assigned_modules
from app.learning.desk_bodies import AssignmentWrite, GroupAssignmentWrite
from app.learning.desk_groups import Members, members_of
from app.learning.desk_queries import own_client
from app.learning.models import AssignedFor, ModuleAssignment
from app.learning.shelf import OnShelf, catalogue
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.offline import OpReused, insert_once
from app.people.viewers import Viewer

_CLIENT = "client"


class AlreadyAssigned(Conflict):
    code = "already_assigned"
    detail = "This client has this module already. Take it back first to give it anew."


class ModuleWithdrawn(Conflict):
    code = "module_withdrawn"
    detail = "This module is off the shelf. Nobody new can get it until it is put back."


class ModuleForRelatives(Unprocessable):
    code = "module_for_relatives"
    detail = "This module is written for relatives. It cannot be given to clients."


def module_by_key(db: Session, key: str) -> OnShelf:
    """The module with a key, also one that is off the shelf. Else `NotFound`."""
    found = next((one for one in catalogue(db).values() if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def assign(
    db: Session, viewer: Viewer, assignment_id: UUID, body: AssignmentWrite
) -> ModuleAssignment:
    """Gives a module to one of the viewer's clients, who is told that there is something to read.
    The same request again changes nothing, also after it was taken back.

    `NotFound` for a client or a module that is not there for the viewer; `AlreadyAssigned`,
    `ModuleWithdrawn`, `ModuleForRelatives`, `OpReused`.
    """
    own_client(db, viewer, body.client_id)
    module = module_by_key(db, body.key)
    audit.changed(db, viewer, Data.learning, [body.client_id])
    kept = db.get(ModuleAssignment, assignment_id)
    if kept is None:
        require_to_give(module)
        row = ModuleAssignment(
            id=assignment_id,
            client_id=body.client_id,
            module_id=module.id,
            source=AssignedFor.person,
            due_on=body.due_on,
            line=body.line,
            assigned_by=viewer.id,
            assigned_at=viewer.now,
        )
        kept, is_new = _insert(db, row)
        if is_new:
            _tell(db, viewer, [body.client_id])
    if kept.client_id != body.client_id:
        raise NotFound
    if _content(kept) != (module.id, None, body.due_on, body.line):
        raise OpReused
    return kept


def withdraw(db: Session, viewer: Viewer, assignment_id: UUID) -> ModuleAssignment:
    """Takes back what one of the viewer's clients was given, by whomever. Twice is once; what they
    have read and written stays theirs. `NotFound` for what is not there for the viewer."""
    found = db.exec(
        select(ModuleAssignment)
        .where(
            ModuleAssignment.id == assignment_id,
            ModuleAssignment.source != AssignedFor.level,
            ModuleAssignment.client_id != viewer.id,
            col(ModuleAssignment.client_id).in_(visible(viewer, Data.learning, to_change=True)),
        )
        .with_for_update()
    ).first()
    if found is None:
        raise NotFound
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_by = viewer.now, viewer.id
        db.add(found)
        db.flush()
    audit.changed(db, viewer, Data.learning, [found.client_id])
    return found


def assign_to_group(
    db: Session, viewer: Viewer, assignment_id: UUID, body: GroupAssignmentWrite
) -> tuple[int, int]:
    """Gives a module to those who are in a group now: to all of them by whoever leads it, and by
    others to their own clients in it. Returns how many have it by this, and how many of the
    viewer's own clients had it already.

    `NotFound` for a group in which there is nobody for the viewer; `ModuleWithdrawn`,
    `ModuleForRelatives`, `OpReused`.
    """
    members = members_of(db, viewer, body.series_id)
    module = module_by_key(db, body.key)
    require_to_give(module)
    each = (_for_member(assignment_id, one, module, viewer, body) for one in members.reached)
    rows = {row.id: row for row in each}
    added = _insert_new(db, rows.values())
    kept = db.exec(select(ModuleAssignment).where(col(ModuleAssignment.id).in_(rows))).all()
    if any(_content(row) != (module.id, body.series_id, body.due_on, body.line) for row in kept):
        raise OpReused
    _tell(db, viewer, [rows[one].client_id for one in added])
    audit.changed(db, viewer, Data.learning, members.reached)
    return _counted(members, {row.client_id for row in kept})


def need(db: Session, viewer: Viewer, client_id: UUID, key: str, *, needed: bool) -> None:
    """Takes a module that the level of one of the viewer's clients brings off their list, or puts
    it back. Saying what is so already changes nothing. `NotFound` for a client or module that is
    not there for the viewer, and for a module that the level does not bring."""
    client = own_client(db, viewer, client_id)
    module = module_by_key(db, key)
    audit.changed(db, viewer, Data.learning, [client_id])
    if needed:
        db.exec(
            delete(ModuleAssignment).where(
                col(ModuleAssignment.client_id) == client_id,
                col(ModuleAssignment.module_id) == module.id,
                col(ModuleAssignment.source) == AssignedFor.level,
            )
        )
    elif module.id not in client.not_needed:
        if not is_of_level(assigned_modules(db, [client_id], viewer.now)[client_id], module.id):
            raise NotFound
        db.add(_not_needed(viewer, client_id, module.id))
        db.flush()


def is_of_level(given: Assignments, module_id: str) -> bool:
    """Whether a client's level brings a module, also one that somebody gave them beside that."""
    found = given.modules.get(module_id)
    return found is not None and found.week is not None


def require_to_give(module: OnShelf) -> None:
    """Raises `ModuleWithdrawn` or `ModuleForRelatives` for what no client can be given."""
    if module.withdrawn_at is not None:
        raise ModuleWithdrawn
    if not any(_CLIENT in text.audience for text in module.texts.values()):
        raise ModuleForRelatives


def _insert(db: Session, row: ModuleAssignment) -> tuple[ModuleAssignment, bool]:
    try:
        return insert_once(db, row, (row.id,))
    except NoResultFound as error:  # nothing was stored under this id: another one is open
        raise AlreadyAssigned from error


def _insert_new(db: Session, rows: Iterable[ModuleAssignment]) -> list[UUID]:
    """Stores those of the rows that can be, in one statement, and returns their ids. Not those
    that are there already, nor those of clients who have another open one of the module."""
    # Everybody in the same order: of two at once nobody waits for the other in a circle.
    values = [row.model_dump() for row in sorted(rows, key=attrgetter("client_id"))]
    if not values:
        return []
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(ModuleAssignment).values(values).on_conflict_do_nothing()
    return list(db.execute(statement.returning(col(ModuleAssignment.id))).scalars())


def _content(row: ModuleAssignment) -> tuple[str, UUID | None, date | None, str | None]:
    return (row.module_id, row.series_id, row.due_on, row.line)


def _for_member(
    assignment_id: UUID,
    client_id: UUID,
    module: OnShelf,
    viewer: Viewer,
    body: GroupAssignmentWrite,
) -> ModuleAssignment:
    # Its id follows from that of the request, so that sending it again finds the same rows.
    return ModuleAssignment(
        id=uuid5(assignment_id, str(client_id)),
        client_id=client_id,
        module_id=module.id,
        source=AssignedFor.group,
        series_id=body.series_id,
        due_on=body.due_on,
        line=body.line,
        assigned_by=viewer.id,
        assigned_at=viewer.now,
    )


def _not_needed(viewer: Viewer, client_id: UUID, module_id: str) -> ModuleAssignment:
    return ModuleAssignment(
        client_id=client_id,
        module_id=module_id,
        source=AssignedFor.level,
        assigned_by=viewer.id,
        assigned_at=viewer.now,
        withdrawn_by=viewer.id,
        withdrawn_at=viewer.now,
    )


def _counted(members: Members, by_this: set[UUID]) -> tuple[int, int]:
    """Of others' clients it is not told who had it: they have it now, like the rest."""
    had_it = len(members.own - by_this)
    return len(members.reached) - had_it, had_it


def _tell(db: Session, viewer: Viewer, clients: Iterable[UUID]) -> None:
    tell(db, clients, NoticeKind.module_assigned, About(), by=viewer.id, now=viewer.now)
