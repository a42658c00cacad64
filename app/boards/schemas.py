"""What the boards give: figures of at least five for the centre, names for a client's own team."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from app.episodes.models import Phase


class PathwayCount(BaseModel):
    """How many people are in a phase of a programme, in whole fives; None for fewer than five."""

    programme: str
    phase: Phase
    people: int | None


class HoursCount(BaseModel):
    """Of the clients in treatment, how many have sessions planned this week under the floor of
    their level, within it and the ceiling, and over that. A part is told when five are in it and
    five are not."""

    under: int | None
    within: int | None
    over: int | None


class ReturnsCount(BaseModel):
    """Within the last ninety days: people from before who came to open classes, and new stays of
    people who came back."""

    visitors: int | None
    stays: int | None


class GroupFill(BaseModel):
    """A series, how many belong to it in whole fives, and how many can."""

    title: str
    people: int | None
    capacity: int | None


class CentreBoard(BaseModel):
    """Figures of the whole centre. `silent`: in care, and somebody has been asked to find out why
    nothing is heard, or a contact was missed."""

    pathway: list[PathwayCount]
    returns: ReturnsCount
    silent: int | None
    hours: HoursCount
    groups: list[GroupFill]


class OwnRow(BaseModel):
    """One of the viewer's clients. Minutes are those planned this week, None where the viewer does
    not see the sessions; `floor` and `ceiling` in hours, None outside treatment."""

    client_id: UUID
    name: str
    programme: str
    phase: Phase
    level: str | None
    since: date
    minutes: int | None
    floor: float | None
    ceiling: float | None
    is_silent: bool
    is_back: bool


class Boards(BaseModel):
    """The board of the centre for administrators, the own clients for providers. `week` is its
    Monday, in the centre's zone."""

    week: date
    centre: CentreBoard | None
    own: list[OwnRow] | None
