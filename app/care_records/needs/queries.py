"""Reading needs: the client's own, and those of clients whom the viewer cares for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

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
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.errors import NotFound
from app.people.models import Person
from app.people.viewers import Viewer
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
    now by name, the primary counselor first."""

    client_id: UUID
    today: date
    items: list[Kept]
    contact: ContactPerson | None
    names: dict[UUID, str]
    team: list[UUID]
    primary_id: UUID | None


def own_folder(db: Session, viewer: Viewer) -> Folder:
    """The viewer's own needs."""
    return _folder(db, viewer, viewer.id)


def clients_folder(db: Session, viewer: Viewer, client_id: UUID) -> Folder:
    """The needs of a client on whose team the viewer is. `NotFound` for a stranger."""
    require_team(db, viewer, client_id)
    return _folder(db, viewer, client_id)


def require_team(db: Session, viewer: Viewer, client_id: UUID) -> None:
    """Raises `NotFound` unless the viewer gives this client care; nobody does so to themselves."""
    if viewer.id == client_id:
        raise NotFound
    require_visible(db, viewer, client_id, Data.needs, to_change=True)


def need(db: Session, client_id: UUID, need_id: UUID) -> Need | None:
    """One need of a client, to be changed; None for an id that nobody has. `NotFound` for somebody
    else's."""
    found = db.get(Need, need_id, with_for_update=True, populate_existing=True)
    if found is not None and found.client_id != client_id:
        raise NotFound
    return found


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
    names, team, primary_id = _people(db, client_id, wanted)
    today = local_day(viewer.now, centre(db).time_zone)
    if contact is not None and contact.person_id not in team:
        contact = None
    return Folder(client_id, today, items, contact, names, team, primary_id)


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


def _people(
    db: Session, client_id: UUID, wanted: set[UUID]
) -> tuple[dict[UUID, str], list[UUID], UUID | None]:
    """Names, the team and its primary counselor in one question."""
    member = (
        select(CareTeamMember.provider_id, CareTeamMember.is_primary)
        .join(EpisodeOfCare, col(EpisodeOfCare.id) == col(CareTeamMember.episode_id))
        .where(
            EpisodeOfCare.client_id == client_id,
            col(EpisodeOfCare.ended_at).is_(None),
            col(CareTeamMember.left_at).is_(None),
        )
    ).subquery()
    rows = db.exec(
        select(Person, member.c.is_primary)
        .outerjoin(member, member.c.provider_id == col(Person.id))
        .where(or_(col(Person.id).in_(wanted), member.c.provider_id.is_not(None)))
        .order_by(col(Person.shown_name), col(Person.id))
    ).all()
    names = {person.id: person.shown_name for person, _ in rows}
    open_rows = [(p.id, is_primary) for p, is_primary in rows if p.disabled_at is None]
    team = {person_id: None for person_id, is_primary in open_rows if is_primary}
    primary_id = next(iter(team), None)
    team |= {person_id: None for person_id, is_primary in open_rows if is_primary is not None}
    return names, list(team), primary_id
