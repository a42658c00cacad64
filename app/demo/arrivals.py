"""Letting the cast in: the centre, its programmes, everybody who works there, and its clients."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from app import clock
from app.demo.cast import (
    ADMINISTRATOR,
    ALUMNI,
    CENTRE_ZONE,
    CLIENTS,
    RELATIVES,
    STAFF,
    Part,
    shown_name,
    sign_in_names,
)
from app.demo.courses import CLASSIC, COURSES, INDIVIDUAL
from app.demo.luck import luck
from app.episodes.models import CareTeamMember, EpisodeOfCare, EpisodeStep, Phase
from app.people.invitations import invite
from app.people.models import Language, Person, Profession, Role
from app.people.service import new_person, set_passphrase
from app.programs.design import plain_design
from app.programs.models import Programme, ProgrammeKind

OPENED_DAYS_AGO = 900
_DESK_TIME = time(11)


@dataclass(frozen=True, slots=True)
class Character:
    """A client of the demo: their story, and the rows that stand for them."""

    part: Part
    person: Person
    episode: EpisodeOfCare

    def day(self, number: int) -> date:
        """Day `number` of their stay, at the centre; 0 is the day of admission."""
        return clock.local_day(self.episode.opened_at, CENTRE_ZONE) + timedelta(days=number)

    def primary_at(self, instant: datetime) -> str:
        """The word of their primary counselor then: aftercare has one of its own."""
        part = self.part
        if part.phase is Phase.treatment or instant >= self.at(part.course.begins(Phase.aftercare)):
            return part.primary
        return "cedar" if part.course is CLASSIC else "laurel"

    def at(self, number: int) -> datetime:
        """The instant on that day at which somebody at the desk noted a step."""
        return max(self.episode.opened_at, _at_desk(self.day(number)))


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, by their word."""

    programmes: dict[ProgrammeKind, Programme]
    administrator: Person
    staff: dict[str, Person]
    clients: dict[str, Character]


class Door:
    """Lets people in: dated back, with their sign-in names and the one passphrase."""

    def __init__(self, db: Session, phc: str, origin: str, now: datetime) -> None:
        self.db, self.phc, self.origin, self.now = db, phc, origin, now
        self.names = sign_in_names()
        self.today = clock.local_day(now, CENTRE_ZONE)

    def let_in(
        self,
        word: str,
        role: Role,
        came_at: datetime,
        *,
        by: Person | None = None,
        zone: str = CENTRE_ZONE,
        language: Language = Language.en,
        profession: Profession | None = None,
    ) -> Person:
        """Somebody, not joined yet."""
        person = new_person(
            self.db,
            shown_name=shown_name(word),
            roles=frozenset({role}),
            time_zone=zone,
            language=language,
            granted_by=by.id if by else None,
            now=came_at,
            profession=profession,
        )
        person.sign_in_name = self.names[word]
        self.db.flush()
        return person

    def join(self, person: Person, joined_at: datetime) -> None:
        """They have used their link and can sign in."""
        set_passphrase(self.db, person.id, self.phc, joined_at)
        person.joined_at = joined_at
        self.db.flush()


def arrive(db: Session, phc: str, origin: str, now: datetime) -> Cast:
    """Everybody arrives, and joins if the story says so. `phc` is the hash they all share."""
    door = Door(db, phc, origin, now)
    opened_at = _at_desk(door.today - timedelta(days=OPENED_DAYS_AGO))
    programmes = _programmes(db, opened_at)
    administrator = door.let_in(ADMINISTRATOR, Role.administrator, opened_at)
    door.join(administrator, opened_at)
    staff = {}
    for worker in STAFF:
        person = door.let_in(
            worker.word, Role.provider, opened_at, by=administrator, profession=worker.profession
        )
        door.join(person, opened_at + timedelta(hours=3))
        staff[worker.word] = person
    clients = {part.word: _admit(door, part, programmes, staff) for part in (*CLIENTS, *ALUMNI)}
    for number, word in enumerate(RELATIVES):
        came_at = _at_desk(door.today - timedelta(days=12 + 9 * number))
        relative = door.let_in(word, Role.relative, came_at, by=staff["laurel"])
        door.join(relative, came_at + timedelta(hours=6))
    return Cast(programmes, administrator, staff, clients)


def _programmes(db: Session, opened_at: datetime) -> dict[ProgrammeKind, Programme]:
    rows = {
        kind: Programme(
            name=course.name,
            kind=kind,
            template=course.template,
            design=plain_design(*course.levels).model_dump(mode="json"),
            made_at=opened_at,
            opened_at=opened_at,
        )
        for kind, course in COURSES.items()
    }
    db.add_all(rows.values())
    db.flush()
    return rows


def _admit(
    door: Door,
    part: Part,
    programmes: dict[ProgrammeKind, Programme],
    staff: dict[str, Person],
) -> Character:
    chance = luck("arrival", part.word)
    admitted_on = door.today - timedelta(days=part.days_here)
    admitted_at = clock.at_wall_time(admitted_on, time(9, chance.randrange(60)), CENTRE_ZONE)
    primary = staff[part.primary]
    person = door.let_in(
        part.word, Role.client, admitted_at, by=primary, zone=part.zone, language=part.language
    )
    if part.joined:
        door.join(person, admitted_at + timedelta(minutes=chance.randrange(30, 600)))
    else:
        invite(door.db, person, primary.id, door.origin, admitted_at)
    character = Character(part, person, _episode(door.db, part, person, programmes, admitted_at))
    _steps(door.db, character, primary)
    _primaries(door.db, character, staff)
    door.db.flush()
    return character


def _episode(
    db: Session,
    part: Part,
    person: Person,
    programmes: dict[ProgrammeKind, Programme],
    admitted_at: datetime,
) -> EpisodeOfCare:
    episode = EpisodeOfCare(
        client_id=person.id,
        programme_id=programmes[part.course.kind].id,
        phase=part.phase,
        level=part.level,
        opened_at=admitted_at,
        admitted_at=admitted_at,
        sessions_a_day=part.a_day_at_most if part.course is INDIVIDUAL else None,
    )
    db.add(episode)
    db.flush()
    return episode


def _steps(db: Session, character: Character, primary: Person) -> None:
    for step in character.part.course.taken(character.part.days_here):
        db.add(
            EpisodeStep(
                episode_id=character.episode.id,
                phase=step.phase,
                level=step.level,
                at=character.at(step.day) if step.day else character.episode.opened_at,
                by=primary.id,
                why=step.why,
            )
        )


def _primaries(db: Session, character: Character, staff: dict[str, Person]) -> None:
    """In treatment the primary counselor is theirs; who goes on to aftercare had another before."""
    part, admitted_at = character.part, character.episode.opened_at
    moved_at = None
    if part.phase is not Phase.treatment:
        moved_at = character.at(part.course.begins(Phase.aftercare))
        before = staff[character.primary_at(admitted_at)]
        db.add(_member(character, before, admitted_at, left_at=moved_at))
    db.add(_member(character, staff[part.primary], moved_at or admitted_at))


def _member(
    character: Character,
    provider: Person,
    joined_at: datetime,
    *,
    left_at: datetime | None = None,
) -> CareTeamMember:
    return CareTeamMember(
        episode_id=character.episode.id,
        provider_id=provider.id,
        is_primary=True,
        joined_at=joined_at,
        left_at=left_at,
    )


def _at_desk(day: date) -> datetime:
    return clock.at_wall_time(day, _DESK_TIME, CENTRE_ZONE)
