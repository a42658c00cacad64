"""The client's side: who is in touch with them and when, and a wish to hear sooner."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.aftercare.cadence import stretches_of
from app.aftercare.gathering import wishes_since
from app.aftercare.queries import Care, care_of, own_stay
from app.aftercare.schemas import OwnContact, OwnContacts, RowRead, StretchRead, WishSent
from app.aftercare.standing import Standing, next_of
from app.episodes.holding import hold
from app.episodes.models import EpisodeOfCare
from app.episodes.queries import team_of
from app.errors import Conflict
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.queries import centre

ONE_WISH_FOR = timedelta(hours=24)
DONE = frozenset({Standing.reached, Standing.came})
NOTHING = OwnContacts(
    contact=None, next_on=None, next_from=None, next_until=None, stretches=[], row=[], asked_at=None
)


class NobodyToAsk(Conflict):
    code = "nobody_to_ask"
    detail = "Nobody is named to be in touch with you just now. The centre can help with that."


def own_contacts(db: Session, client: Viewer) -> OwnContacts:
    """The viewer's own row; empty while they are not in aftercare or nothing is planned. Nothing
    of what was missed, or of what staff weigh."""
    audit.viewed(db, client, Data.aftercare, [client.id])
    episode = own_stay(db, client)
    zone = centre(db).time_zone
    care = None if episode is None else care_of(db, [episode], zone)[episode.id]
    if care is None or care.plan is None:
        return NOTHING
    return _own(db, client, care, zone)


def _own(db: Session, client: Viewer, care: Care, zone: str) -> OwnContacts:
    today = clock.local_day(client.now, zone)
    row = care.stood(today)
    following = next_of(row, today)
    asked = wishes_since(db, care.episode, client.now - ONE_WISH_FOR)
    people = _to_ask(db, care)
    return OwnContacts(
        contact=people[0].shown_name if people else None,
        next_on=following.due.on if following else None,
        next_from=following.due.from_on if following else None,
        next_until=following.due.until_on if following else None,
        stretches=[
            RowRead(
                starts_on=plan.starts_on,
                stretches=[StretchRead(**one.as_json()) for one in stretches_of(plan)],
            )
            for plan in care.plans[-1:]
        ],
        row=[
            OwnContact(on=one.due.on, is_done=one.standing in DONE)
            for one in row
            if not one.is_told_only
        ],
        asked_at=asked[0] if asked else None,
    )


def wish_sooner(db: Session, client: Viewer) -> WishSent:
    """Whoever is named learns that the viewer would like to hear from them sooner; where they have
    left, everybody on the team. Once a day at most: again is the same. `NobodyToAsk`."""
    episode = own_stay(db, client)
    zone = centre(db).time_zone
    care = None if episode is None else care_of(db, [episode], zone)[episode.id]
    people = _to_ask(db, care) if care is not None and care.plan is not None else []
    if care is None or not people:
        raise NobodyToAsk
    hold(db, care.episode)
    audit.changed(db, client, Data.aftercare, [client.id])
    return WishSent(
        to=[one.shown_name for one in people], asked_at=_ask(db, client, care.episode, people)
    )


def _ask(db: Session, client: Viewer, episode: EpisodeOfCare, people: list[Person]) -> datetime:
    before = wishes_since(db, episode, client.now - ONE_WISH_FOR)
    if before:
        return before[0]
    about = About(client_id=client.id)
    whom: list[UUID] = [one.id for one in people]
    tell(db, whom, NoticeKind.client_wants_contact, about, by=client.id, now=client.now)
    return client.now


def _to_ask(db: Session, care: Care) -> list[Person]:
    """Who is named, if they are on the team still; else the team."""
    team = [one for one, _ in team_of(db, care.episode.id) if one.disabled_at is None]
    named = [one for one in team if care.plan and one.id == care.plan.contact_id]
    return named or team
