"""First screens: before sign-in, a client's Today, the desk's clients, a relative's home."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query, Request
from sqlmodel import Session

from app import __version__, clock
from app.access import audit, policy
from app.access.models import Data
from app.check_ins.queries import summary
from app.episodes.queries import clients
from app.episodes.routes import client_row
from app.errors import SignInNeeded
from app.family import queries
from app.family.classes import classes
from app.flags.days_off import closed_days
from app.home.schemas import (
    ClientList,
    ClientOverview,
    FamilyHome,
    StartRead,
    TodayRead,
    WeeksRead,
)
from app.home.today import today
from app.home.weeks import weeks
from app.people.queries import nobody_here
from app.people.routes import me_read
from app.people.schemas import MeRead
from app.people.viewers import SIGN_IN_COOKIE, Client, Counselor, Relative, recognise
from app.programs.help_numbers import help_now
from app.programs.models import Centre
from app.programs.queries import help_of
from app.routing import Anyone, Db, house_router

router = house_router("", "home")
OLDEST_CLIENT_SERVED = 1
CLOSED_DAYS_AHEAD = 60


@router.get("/start")
def start(anyone: Anyone, db: Db, request: Request) -> StartRead:
    """What the application needs first. Tells nothing about anybody but whoever asks."""
    centre = db.get(Centre, 1)
    return StartRead(
        setup_needed=nobody_here(db),
        version=__version__,
        push_key=request.app.state.push.vapid_keys.application_server_key,
        min_client=OLDEST_CLIENT_SERVED,
        server_epoch=centre.server_epoch if centre else None,
        help=help_now(centre, _closed_days(db, centre)),
        me=_me(db, request),
    )


def _closed_days(db: Session, centre: Centre | None) -> list[date]:
    """A phone that is not reached by then knows no more of them."""
    if centre is None:
        return []
    return closed_days(db, clock.local_day(clock.utc_now(), centre.time_zone), CLOSED_DAYS_AHEAD)


def _me(db: Session, request: Request) -> MeRead | None:
    try:
        viewer = recognise(db, request.cookies.get(SIGN_IN_COOKIE), clock.utc_now())
    except SignInNeeded:
        return None
    return me_read(viewer.person, viewer.roles)


@router.get("/today")
def read_today(client: Client, db: Db) -> TodayRead:
    """The client's Today."""
    return today(db, client)


@router.get("/clients")
def list_clients(viewer: Counselor, db: Db) -> ClientList:
    """The viewer's clients, with how many check-ins wait for a look."""
    records = clients(db, viewer)
    waiting = summary(db, viewer)
    ids = [person.id for person, _, _ in records]
    shown, in_care = policy.by_consent_alone(db, viewer, ids), policy.in_care(db, viewer, ids)
    audit.viewed(db, viewer, Data.profile, ids)
    items = []
    for person, episode, programme in records:
        last, count = waiting.get(person.id, (None, 0))
        row = client_row(person, episode, programme)
        if person.id in shown:
            row.level = None
        items.append(
            ClientOverview(
                **row.model_dump(),
                last_check_in_at=last,
                waiting=count,
                in_care=person.id in in_care,
            )
        )
    return ClientList(items=items)


@router.get("/clients/{client_id}/weeks")
def read_weeks(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    count: Annotated[int, Query(alias="weeks", ge=1, le=53)] = 8,
) -> WeeksRead:
    """A client's last weeks, day by day."""
    return weeks(db, viewer, client_id, count)


@router.get("/family-home")
def family_home(relative: Relative, db: Db) -> FamilyHome:
    """A relative's home: who shares something with them now, family classes and help. Where nobody
    does it is the page of somebody who never was connected to anybody."""
    shared = queries.shared_now(db, relative)
    audit.viewed(db, relative, Data.profile, (person.id for person, _ in shared))
    return FamilyHome(
        shown_name=relative.person.shown_name,
        shared=queries.named(shared),
        classes=classes(db, relative),
        help=help_of(db.get(Centre, 1)),
    )
