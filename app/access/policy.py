"""Whose data a viewer may see: decided here, once, and compiled into every query.

A domain that brings people together (a care team, a consent) offers a grant: a select of client
ids that a viewer may see a kind of data of. A viewer sees themselves and the union of all grants.
Nothing else is visible: a grant that is forgotten hides, it never shows.

    select(CravingLog).where(col(CravingLog.client_id).in_(visible(viewer, Data.craving_logs)))
"""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import SelectBase, Uuid, literal, select, union_all
from sqlmodel import Session, col

from app.access.models import Data
from app.errors import NotFound
from app.people.models import Person, Role
from app.people.viewers import Viewer

Grant = Callable[[Viewer, Data], SelectBase | None]
Withheld = Callable[[Data], SelectBase | None]
_GRANTS: list[Grant] = []
_LOOKING: list[Grant] = []
_WITHHELD: list[Withheld] = []


def grant_by(*rules: Grant, looking: tuple[Grant, ...] = ()) -> None:
    """Registers the rules by which viewers see clients (once, in `rooms`). A rule returns None
    where it has no say. Who sees a client by one of `looking` alone gives them no care: they read,
    and change nothing of how the care goes on."""
    _GRANTS[:] = rules
    _LOOKING[:] = looking


def withhold_by(*rules: Withheld) -> None:
    """Registers what clients keep to themselves (once, in `rooms`): a rule selects the clients of
    whom no grant shows a kind of data to anybody else. None where it has no say."""
    _WITHHELD[:] = rules


def visible(viewer: Viewer, data: Data, *, to_change: bool = False) -> SelectBase:
    """A select of the ids of all clients whose `data` this viewer may see, for use in `in_()`; with
    `to_change` without those whom they merely look after for a while."""
    rules = _GRANTS if to_change else (*_GRANTS, *_LOOKING)
    selects = [rule(viewer, data) for rule in rules]
    found = [_open(select, data) for select in selects if select is not None]
    if Role.client in viewer.roles:
        found.append(select(literal(viewer.id, Uuid())))
    if not found:
        return select(col(Person.id)).where(literal(False))
    return union_all(*found)


def _open(granted: SelectBase, data: Data) -> SelectBase:
    """What a grant shows, without those who keep it to themselves."""
    kept = [rule(data) for rule in _WITHHELD]
    closed = [select for select in kept if select is not None]
    if not closed:
        return granted
    ids = granted.subquery()
    return select(ids.c[0]).where(*(ids.c[0].not_in(one) for one in closed))


def require_visible(
    db: Session, viewer: Viewer, client_id: UUID, data: Data, *, to_change: bool = False
) -> None:
    """Raises `NotFound` unless the viewer may see this kind of this client's data: the answer to
    a stranger is the answer to an id that does not exist. `to_change` as in `visible`."""
    found = db.exec(  # type: ignore[call-overload]
        select(col(Person.id)).where(
            col(Person.id) == client_id,
            col(Person.id).in_(visible(viewer, data, to_change=to_change)),
        )
    ).first()
    if found is None:
        raise NotFound
