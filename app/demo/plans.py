"""Treatment plans of the demo: what was written together, and who agreed to it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from sqlmodel import Session

from app.demo.arrivals import Cast, Character
from app.demo.courses import CLASSIC
from app.demo.plan_words import PlanWords, words_for
from app.episodes.models import Phase
from app.people.models import Person
from app.programs.kinds import AppointmentKind
from app.treatment_plan.content import (
    Goal,
    Intervention,
    InterventionKind,
    Objective,
    PlanContent,
    Problem,
    Step,
)
from app.treatment_plan.models import (
    PlanAcknowledgement,
    PlanTick,
    PlanVersion,
    TreatmentPlan,
)

_OURS = UUID("6f0d1a52-0000-4000-8000-00000000d3e0")
_WAITS_FOR_THE_CLIENT = ("olive",)


def write_plans(db: Session, cast: Cast, now: datetime) -> None:
    """A plan for everybody in treatment who has joined, two days after they came, and a second
    version for those who have been here for three weeks."""
    for character in cast.clients.values():
        part = character.part
        if part.phase is Phase.treatment and part.joined and part.days_here > 2:
            _write(db, character, cast.staff[part.primary], now)
    db.flush()


def _write(db: Session, character: Character, primary: Person, now: datetime) -> None:
    plan = TreatmentPlan(
        id=_id(character, "plan"), episode_id=character.episode.id, client_id=character.person.id
    )
    db.add(plan)
    db.flush()
    for number, day in enumerate(_days(character), 1):
        written_at = character.at(day)
        content = _content(character, number, character.day(day))
        db.add(
            PlanVersion(
                plan_id=plan.id,
                number=number,
                content=content.model_dump(mode="json"),
                written_by=primary.id,
                written_at=written_at,
                why=words_for(character.part.language).why[number - 1],
            )
        )
        plan.version = number
        db.flush()
        is_newest = number == len(_days(character))
        _agree(db, plan, character, primary, written_at, waits=is_newest)
    _tick(db, plan, character, now)


def _days(character: Character) -> list[int]:
    """The days of the stay on which a version was written."""
    return [2, 21] if character.part.days_here > 21 else [2]


def _agree(
    db: Session,
    plan: TreatmentPlan,
    character: Character,
    primary: Person,
    at: datetime,
    *,
    waits: bool,
) -> None:
    people = [(primary, False)]
    if not (waits and character.part.word in _WAITS_FOR_THE_CLIENT):
        people.append((character.person, True))
    for number, (person, is_client) in enumerate(people):
        db.add(
            PlanAcknowledgement(
                plan_id=plan.id,
                number=plan.version,
                person_id=person.id,
                is_client=is_client,
                at=at + timedelta(minutes=20 + 9 * number),
            )
        )


def _tick(db: Session, plan: TreatmentPlan, character: Character, now: datetime) -> None:
    at = now - timedelta(days=1, hours=3)
    db.add(
        PlanTick(
            id=_id(character, "tick"),
            client_id=character.person.id,
            plan_id=plan.id,
            item_id=str(_id(character, "step 0 0")),
            is_done=True,
            happened_at=at,
            received_at=at,
            content_hash="0" * 64,
        )
    )


def _content(character: Character, number: int, written_on: date) -> PlanContent:
    words = words_for(character.part.language)
    return PlanContent(
        problems=list(_problems(character, words, number, written_on)),
        interventions=list(_sessions(character)),
        level=character.part.course.levels[0 if number == 1 else 1],
        review_on=written_on + timedelta(days=28),
    )


def _problems(
    character: Character, words: PlanWords, number: int, written_on: date
) -> Iterator[Problem]:
    for place, said in enumerate(words.problems[: 1 + number]):
        objective = Objective(
            id=str(_id(character, f"objective {place}")),
            text=said.objective,
            measured_by=said.measured_by,
            target_day=written_on + timedelta(days=28),
            steps=[
                Step(id=str(_id(character, f"step {place} {step}")), text=text)
                for step, text in enumerate(said.steps)
            ],
        )
        goal = Goal(id=str(_id(character, f"goal {place}")), text=said.goal, objectives=[objective])
        yield Problem(id=str(_id(character, f"problem {place}")), text=said.problem, goals=[goal])


def _sessions(character: Character) -> Iterator[Intervention]:
    a_week: list[tuple[AppointmentKind, int, float]] = [(AppointmentKind.individual, 50, 1)]
    if character.part.course is CLASSIC:
        a_week += [
            (AppointmentKind.psychoeducational, 60, 3),
            (AppointmentKind.skills, 60, 3),
            (AppointmentKind.support, 60, 3),
        ]
    else:
        a_week = [(AppointmentKind.individual, 50, 5.0 * character.part.a_day_at_most)]
    for kind, minutes, per_week in a_week:
        yield Intervention(
            id=str(_id(character, f"sessions {kind.value}")),
            kind=InterventionKind.session,
            session_kind=kind,
            minutes=minutes,
            per_week=per_week,
        )


def _id(character: Character, what: str) -> UUID:
    return uuid5(_OURS, f"{character.part.word} {what}")
