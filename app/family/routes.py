"""What a relative does and is shown. What a client does about relatives is in `client_routes`."""

from uuid import UUID

from fastapi import Request, Response

from app.access import audit
from app.access.models import Action
from app.family import classes, leaving, models, queries, support  # noqa: F401
from app.family.acceptance import From, join_as_new, join_signed_in
from app.family.schemas import AcceptanceCreate, SharedRead, SupportPlanRead, SupportPlanUpdate
from app.family.shown import shown
from app.people import throttle
from app.people.models import Role
from app.people.routes import me_read
from app.people.schemas import MeRead
from app.people.sign_ins import device_name, give_cookies
from app.people.viewers import SIGN_IN_COOKIE, Relative, SignedIn
from app.programs.versions import IfMatch
from app.routing import Anyone, Db, Units, house_router

router = house_router("", "family")
_ANYBODY = SignedIn(*Role)


@router.post("/family-acceptances", status_code=201)
def accept(
    anyone: Anyone, units: Units, body: AcceptanceCreate, request: Request, response: Response
) -> MeRead:
    """Uses a client's link: as somebody new who is then signed in, or as whoever is signed in."""
    came = From(
        network=throttle.network_of(request.client.host if request.client else ""),
        device=device_name(request.headers.get("User-Agent", "")),
        held=request.cookies.get(SIGN_IN_COOKIE),
    )
    if body.passphrase is None:
        person, roles = join_signed_in(units, body, came, lambda db: _ANYBODY.admit(db, request))
        return me_read(person, roles)
    person, roles, opened = join_as_new(units, body, came)
    give_cookies(response, opened)
    return me_read(person, roles)


@router.get("/family/{client_id}")
def read_shared(relative: Relative, db: Db, client_id: UUID) -> SharedRead:
    """What a client shares with the viewer now; nothing else is there."""
    person, parts = queries.require_shared(db, relative, client_id)
    found = shown(db, relative, person, parts)
    audit.record(db, relative, Action.viewed, sorted(parts), [client_id])
    return found


@router.put("/family/{client_id}/leaving", status_code=204)
def leave(relative: Relative, db: Db, client_id: UUID) -> None:
    """The viewer does not want to see this any more."""
    leaving.leave(db, relative, client_id)


@router.put("/family-leaving", status_code=204)
def leave_all(relative: Relative, db: Db) -> None:
    """The viewer wants to be connected with nobody; the answer is the same where they were not."""
    leaving.leave_all(db, relative)


@router.put("/family-places/{class_id}", status_code=204)
def take_place(relative: Relative, db: Db, class_id: UUID) -> None:
    """The viewer means to come to a class for families."""
    classes.take_place(db, relative, class_id)


@router.delete("/family-places/{class_id}", status_code=204)
def leave_place(relative: Relative, db: Db, class_id: UUID) -> None:
    """The viewer does not come to a class after all."""
    classes.leave_place(db, relative, class_id)


@router.get("/support-plan")
def read_support_plan(relative: Relative, db: Db) -> SupportPlanRead:
    """The viewer's plan for themselves."""
    return support.own_plan(db, relative)


@router.put("/support-plan")
def save_support_plan(
    relative: Relative, db: Db, body: SupportPlanUpdate, if_match: IfMatch = None
) -> SupportPlanRead:
    """Saves the viewer's plan for themselves, on the version `If-Match` names."""
    return support.save(db, relative, body.content, if_match)
