"""Who is there to look, and by when: read once, then asked as often as needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app import clock
from app.access.models import Data
from app.clock import Weekday
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.flags.days_off import DaysOff, days_off
from app.flags.hours import WorkingTime
from app.flags.models import DutyTurn, ResponsePolicy, TaskKind, Urgency
from app.flags.named import named
from app.flags.policy import minutes_after_hop, minutes_of, policy
from app.people.models import Person, Role, RoleGrant
from app.privacy.queries import providers_shown
from app.programs.models import Programme
from app.programs.opening_hours import week_of
from app.programs.queries import centre

_WEEK = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class Rota:
    """The centre's hours and promises, its providers and who of them is on duty when.

    `providers` are those with an open account, by name; `administrators` those of them who
    administer too.
    """

    zone: str
    time: WorkingTime
    policy: ResponsePolicy
    off: DaysOff
    turns: tuple[DutyTurn, ...]
    providers: dict[UUID, str]
    administrators: tuple[UUID, ...]

    @property
    def in_hours(self) -> bool:
        """Whether the centre keeps any hours at all."""
        return any(self.time.week.values())

    def due(self, urgency: Urgency, at: datetime) -> datetime:
        """By when something of this urgency is looked at that came `at`."""
        return self.time.due(at, minutes_of(self.policy, urgency))

    def due_after_hop(self, urgency: Urgency, at: datetime) -> datetime:
        """By when somebody looks at what went on to them."""
        return self.time.due(at, minutes_after_hop(self.policy, urgency))

    def looking_from(self, at: datetime) -> datetime:
        """When somebody of the centre begins to look at what came `at`."""
        return self.time.next_open(at) or at

    def day_of(self, at: datetime) -> date:
        return clock.local_day(at, self.zone)

    def is_here(self, provider_id: UUID, at: datetime) -> bool:
        """Whether somebody has an open account and is not away on the day of the centre."""
        return provider_id in self.providers and not self.off.is_away(provider_id, self.day_of(at))

    def on_duty(self, at: datetime) -> list[UUID]:
        """Who is on duty now or, while nobody is, when the centre opens next; who came first on
        duty first."""
        return self.on_duty_now(at) or self.on_duty_now(self.looking_from(at))

    def on_duty_now(self, at: datetime) -> list[UUID]:
        """Who is on duty at this very instant."""
        day, wall = self.day_of(at), at.astimezone(ZoneInfo(self.zone)).time()
        if self.off.is_closed(day):
            return []
        turns = [
            turn
            for turn in self.turns
            if turn.day is _WEEK[day.weekday()]
            and turn.from_time <= wall < turn.until_time
            and turn.from_day <= day
            and (turn.until_day is None or day <= turn.until_day)
            and self.is_here(turn.provider_id, at)
        ]
        ordered = sorted(turns, key=lambda turn: (turn.from_time, turn.id))
        return list(dict.fromkeys(turn.provider_id for turn in ordered))


def read_rota(db: Session, now: datetime) -> Rota:
    """As things stand."""
    found = centre(db)
    today = clock.local_day(now, found.time_zone)
    off = days_off(db, today - timedelta(days=1))
    staff = _staff(db)
    return Rota(
        zone=found.time_zone,
        time=WorkingTime(week_of(found.opening_hours), found.time_zone, off.is_closed),
        policy=policy(db),
        off=off,
        turns=tuple(turns(db, today)),
        providers={one.id: one.shown_name for one, roles in staff if Role.provider in roles},
        administrators=tuple(
            one.id for one, roles in staff if {Role.provider, Role.administrator} <= roles
        ),
    )


def turns(db: Session, since: date) -> list[DutyTurn]:
    """Turns that are not over on a day."""
    still = or_(col(DutyTurn.until_day).is_(None), col(DutyTurn.until_day) >= since)
    return list(db.exec(select(DutyTurn).where(still).order_by(col(DutyTurn.id))))


def _staff(db: Session) -> list[tuple[Person, frozenset[Role]]]:
    rows = db.exec(
        select(Person, col(RoleGrant.role))
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(
            col(RoleGrant.role).in_((Role.provider, Role.administrator)),
            col(Person.disabled_at).is_(None),
        )
        .order_by(col(Person.shown_name), col(Person.id))
    )
    people: dict[UUID, Person] = {}
    roles: dict[UUID, set[Role]] = {}
    for person, role in rows:
        people[person.id] = person
        roles.setdefault(person.id, set()).add(role)
    return [(people[each], frozenset(roles[each])) for each in people]


@dataclass(frozen=True, slots=True)
class Around:
    """Who is around one client: the team, the primary counselor first, and who leads their
    programme. `only` is for somebody who is not in care: those to whom they show this kind of data,
    and nobody else is ever asked. `named` is who of the team hears of this kind of task first."""

    client_id: UUID
    primary: UUID | None
    team: tuple[UUID, ...]
    lead: UUID | None
    only: tuple[UUID, ...] | None = None
    named: UUID | None = None

    @property
    def is_nobody(self) -> bool:
        """Whether what they send is seen by nobody here."""
        return self.only == ()


def read_around(
    db: Session, client_id: UUID, data: Data, now: datetime, kind: TaskKind | None = None
) -> Around:
    """Who may look at this kind of a client's data: the running stay as it is, or, for alumni and
    without one, whom they have signed for. `kind` is the task's, where it is about one."""
    rows = _team_in_care(db, client_id)
    if not rows:
        only = tuple(providers_shown(db, client_id, data, now))
        return Around(client_id=client_id, primary=None, team=only, lead=None, only=only)
    members = [member for member, _ in rows if member is not None]
    team = tuple(one.provider_id for one in members)
    first = named(db, client_id, kind)
    return Around(
        client_id=client_id,
        primary=next((one.provider_id for one in members if one.is_primary), None),
        team=team,
        lead=rows[0][1],
        named=first if first in team else None,
    )


