"""Where somebody was with a craving, who was there, what they did about it, and whether it helped.

How much a skill takes off the number is each client's own, so that what helps one is not what helps
another: the application finds it again from the logs.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.craving_logs.models import Company, CravingOutcome, Place, Trigger
from app.craving_logs.schemas import Did
from app.demo.arrivals import Character
from app.demo.luck import luck, whole
from app.demo.safety_plans import coping_of, has_plan

_SAID_WHERE, _DID_SOMETHING, _DID_TWO, _RODE_IT_OUT = 0.7, 0.62, 0.15, 0.8
_PLACES: dict[Trigger | None, tuple[Place, ...]] = {
    Trigger.work: (Place.work, Place.work, Place.transport),
    Trigger.celebrating: (Place.bar, Place.friends_place),
    Trigger.people_using: (Place.street, Place.shop),
    Trigger.place_using: (Place.street, Place.bar),
    Trigger.family: (Place.home, Place.family_place),
    Trigger.alone_at_night: (Place.home,),
}
_ELSEWHERE = (Place.home, Place.home, Place.home, Place.transport, Place.street)
_COMPANY: dict[Trigger | None, tuple[Company, ...]] = {
    Trigger.alone_at_night: (Company.alone,),
    Trigger.lonely: (Company.alone,),
    Trigger.work: (Company.colleagues, Company.alone),
    Trigger.celebrating: (Company.friends,),
    Trigger.people_using: (Company.people_using,),
    Trigger.family: (Company.family, Company.partner),
    Trigger.conflict: (Company.partner, Company.family),
}
_WITH = (Company.alone, Company.alone, Company.partner, Company.children)
_AT_MINUTES = ((10,), (20,), (5, 10), (10, 20), (5, 10, 20))


@dataclass(frozen=True, slots=True)
class Told:
    """What a log says beside the number, and the numbers some minutes later."""

    content: dict[str, Any]
    again: list[tuple[int, int]]


class Coping:
    """One client's ways with a craving."""

    def __init__(self, character: Character) -> None:
        chance = luck("skills", character.part.word)
        self._chance = luck("coping with it", character.part.word)
        skills = coping_of(character) if has_plan(character) else []
        self._skills = [Did(key=key, text=text) for key, text in skills]
        self._drop = {one.key: chance.uniform(0.4, 4.2) for one in self._skills}
        self._liking = [chance.uniform(0.4, 2) for _ in self._skills]

    def told_of(self, intensity: int, triggers: list[Trigger], wall: datetime) -> Told:
        """What somebody says of a craving of this strength."""
        chance, first = self._chance, triggers[0] if triggers else None
        content: dict[str, Any] = {}
        if chance.random() < _SAID_WHERE:
            asleep = wall.hour < 6 or wall.hour >= 23
            where = (Place.home,) if asleep else _PLACES.get(first, _ELSEWHERE)
            content["place"] = chance.choice(where)
            content["company"] = [chance.choice(_COMPANY.get(first, _WITH))]
        did = self._did()
        if not did:
            return Told(content, [])
        again = self._again(intensity, did)
        content |= {"did": did, "outcome": _outcome(again)}
        return Told(content, again)

    def _did(self) -> list[Did]:
        chance = self._chance
        if not self._skills or chance.random() > _DID_SOMETHING:
            return []
        count = 2 if chance.random() < _DID_TWO else 1
        found = chance.choices(self._skills, self._liking, k=count)
        return list({one.key: one for one in found}.values())

    def _again(self, intensity: int, did: list[Did]) -> list[tuple[int, int]]:
        chance, drop = self._chance, max(self._drop[one.key] for one in did)
        if chance.random() > _RODE_IT_OUT:
            return []
        times = chance.choice(_AT_MINUTES)
        return [
            (at, whole(intensity - drop * min(1, at / 12) + chance.gauss(0, 0.7), 0, 10))
            for at in times
        ]


def _outcome(again: list[tuple[int, int]]) -> CravingOutcome | None:
    if not again:
        return None
    last = again[-1][1]
    if last <= 1:
        return CravingOutcome.passed
    return CravingOutcome.eased if last <= 4 else CravingOutcome.still_there
