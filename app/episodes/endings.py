"""What else happens when a stay ends, or somebody leaves a team: registered from above, like
grants.

A room that holds something for the time of a stay (a place in a group) offers a rule; the step
that ends the stay runs all of them in its own unit of work. `before` rules run before the stay is
held, so that locks are always taken in one order.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

Before = Callable[[Session], None]
Ending = Callable[[Session, UUID, UUID, datetime], None]
"""What to do for a client (first id) because of what somebody (second id) did at an instant."""
Leaving = Callable[[Session, UUID, UUID, datetime], None]
"""What to do about a client (first id) because a provider (second id) is no longer on the team."""
_BEFORE: list[Before] = []
_OF_TREATMENT: list[Ending] = []
_OF_CARE: list[Ending] = []
_OF_STAY: list[Ending] = []
_OF_PLACE: list[Leaving] = []


def at_end(
    before: Before, *, of_treatment: Ending, of_care: Sequence[Ending], of_stay: Sequence[Ending]
) -> None:
    """Registers what happens at the end of a treatment, of care (treatment and aftercare) and of a
    stay (once, in `rooms`)."""
    _BEFORE[:], _OF_TREATMENT[:] = [before], [of_treatment]
    _OF_CARE[:], _OF_STAY[:] = of_care, of_stay


def at_leaving(rule: Leaving) -> None:
    """Registers what happens when somebody leaves a team (once, in `rooms`)."""
    _OF_PLACE[:] = [rule]


def prepare(db: Session) -> None:
    """To be called before the stay that may end is held."""
    for rule in _BEFORE:
        rule(db)


def end_treatment(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """The treatment of this client is over; the stay goes on in aftercare or as an alumna."""
    for rule in _OF_TREATMENT:
        rule(db, client_id, by, now)


def end_care(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """Treatment and aftercare of this client are over: from now on nobody sees more than what is
    signed for, and what was signed until then has lapsed."""
    for rule in _OF_CARE:
        rule(db, client_id, by, now)


def end_stay(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """The stay of this client has ended."""
    for rule in _OF_STAY:
        rule(db, client_id, by, now)


def end_place(db: Session, client_id: UUID, provider_id: UUID, now: datetime) -> None:
    """This provider is no longer on this client's team, and whoever follows is."""
    for rule in _OF_PLACE:
        rule(db, client_id, provider_id, now)
