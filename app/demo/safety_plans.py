"""Safety plans of the demo: what clients wrote down for a hard moment, most of them with their
counselor."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlmodel import SQLModel

from app.demo.arrivals import Cast, Character
from app.demo.luck import luck
from app.demo.plan_cards import COPING, WORDS
from app.episodes.models import Phase
from app.safety_plan.content import Contact, Content, Part, Sign, Situation, Thing, Trigger
from app.safety_plan.models import SafetyPlanSharing, SafetyPlanVersion

KEPT_TO_THEMSELVES = "violet"
"""Does not show the plan to the team."""
SHOWN_SIGNED_OUT = "river"
"""Lets the phone show the people and what helps while nobody is signed in."""
_OURS = UUID("6f0d1a52-0000-4000-8000-00000000d3e1")
_FIRST_DAY, _AGAIN_DAY = 4, 22
_REVIEWED_EVERY = timedelta(days=28)


def has_plan(character: Character) -> bool:
    """Everybody in treatment has one after their first days."""
    part = character.part
    return part.joined and part.phase is Phase.treatment and part.days_here > _FIRST_DAY


def coping_of(character: Character) -> list[tuple[str, str]]:
    """What helps somebody, from the first version of the plan on: key and words. It is what their
    craving logs name."""
    words = COPING[character.part.language]
    chosen = luck("coping", character.part.word).sample(range(len(words)), 5)
    return [(_id(character, f"coping {number}"), words[number]) for number in chosen]


def safety_plans_of(cast: Cast) -> Iterator[SQLModel]:
    """The versions of everybody's plan, and the switch of whoever turned it."""
    for character in cast.clients.values():
        if not has_plan(character):
            continue
        yield _version(character, cast, 1, character.at(_FIRST_DAY))
        if character.part.days_here > _AGAIN_DAY:
            yield _version(character, cast, 2, character.at(_AGAIN_DAY))
        if character.part.word == KEPT_TO_THEMSELVES:
            at = character.at(_FIRST_DAY) + timedelta(hours=7)
            yield SafetyPlanSharing(client_id=character.person.id, number=1, with_team=False, at=at)


def _version(character: Character, cast: Cast, number: int, at: datetime) -> SafetyPlanVersion:
    """The first the client writes, on their own phone; the second is written together."""
    by = character.person if number == 1 else cast.staff[character.primary_at(at)]
    return SafetyPlanVersion(
        client_id=character.person.id,
        number=number,
        id=UUID(_id(character, f"version {number}")),
        based_on=number - 1,
        content=_content(character, number, at).model_dump(mode="json"),
        written_by=by.id,
        occurred_at=at,
        received_at=at,
        content_hash="0" * 64,
    )


def _content(character: Character, number: int, at: datetime) -> Content:
    words = WORDS[character.part.language]

    def things(part: str, lines: tuple[str, ...]) -> list[Thing]:
        return [
            Thing(id=_id(character, f"{part} {place}"), text=text)
            for place, text in enumerate(lines)
        ]

    whole = Content(
        people=[
            Contact(id=_id(character, f"person {place}"), name=name, relation=who, phone=phone)
            for place, (name, who, phone) in enumerate(words.people)
        ],
        coping=[Thing(id=key, text=text) for key, text in coping_of(character)],
        if_slip=things("if slip", words.if_slip),
        reasons=things("reason", words.reasons),
        review_on=at.date() + _REVIEWED_EVERY,
    )
    if character.part.word == SHOWN_SIGNED_OUT:
        whole.shown_signed_out = [Part.people, Part.coping]
    if number == 1:
        return whole
    whole.places = things("place", words.places)
    whole.avoid = things("avoid", words.avoid)
    whole.means = things("means", words.means)
    whole.signs = [
        Sign(id=_id(character, f"sign {place}"), text=text, stage=stage)
        for place, (stage, text) in enumerate(words.signs)
    ]
    whole.triggers = [
        Trigger(id=_id(character, f"trigger {place}"), text=text, inside=inside)
        for place, (inside, text) in enumerate(words.triggers)
    ]
    whole.situations = [Situation(id=_id(character, "situation 0"), **words.situation)]
    return whole


def _id(character: Character, what: str) -> str:
    return str(uuid5(_OURS, f"{character.part.word} {what}"))
