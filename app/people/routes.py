"""Signing in, joining, one's own account, and the staff list."""

from uuid import UUID

from fastapi import Request, Response

from app.people import service, throttle
from app.people.invitations import invite
from app.people.models import Person, Role
from app.people.queries import staff
from app.people.schemas import (
    InvitationAcceptanceCreate,
    InvitationRead,
    MeRead,
    MeUpdate,
    PassphraseChange,
    SignInCreate,
    SignInList,
    SignInRead,
    StaffCreate,
    StaffInvited,
    StaffList,
    staff_read,
)
from app.people.sign_ins import (
    device_name,
    end_one,
    give_cookies,
    open_sign_ins,
    take_cookie,
)
from app.people.viewers import DEVICE_COOKIE, SIGN_IN_COOKIE, Administrator, AnyPerson
from app.routing import Anyone, Db, Units, house_router

router = house_router("", "people")


def me_read(person: Person, roles: frozenset[Role]) -> MeRead:
    """How somebody sees themselves; `home` is the half of the application that is theirs."""
    home = "relative"
    if Role.client in roles:
        home = "client"
    if roles & {Role.provider, Role.administrator}:
        home = "desk"
    return MeRead.model_validate(
        {**person.model_dump(), "roles": sorted(roles), "home": home}, extra="ignore"
    )


def _device(request: Request) -> str:
    return device_name(request.headers.get("User-Agent", ""))


def _network(request: Request) -> str:
    return throttle.network_of(request.client.host if request.client else "")


@router.post("/sign-ins", status_code=201)
def sign_in(
    anyone: Anyone, units: Units, body: SignInCreate, request: Request, response: Response
) -> MeRead:
    """Signs in with the given name and passphrase."""
    person, roles, opened = service.sign_in(
        units,
        body.sign_in_name,
        body.passphrase,
        network=_network(request),
        device=_device(request),
        known=request.cookies.get(DEVICE_COOKIE),
        held=request.cookies.get(SIGN_IN_COOKIE),
    )
    give_cookies(response, opened)
    return me_read(person, roles)


@router.get("/sign-ins")
def own_sign_ins(viewer: AnyPerson, db: Db) -> SignInList:
    """Where the viewer is signed in, newest first."""
    rows = open_sign_ins(db, viewer.id, viewer.now)
    items = [SignInRead(**row.model_dump(), current=row.id == viewer.sign_in.id) for row in rows]
    return SignInList(items=items)


@router.delete("/sign-ins/current", status_code=204)
def sign_out(viewer: AnyPerson, db: Db, response: Response) -> None:
    """Ends this sign-in."""
    end_one(db, viewer, viewer.sign_in.id)
    take_cookie(response)


@router.delete("/sign-ins/{sign_in_id}", status_code=204)
def end_sign_in(viewer: AnyPerson, db: Db, sign_in_id: UUID) -> None:
    """Ends another of the viewer's sign-ins."""
    end_one(db, viewer, sign_in_id)


@router.post("/invitation-acceptances", status_code=201)
def accept_invitation(
    anyone: Anyone,
    units: Units,
    body: InvitationAcceptanceCreate,
    request: Request,
    response: Response,
) -> MeRead:
    """Joins, or comes back with a new passphrase."""
    held = request.cookies.get(SIGN_IN_COOKIE)
    person, roles, opened = service.accept_invitation(units, body, _device(request), held)
    give_cookies(response, opened)
    return me_read(person, roles)


@router.get("/me")
def me(viewer: AnyPerson) -> MeRead:
    """The viewer."""
    return me_read(viewer.person, viewer.roles)


@router.patch("/me")
def update_me(viewer: AnyPerson, body: MeUpdate) -> MeRead:
    """Changes the viewer's shown name, language or time zone."""
    service.update_me(viewer, body)
    return me_read(viewer.person, viewer.roles)


@router.put("/me/passphrase", status_code=204)
def change_passphrase(viewer: AnyPerson, units: Units, body: PassphraseChange) -> None:
    """Sets a new passphrase; other sign-ins end."""
    service.change_passphrase(units, viewer, body.current, body.new)


@router.get("/staff")
def list_staff(viewer: Administrator, db: Db) -> StaffList:
    """Everybody who works here."""
    return StaffList(items=[staff_read(person, roles) for person, roles in staff(db)])


@router.post("/staff", status_code=201)
def add_staff(viewer: Administrator, db: Db, body: StaffCreate, request: Request) -> StaffInvited:
    """Somebody new on the staff, with a link to join by."""
    person, roles = service.add_staff(db, viewer, body)
    link = invite(db, person, viewer.id, request.app.state.settings.origin, viewer.now)
    return StaffInvited(person=staff_read(person, roles), invitation=link)


@router.post("/staff/{person_id}/invitations", status_code=201)
def invite_staff(
    viewer: Administrator, db: Db, person_id: UUID, request: Request
) -> InvitationRead:
    """A new link for somebody on the staff: to join, or to set a new passphrase."""
    person = service.staff_member(db, person_id)
    return invite(db, person, viewer.id, request.app.state.settings.origin, viewer.now)


@router.put("/staff/{person_id}/closure", status_code=204)
def close_account(viewer: Administrator, db: Db, person_id: UUID) -> None:
    """Closes a staff account: every sign-in and link of theirs ends at once."""
    service.close_account(db, viewer, service.staff_member(db, person_id))
