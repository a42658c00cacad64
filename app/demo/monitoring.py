"""Tests some of the demo's clients were asked for, and what was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from sqlmodel import Session, SQLModel

from app import clock
from app.care_records.monitoring.models import (
    Certainty,
    Collection,
    CollectionState,
    DeviceLink,
    Integration,
    MonitoringOrder,
    MonitoringResult,
    Outcome,
    Purpose,
    Specimen,
)
from app.demo.arrivals import Cast, Character
from app.demo.luck import id_at, luck
from app.ids import fingerprint, new_secret

DAY = timedelta(days=1)
_URINE = ("alcohol", "cannabis", "cocaine", "opioids", "benzodiazepines")
_NOTHING: dict[str, Outcome] = {}


@dataclass(frozen=True, slots=True)
class _Asked:
    """An order `ago` days back, for `days` days. `found` maps what is not negative; None: nothing
    entered yet."""

    word: str
    specimen: Specimen
    panel: tuple[str, ...]
    purpose: Purpose
    ago: int
    days: int = 2
    found: dict[str, Outcome] | None = None
    confirmed: dict[str, Outcome] | None = None
    became: CollectionState | None = CollectionState.collected
    on_timeline: bool = True
    line: str | None = None


_ASKED = (
    _Asked("river", Specimen.urine, _URINE, Purpose.adjust_treatment, 20, found=_NOTHING),
    _Asked("river", Specimen.urine, _URINE, Purpose.adjust_treatment, -1, 3, became=None,
           line="Any morning before the group is fine."),
    _Asked("river", Specimen.self_report, ("alcohol",), Purpose.asked_by_client, 0, 4,
           became=None),
    _Asked("umber", Specimen.urine, _URINE, Purpose.discourage_substitution, 16,
           found={"opioids": Outcome.positive}, confirmed={}),
    _Asked("umber", Specimen.saliva, ("alcohol", "opioids"), Purpose.avoid_lapses, 6,
           became=CollectionState.missed),
    _Asked("coral", Specimen.blood, ("alcohol",), Purpose.adjust_treatment, 9,
           found={"alcohol": Outcome.positive}, on_timeline=False),
    _Asked("olive", Specimen.self_report, ("alcohol", "cannabis"), Purpose.asked_by_client, 8,
           became=None, found={"cannabis": Outcome.not_clear}),
    _Asked("indigo", Specimen.breath, ("alcohol",), Purpose.family_trust, 12, 10,
           found=_NOTHING),
)  # fmt: skip
_BREATH = "indigo"
_REFERENCE = "demo-breath-0001"


def monitor(db: Session, cast: Cast, now: datetime) -> None:
    """Writes down their orders and results, and one device that sends numbers."""
    for number, asked in enumerate(_ASKED):
        character = cast.clients.get(asked.word)
        if character is not None and character.person.joined_at is not None:
            _add(db, _rows(cast, character, asked, number, now))
    _add(db, _device(cast, cast.clients[_BREATH], now))


def _add(db: Session, rows: Iterator[SQLModel]) -> None:
    for row in rows:
        db.add(row)
        db.flush()


def _rows(
    cast: Cast, character: Character, asked: _Asked, number: int, now: datetime
) -> Iterator[SQLModel]:
    chance, zone = luck("monitoring", asked.word, str(number)), character.person.time_zone
    joined_at = character.person.joined_at or now
    ordered_at = min(max(now - (asked.ago + 1) * DAY, joined_at + timedelta(hours=2)), now)
    counselor = cast.staff[character.primary_at(ordered_at)].id
    first = clock.local_day(now - asked.ago * DAY, zone)
    order = MonitoringOrder(
        id=id_at(ordered_at, chance), client_id=character.person.id, specimen=asked.specimen,
        panel=list(asked.panel), purpose=asked.purpose, line=asked.line, due_from=first,
        due_until=first + asked.days * DAY, on_timeline=asked.on_timeline, ordered_by=counselor,
        ordered_at=ordered_at,
    )  # fmt: skip
    yield order
    morning = clock.at_wall_time(clock.local_day(ordered_at + 2 * DAY, zone), time(9, 40), zone)
    yield from _became(asked, order, min(morning, now - timedelta(hours=1)), chance, now)


def _became(
    asked: _Asked, order: MonitoringOrder, taken_at: datetime, chance: Random, now: datetime
) -> Iterator[SQLModel]:
    by, is_own = order.ordered_by, asked.specimen is Specimen.self_report
    if asked.became is not None:
        yield Collection(
            id=id_at(taken_at, chance), order_id=order.id, state=asked.became, at=taken_at,
            by=by, entered_at=taken_at,
        )  # fmt: skip
    first_look = Certainty.own_words if is_own else Certainty.screen
    looks = ((asked.found, first_look), (asked.confirmed, Certainty.confirmed))
    for later, (found, certainty) in enumerate(looks):
        if found is not None:
            at = min(taken_at + timedelta(hours=3) + later * 3 * DAY, now)
            yield MonitoringResult(
                id=id_at(at, chance), client_id=order.client_id, order_id=order.id,
                specimen=order.specimen, findings=_findings(asked.panel, found),
                certainty=certainty, taken_at=taken_at + timedelta(minutes=later), entered_at=at,
                entered_by=order.client_id if is_own else by, content_hash="0" * 64,
            )  # fmt: skip


def _findings(panel: tuple[str, ...], found: dict[str, Outcome]) -> list[dict[str, Any]]:
    return [
        {
            "substance": one, "result": found.get(one, Outcome.negative).value,
            "value": None, "unit": None,
        }
        for one in panel
    ]  # fmt: skip


def _device(cast: Cast, character: Character, now: datetime) -> Iterator[SQLModel]:
    """A bridge whose key nobody was shown, and two weeks of one device."""
    chance = luck("monitoring", "device")
    since = max(now - 14 * DAY, character.person.joined_at or now)
    bridge = Integration(
        id=id_at(since, chance), name="Breath devices (demo)",
        token_hash=fingerprint(new_secret()), made_by=cast.administrator.id, made_at=since,
        last_used_at=now - timedelta(hours=9),
    )  # fmt: skip
    yield bridge
    link = DeviceLink(
        integration_id=bridge.id, reference=_REFERENCE, client_id=character.person.id,
        specimen=Specimen.breath, made_by=cast.staff[character.primary_at(since)].id,
        made_at=since,
    )  # fmt: skip
    yield link
    for ago in range(12, 0, -2):
        at = now - ago * DAY + timedelta(hours=15) - timedelta(minutes=chance.randrange(200))
        if at > since:
            yield _reading(link, at, chance)


def _reading(link: DeviceLink, at: datetime, chance: Random) -> MonitoringResult:
    finding = {
        "substance": "alcohol", "result": Outcome.measured.value, "value": 0.0, "unit": "g/dL",
    }  # fmt: skip
    return MonitoringResult(
        id=id_at(at, chance), client_id=link.client_id, specimen=link.specimen,
        findings=[finding], certainty=Certainty.screen, taken_at=at, entered_at=at,
        integration_id=link.integration_id, reference=link.reference, content_hash="0" * 64,
    )  # fmt: skip
