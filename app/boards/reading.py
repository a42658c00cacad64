"""The boards as their readers see them."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col

from app import clock
from app.access import audit
from app.access.models import Data
from app.access.policy import visible
from app.boards import counting, queries
from app.boards.schemas import Boards, CentreBoard, OwnRow, ReturnsCount
from app.episodes.models import Phase
from app.flags.models import Task
from app.learning.figures import in_fives
from app.people.models import Role
from app.people.viewers import Viewer
from app.programs.queries import centre, design_of

BACK = timedelta(days=90)
WEEK = timedelta(days=7)


def boards(db: Session, viewer: Viewer) -> Boards:
    """What the viewer may see: administrators the centre's figures, providers their own clients."""
    zone = centre(db).time_zone
    return Boards(
        week=_monday(viewer, zone),
        centre=_centre(db, viewer, zone) if Role.administrator in viewer.roles else None,
        own=_own(db, viewer, zone) if Role.provider in viewer.roles else None,
    )


def figures(db: Session, administrator: Viewer) -> Boards:
    """The centre's figures alone."""
    zone = centre(db).time_zone
    week = _monday(administrator, zone)
    return Boards(week=week, centre=_centre(db, administrator, zone), own=None)


def _centre(db: Session, viewer: Viewer, zone: str) -> CentreBoard:
    start, end = _week(viewer, zone)
    stands = queries.everybody(db)
    levels = {
        one.person.id: level
        for one in stands
        if (level := counting.level_of(design_of(one.programme), one.stay)) is not None
    }
    in_care = {one.person.id for one in stands if one.stay.phase is not Phase.alumni}
    silent = queries.silent(db) & in_care
    named = {one.person.id for one in queries.own(db, viewer)}
    since = viewer.now - BACK
    return CentreBoard(
        pathway=counting.pathway((one.programme.name, one.stay.phase) for one in stands),
        returns=ReturnsCount(
            visitors=in_fives(len(queries.visitors(db, since, viewer.now))),
            stays=in_fives(len(queries.come_back(db, since))),
        ),
        silent=counting.part(silent, in_care, in_care - named),
        hours=counting.hours(levels, queries.minutes_planned(db, start, end), set(levels) - named),
        groups=[
            counting.fill(series.title, people, series.capacity)
            for series, people in queries.groups(db, viewer.now)
        ],
    )


def _own(db: Session, viewer: Viewer, zone: str) -> list[OwnRow]:
    start, end = _week(viewer, zone)
    minutes = queries.minutes_planned(db, start, end, queries.whose_sessions(viewer))
    seen = queries.sessions_seen(db, viewer)
    silent = queries.silent(db, col(Task.client_id).in_(visible(viewer, Data.check_ins)))
    rows = []
    for one in queries.own(db, viewer):
        planned = minutes.get(one.person.id, 0) if one.person.id in seen else None
        rows.append(_own_row(one, zone, planned, is_silent=one.person.id in silent))
    audit.viewed(db, viewer, Data.profile, [row.client_id for row in rows])
    return rows


def _own_row(one: queries.Standing, zone: str, minutes: int | None, *, is_silent: bool) -> OwnRow:
    level = counting.level_of(design_of(one.programme), one.stay)
    return OwnRow(
        client_id=one.person.id,
        name=one.person.shown_name,
        programme=one.programme.name,
        phase=one.stay.phase,
        level=one.stay.level,
        since=clock.local_day(one.stay.opened_at, zone),
        minutes=minutes,
        floor=level.hours_floor if level else None,
        ceiling=level.hours_ceiling if level else None,
        is_silent=is_silent,
        is_back=one.stay.returns_from is not None,
    )


def _monday(viewer: Viewer, zone: str) -> date:
    today = clock.local_day(viewer.now, zone)
    return today - timedelta(days=today.weekday())


def _week(viewer: Viewer, zone: str) -> tuple[datetime, datetime]:
    """From the Monday of this week to the next, in the centre's zone."""
    monday = _monday(viewer, zone)
    return clock.start_of_day(monday, zone), clock.start_of_day(monday + WEEK, zone)
