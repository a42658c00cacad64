"""Whose data a viewer may see: decided here, once, and compiled into every query.

A domain that brings people together (a care team, a consent) offers a grant: a select of client
ids that a viewer may see a kind of data of. A viewer sees themselves and the union of all grants.
Nothing else is visible: a grant that is forgotten hides, it never shows.

    select(CravingLog).where(col(CravingLog.client_id).in_(visible(viewer, Data.craving_logs)))
"""

from collections.abc import Callable, Iterable
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
_SHOWN: list[Grant] = []
_WITHHELD: list[Withheld] = []


def grant_by(*rules: Grant, looking: tuple[Grant, ...] = (), shown: tuple[Grant, ...] = ()) -> None:
    """Registers the rules by which viewers see clients (once, in `rooms`). A rule returns None
    where it has no say. Who sees a client by one of `looking` or `shown` alone gives them no care:
    they read, and change nothing of how the care goes on. `shown` is what clients signed for."""
    _GRANTS[:] = rules
    _LOOKING[:] = looking
    _SHOWN[:] = shown


def withhold_by(*rules: Withheld) -> None:
    """Registers what clients keep to themselves (once, in `rooms`): a rule selects the clients of
    whom no grant shows a kind of data to anybody else. None where it has no say."""
    _WITHHELD[:] = rules


def visible(
    viewer: Viewer, data: Data, *, to_change: bool = False, by_consent: bool = True
) -> SelectBase:
    """A select of the ids of all clients whose `data` this viewer may see, for use in `in_()`; with
    `to_change` without those whom they merely look after for a while or who merely show it, and
    without `by_consent` without those who merely show it."""
    looking = () if to_change else (*_LOOKING, *(_SHOWN if by_consent else ()))
    rules = (*_GRANTS, *looking)
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
    if not _is_among(db, client_id, visible(viewer, data, to_change=to_change)):
        raise NotFound


def sees_by_consent_alone(db: Session, viewer: Viewer, client_id: UUID) -> bool:
    """Whether a client's profile is open to the viewer for nothing but what the client signed. For
    those who may see the client."""
    return client_id in by_consent_alone(db, viewer, [client_id])


def by_consent_alone(db: Session, viewer: Viewer, client_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the clients whom the viewer may see for nothing but what they signed."""
    otherwise = visible(viewer, Data.profile, by_consent=False)
    asked = select(col(Person.id)).where(
        col(Person.id).in_(set(client_ids)), col(Person.id).not_in(otherwise)
    )
    return set(db.execute(asked).scalars())


def changeable(db: Session, viewer: Viewer, client_id: UUID) -> list[Data]:
    """The kinds of a client's data that the viewer may change: all those for which
    `require_visible` with `to_change` lets them pass, in one question."""
    asked = (
        select(literal(data.value)).where(
            literal(client_id, Uuid()).in_(visible(viewer, data, to_change=True))
        )
        for data in Data
    )
    found = db.execute(union_all(*asked)).scalars()
    return sorted(Data(value) for value in found)


def in_care(
    db: Session, viewer: Viewer, client_ids: Iterable[UUID], data: Data = Data.profile
) -> set[UUID]:
    """Those of the clients for whose care the viewer may change something of this kind."""
    mine = visible(viewer, data, to_change=True)
    asked = select(col(Person.id)).where(
        col(Person.id).in_(set(client_ids)), col(Person.id).in_(mine)
    )
    return set(db.execute(asked).scalars())


def _is_among(db: Session, client_id: UUID, shown: SelectBase) -> bool:
    asked = select(col(Person.id)).where(col(Person.id) == client_id, col(Person.id).in_(shown))
    return db.execute(asked).first() is not None
