"""Opening and ending sign-ins."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from fastapi import Response
from sqlmodel import Session, col, select

from app.errors import NotFound, Problem
from app.ids import fingerprint, new_secret
from app.people.models import KnownDevice, Person, Role, SignIn
from app.people.viewers import DEVICE_COOKIE, SIGN_IN_COOKIE, Viewer

STAFF_IDLE = timedelta(minutes=15)
STAFF_LENGTH = timedelta(hours=12)
OWN_IDLE = timedelta(days=30)
OWN_LENGTH = timedelta(days=90)
DEVICE_REMEMBERED = timedelta(days=400)
SIGN_INS_AT_MOST = 10
_STAFF = {Role.provider, Role.administrator}


class SignInRefused(Problem):
    """One answer for an unknown name, a wrong passphrase and a closed account."""

    status = HTTPStatus.UNAUTHORIZED
    code = "sign_in_refused"
    detail = "That name and passphrase do not go together."


@dataclass(frozen=True, slots=True)
class Opened:
    """A new sign-in with the two secrets its browser is to keep."""

    sign_in: SignIn
    secret: str
    device_secret: str
    is_staff: bool


def open_sign_in(
    db: Session, person: Person, roles: frozenset[Role], device: str, now: datetime
) -> Opened:
    """Signs a person in with fresh secrets; the oldest of more than ten sign-ins ends."""
    is_staff = bool(roles & _STAFF)
    secret, device_secret = new_secret(), new_secret()
    idle, length = (STAFF_IDLE, STAFF_LENGTH) if is_staff else (OWN_IDLE, OWN_LENGTH)
    sign_in = SignIn(
        person_id=person.id,
        token_hash=fingerprint(secret),
        device=device,
        created_at=now,
        last_seen_at=now,
        idle_minutes=int(idle.total_seconds() // 60),
        ends_at=now + length,
    )
    known = KnownDevice(person_id=person.id, token_hash=fingerprint(device_secret), seen_at=now)
    db.add_all((sign_in, known))
    db.flush()
    for extra in open_sign_ins(db, person.id, now)[SIGN_INS_AT_MOST:]:
        extra.end(now)
    return Opened(sign_in, secret, device_secret, is_staff)


def give_cookies(response: Response, opened: Opened) -> None:
    """Puts the secrets where only the browser can send them back from."""
    age = None if opened.is_staff else int(OWN_LENGTH.total_seconds())
    _cookie(response, SIGN_IN_COOKIE, opened.secret, age)
    _cookie(response, DEVICE_COOKIE, opened.device_secret, int(DEVICE_REMEMBERED.total_seconds()))


def take_cookie(response: Response) -> None:
    """Takes the cookie back. Storage is wiped by the phone itself: the header that clears it all
    would also clear what another person on the same phone has not sent yet."""
    _cookie(response, SIGN_IN_COOKIE, "", 0)
    response.headers["Clear-Site-Data"] = '"cache"'


def _cookie(response: Response, name: str, value: str, max_age: int | None) -> None:
    response.set_cookie(
        name, value, max_age=max_age, path="/", secure=True, httponly=True, samesite="lax"
    )


def open_sign_ins(db: Session, person_id: UUID, now: datetime) -> list[SignIn]:
    """A person's sign-ins that still work, newest first."""
    rows = db.exec(
        select(SignIn)
        .where(SignIn.person_id == person_id, col(SignIn.ended_at).is_(None))
        .order_by(col(SignIn.created_at).desc(), col(SignIn.id).desc())
    )
    return [row for row in rows if row.is_open(now)]


def end_one(db: Session, viewer: Viewer, sign_in_id: UUID) -> SignIn:
    """Ends one of the viewer's own sign-ins; somebody else's is not found."""
    sign_in = db.get(SignIn, sign_in_id)
    if sign_in is None or sign_in.person_id != viewer.id:
        raise NotFound
    sign_in.end(viewer.now)
    return sign_in


def end_held(db: Session, secret: str | None, now: datetime) -> None:
    """Ends the sign-in a browser held until now: a phone that changes hands without a sign-out is
    nobody's but the new person's."""
    if not secret:
        return
    held = db.exec(select(SignIn).where(SignIn.token_hash == fingerprint(secret))).one_or_none()
    if held is not None:
        held.end(now)


def end_all(db: Session, person_id: UUID, now: datetime, *, but: UUID | None = None) -> None:
    """Ends every sign-in of a person, except `but`."""
    for sign_in in open_sign_ins(db, person_id, now):
        if sign_in.id != but:
            sign_in.end(now)


def device_name(user_agent: str) -> str:
    """A coarse name for a browser, such as "Firefox on Android": enough to know it again."""
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
                ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
    systems = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
               ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip
    browser = next((name for mark, name in browsers if mark in user_agent), "A browser")
    system = next((name for mark, name in systems if mark in user_agent), "a computer")
    return f"{browser} on {system}"
