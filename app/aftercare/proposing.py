"""What is proposed about how often somebody is in touch, as things stand."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from app import clock
from app.aftercare.cadence import Change, closer, wider
from app.aftercare.gathering import events
from app.aftercare.queries import Care
from app.aftercare.signs import LOOKING_BACK, Event, ProposalKind, Proposed, propose
from app.episodes.models import Phase
from app.people.viewers import Viewer
from app.programs.queries import centre


@dataclass(frozen=True, slots=True)
class Suggested:
    """A proposal with the row that would follow."""

    proposed: Proposed
    change: Change


def proposal_of(
    db: Session, viewer: Viewer, care: Care, decided: Collection[str]
) -> Suggested | None:
    """The proposal for a client whose aftercare the viewer sees, unless it was `decided` (by key)
    or there is no step further."""
    if care.plan is None or care.episode.phase is not Phase.aftercare:
        return None
    zone = centre(db).time_zone
    return suggested(viewer, care, events(db, viewer, care, zone), decided, zone)


def suggested(
    viewer: Viewer, care: Care, found: list[Event], decided: Collection[str], zone: str
) -> Suggested | None:
    """The same from signs that were read already."""
    if care.plan is None:
        return None
    proposed = propose(found, care.plan.made_at, viewer.now)
    if proposed is None or proposed.key in decided:
        return None
    rule = closer if proposed.kind is ProposalKind.closer else wider
    change = rule(care.planned, clock.local_day(viewer.now, zone))
    return None if change is None else Suggested(proposed, change)


def lately(viewer: Viewer, found: list[Event]) -> list[Event]:
    """The signs of the last four weeks, whatever was known when."""
    return [one for one in found if viewer.now - LOOKING_BACK < one.at <= viewer.now]
