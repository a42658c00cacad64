"""Reading needs: the client's own, and those of clients whom the viewer cares for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from app.access.models import Data
from app.access.policy import require_visible
from app.care_records.needs.models import (
    ContactPerson,
    Need,
    NeedChange,
    NeedState,
    NextStep,
    Priority,
    Referral,
    ReferralStep,
)
from app.clock import local_day
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.errors import NotFound
from app.people.models import Person
from app.people.viewers import Viewer
from app.privacy.gate import shows
from app.programs.queries import centre

_ORDER = tuple(Priority)


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral with its steps, oldest first; it has one at least."""

    row: Referral
    steps: list[ReferralStep] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kept:
    """A need with what it said before, and all that was done for it; the oldest first."""

    row: Need
    steps: list[NextStep] = field(default_factory=list)
    changes: list[NeedChange] = field(default_factory=list)
    referrals: list[Sent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Folder:
    """All of a client's needs. `names` has everybody who appears there, `team` those on the team
    now by name, the primary counselor first; `readers` are those of them who are shown it: an
    alumna shows it to whom she chose. `contact` and `primary_id` are None unless they read it."""

    client_id: UUID
    today: date
    items: list[Kept]
    contact: ContactPerson | None
    names: dict[UUID, str]
    team: list[UUID]
    readers: list[UUID]
    primary_id: UUID | None


def own_folder(db: Session, viewer: Viewer) -> Folder:
    """The viewer's own needs."""
    return _folder(db, viewer, viewer.id)


def clients_folder(db: Session, viewer: Viewer, client_id: UUID) -> Folder:
    """The needs of a visible client. `NotFound` for a stranger, and for the viewer themselves."""
    require_team(db, viewer, client_id, to_change=False)
    return _folder(db, viewer, client_id)


def require_team(db: Session, viewer: Viewer, client_id: UUID, *, to_change: bool = True) -> None:
    """Raises `NotFound` unless the viewer gives this client care; nobody does so to themselves.
    Without `to_change` not for whoever merely reads, either."""
    if viewer.id == client_id:
        raise NotFound
    require_visible(db, viewer, client_id, Data.needs, to_change=to_change)


def need(db: Session, client_id: UUID, need_id: UUID) -> Need | None:
    """One need of a client, to be changed; None for an id that nobody has. `NotFound` for somebody
    else's."""
    found = db.get(Need, need_id, with_for_update=True, populate_existing=True)
    if found is not None and found.client_id != client_id:
        raise NotFound
    return found


def changes_of(db: Session, need_id: UUID) -> list[NeedChange]:
    """What a need said before, oldest first."""
    changes = select(NeedChange).where(NeedChange.need_id == need_id)
    return list(db.exec(changes.order_by(col(NeedChange.version))))


def has_work(db: Session, need_id: UUID) -> bool:
    """Whether somebody was sent somewhere for a need, or a step was planned."""
    sent = select(Referral.id).where(Referral.need_id == need_id).limit(1)
    planned = select(NextStep.id).where(NextStep.need_id == need_id).limit(1)
    return db.exec(sent).first() is not None or db.exec(planned).first() is not None


def step(db: Session, client_id: UUID, step_id: UUID) -> NextStep:
    """One step of a client's needs, to be changed. `NotFound`."""
    found = db.get(NextStep, step_id)
    # The need is locked before what hangs on it, by everybody.
    if found is None or need(db, client_id, found.need_id) is None:
        raise NotFound
    db.refresh(found, with_for_update=True)
    return found


def referral(db: Session, client_id: UUID, referral_id: UUID) -> Sent:
    """One referral of a client's, to be changed, with its steps. `NotFound`."""
    found = db.get(Referral, referral_id)
    if found is None or need(db, client_id, found.need_id) is None:
        raise NotFound
    steps = db.exec(
        select(ReferralStep)
        .where(ReferralStep.referral_id == referral_id)
        .order_by(col(ReferralStep.number))
    )
    return Sent(found, list(steps))


def newest_contact(db: Session, client_id: UUID) -> ContactPerson | None:
    """Who was named last, still on the team or not."""
    return db.exec(
        select(ContactPerson)
        .where(ContactPerson.client_id == client_id)
        .order_by(col(ContactPerson.since).desc())
        .limit(1)
    ).first()


def _folder(db: Session, viewer: Viewer, client_id: UUID) -> Folder:
    items = _items(db, client_id)
    contact = newest_contact(db, client_id)
    wanted = {client_id, *_whose_names(items)}
    if contact is not None:
        wanted |= {contact.person_id, contact.named_by}
    names, team = _people(db, client_id, wanted, viewer.now)
    readers = [one.person_id for one in team if one.is_shown]
    primary_id = next((one.person_id for one in team if one.is_shown and one.is_primary), None)
    today = local_day(viewer.now, centre(db).time_zone)
    if contact is not None and contact.person_id not in readers:
        contact = None
    everybody = [one.person_id for one in team]
    return Folder(client_id, today, items, contact, names, everybody, readers, primary_id)


def _items(db: Session, client_id: UUID) -> list[Kept]:
    rows = db.exec(
        select(Need, NextStep)
        .outerjoin(NextStep, col(NextStep.need_id) == col(Need.id))
        .where(Need.client_id == client_id)
        .order_by(col(NextStep.made_at), col(NextStep.id))
    )
    kept: dict[UUID, Kept] = {}
    for row, next_step in rows:
        one = kept.setdefault(row.id, Kept(row))
        if next_step is not None:
            one.steps.append(next_step)
    changes = select(NeedChange).join(Need).where(Need.client_id == client_id)
    for change in db.exec(changes.order_by(col(NeedChange.version))):
        kept[change.need_id].changes.append(change)
    for sent in _sent(db, client_id):
        kept[sent.row.need_id].referrals.append(sent)
    return sorted(kept.values(), key=_place)


def _sent(db: Session, client_id: UUID) -> Iterable[Sent]:
    rows = db.exec(
        select(Referral, ReferralStep)
        .join(Need, col(Need.id) == col(Referral.need_id))
        .join(ReferralStep, col(ReferralStep.referral_id) == col(Referral.id))
        .where(Need.client_id == client_id)
        .order_by(col(Referral.made_at), col(Referral.id), col(ReferralStep.number))
    )
    found: dict[UUID, Sent] = {}
    for row, one in rows:
        found.setdefault(row.id, Sent(row)).steps.append(one)
    return found.values()


def _place(one: Kept) -> tuple[bool, int, float, UUID]:
    """Open ones by priority and age, then the others, the last one said so first."""
    row = one.row
    if row.state is NeedState.open:
        return False, _ORDER.index(row.priority), row.stated_at.timestamp(), row.id
    return True, 0, -row.state_at.timestamp(), row.id


def _whose_names(items: list[Kept]) -> set[UUID]:
    wanted: set[UUID | None] = set()
    for one in items:
        row = one.row
        wanted |= {row.stated_by, row.changed_by, row.state_by, row.looked_by}
        wanted |= {change.by for change in one.changes}
        for each in one.steps:
            wanted |= {each.whose_id, each.state_by, each.made_by}
        wanted |= {each.by for sent in one.referrals for each in sent.steps}
    return {each for each in wanted if each is not None}


def shown_on_the_team(now: datetime) -> ColumnElement[bool]:
    """Whether a `CareTeamMember` joined to its `EpisodeOfCare` is shown needs: everybody while the
    client is in care, and those whom an alumna shows them to."""
    return or_(
        col(EpisodeOfCare.phase) != Phase.alumni,
        shows(col(EpisodeOfCare.client_id), col(CareTeamMember.provider_id), Data.needs, now),
    )


@dataclass(frozen=True, slots=True)
class _Member:
    person_id: UUID
    is_primary: bool
    is_shown: bool


def _people(
    db: Session, client_id: UUID, wanted: set[UUID], now: datetime
) -> tuple[dict[UUID, str], list[_Member]]:
    """Names, and the team with its primary counselor first, in one question."""
    member = (
        select(
            CareTeamMember.provider_id,
            CareTeamMember.is_primary,
            shown_on_the_team(now).label("is_shown"),
        )
        .join(EpisodeOfCare, col(EpisodeOfCare.id) == col(CareTeamMember.episode_id))
        .where(
            EpisodeOfCare.client_id == client_id,
            col(EpisodeOfCare.ended_at).is_(None),
            col(CareTeamMember.left_at).is_(None),
        )
    ).subquery()
    rows = db.exec(
        select(Person, member.c.is_primary, member.c.is_shown)
        .outerjoin(member, member.c.provider_id == col(Person.id))
        .where(or_(col(Person.id).in_(wanted), member.c.provider_id.is_not(None)))
        .order_by(col(Person.shown_name), col(Person.id))
    ).all()
    return {person.id: person.shown_name for person, *_ in rows}, _team(rows)


def _team(rows: Sequence[tuple[Person, bool | None, bool | None]]) -> list[_Member]:
    found = [
        _Member(person.id, is_primary, bool(is_shown))
        for person, is_primary, is_shown in rows
        if person.disabled_at is None and is_primary is not None
    ]
    return sorted(found, key=lambda one: not one.is_primary)