def _team_in_care(
    db: Session, client_id: UUID
) -> Sequence[tuple[CareTeamMember | None, UUID | None]]:
    """The team with the programme's lead, one row at least; nothing for who is not in care."""
    return db.exec(
        select(CareTeamMember, col(Programme.lead_id))
        .select_from(EpisodeOfCare)
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .outerjoin(
            CareTeamMember,
            (col(CareTeamMember.episode_id) == col(EpisodeOfCare.id))
            & col(CareTeamMember.left_at).is_(None),
        )
        .where(
            EpisodeOfCare.client_id == client_id,
            col(EpisodeOfCare.ended_at).is_(None),
            col(EpisodeOfCare.phase) != Phase.alumni,
        )
        .order_by(col(CareTeamMember.is_primary).desc(), col(CareTeamMember.joined_at))
    ).all()


class Line:
    """In which order people are asked to look at something of a client's."""

    def __init__(self, rota: Rota, around: Around) -> None:
        self._rota, self._around = rota, around

    def first(self, urgency: Urgency, at: datetime, had: Iterable[UUID] = ()) -> UUID | None:
        """Who looks first: who is on duty at what cannot wait, the primary counselor at the rest.
        Somebody of the team comes before others who are on duty."""
        around, duty = self._around, self._duty(at)
        if around.only is not None:
            return self._of_only(at, had)
        primary = [] if around.primary is None else [around.primary]
        named_one = [] if around.named is None else [around.named]
        if urgency is Urgency.soon:
            near = [*primary, *duty, *around.team]
        else:
            near = [*duty, *primary, *around.team]
        return self._who(at, [*named_one, *near, *self._last()], had)

    def second(self, at: datetime, had: Iterable[UUID]) -> UUID | None:
        """Who looks when the first has not: another on duty, or of the team."""
        if self._around.only is not None:
            return self._of_only(at, had)
        near = [*self._duty(at), *self._around.team]
        return self._who(at, [*near, *self._last()], had)

    def last(self, at: datetime, had: Iterable[UUID]) -> UUID | None:
        """Who looks when two have not: the programme's lead, or an administrator who gives care."""
        if self._around.only is not None:
            return self._of_only(at, had)
        return self._who(at, self._last(), had)

    def _of_only(self, at: datetime, had: Iterable[UUID]) -> UUID | None:
        """Of those whom an alumna has signed for, whoever is here; else one who is away, since it
        is not for anybody else to see."""
        only, known = self._around.only or (), set(had)
        here = self._who(at, only, had)
        return here or next((one for one in only if one not in known), None)

    def _duty(self, at: datetime) -> list[UUID]:
        duty = self._rota.on_duty(at)
        return sorted(duty, key=lambda one: one not in self._around.team)

    def _last(self) -> list[UUID]:
        lead = [] if self._around.lead is None else [self._around.lead]
        return [*lead, *self._rota.administrators]

    def _who(self, at: datetime, order: Iterable[UUID], had: Iterable[UUID]) -> UUID | None:
        # Nobody is their own counselor.
        not_again = {*had, self._around.client_id}
        from_then = self._rota.looking_from(at)
        found = (one for one in order if one not in not_again)
        return next((one for one in found if self._rota.is_here(one, from_then)), None)
