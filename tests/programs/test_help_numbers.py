"""Whom Help names: the country's numbers with their sources, the centre's own, never none."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app import clock
from app.programs import help_numbers
from app.programs.help_numbers import BrokenNumbers, countries
from tests.flags.looking import away
from tests.support.house import ZONE, House

BUILT_IN = Path("web/src/client/help/numbers.ts")
NUMBERS = "/api/help-numbers"


def _number(code: str = "emergency", **other: Any) -> dict[str, Any]:
    words = {"en": "Somebody", "es": "Alguien"}
    return {"code": code, "call": "555-0100", "text": None, "label": words, "note": words} | other


def _shown(house: House) -> dict[str, Any]:
    found: dict[str, Any] = house.visitor.get("/api/start").json()["help"]
    return found


def test_only_the_administrator_sets_them(house: House) -> None:
    for actor in (house.ada, house.bea, house.fay):
        assert actor.browser.put(NUMBERS, json={"country": "CA"}).status_code == 403
    assert house.visitor.put(NUMBERS, json={"country": "CA"}).status_code == 401
    assert _shown(house)["numbers"][0]["call"] == "988"


def test_what_cannot_be_called_is_refused_and_nothing_changes(house: House) -> None:
    own: tuple[Any, ...] = (
        [], [_number("crisis")], [_number(call=None)], [_number(call="javascript:1")],
        [_number(call="1" * 16)], [_number(call="1")], [_number(), _number()], [_number(note={})],
        [_number(code="Not a code")], [_number(call=None, text="911")], "911",
        [_number(), *(_number(f"n-{place}") for place in range(12))],
    )  # fmt: skip
    bodies = [{"country": "US", "numbers": numbers} for numbers in own]
    bodies += [{"country": code} for code in ("XX", "us", "", None)]
    bodies += [{"country": "US", "on_call_phone": said} for said in ("call me", "1", "tel:911")]
    hours: tuple[Any, ...] = (
        {"mon": [["17:00", "09:00"]]},
        {"someday": []},
        {"mon": [["9", "17"]]},
        [],
    )
    bodies += [{"country": "US", "on_call_hours": said} for said in hours]
    for body in bodies:
        answer = house.edda.browser.put(NUMBERS, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), body
    shown = _shown(house)
    assert (len(shown["numbers"]), shown["on_call_phone"]) == (6, None)


def test_the_country_decides_until_the_centre_has_its_own(house: House) -> None:
    put = house.edda.browser.put
    put(NUMBERS, json={"country": "ES"})
    assert [one["call"] for one in _shown(house)["numbers"]][:2] == ["024", "112"]
    put(NUMBERS, json={"country": "ES", "numbers": [_number()]})
    assert [one["call"] for one in _shown(house)["numbers"]] == ["555-0100"]
    answer = put(NUMBERS, json={"country": "GB"}).json()
    assert answer["settings"]["numbers"] is None
    assert _shown(house)["numbers"][0]["call"] == "116 123"


def test_phones_learn_who_is_on_call_and_when(house: House) -> None:
    hours = {"sat": [["18:00", "22:00"]]}
    body = {"country": "US", "on_call_phone": "555-0111", "on_call_hours": hours}
    assert house.edda.browser.put(NUMBERS, json=body).status_code == 200
    shown = _shown(house)
    assert (shown["on_call_phone"], shown["on_call_hours"]) == ("555-0111", hours)
    assert (shown["centre_phone"], shown["time_zone"]) == ("555-0100", "America/New_York")
    assert shown["opening_hours"]["mon"] == [["09:00", "17:00"]]


def test_phones_learn_on_which_days_the_centre_is_closed(house: House) -> None:
    today = clock.local_day(clock.utc_now(), ZONE)
    near, late = today + timedelta(days=5), today + timedelta(days=59)
    away(house, None, near, near)
    away(house, None, late, late + timedelta(days=9))
    away(house, house.bea, today, today)
    assert _shown(house)["closed_days"] == [near.isoformat(), late.isoformat()]


def test_every_country_has_its_sources_and_both_languages() -> None:
    assert set(countries()) == {"US", "CA", "MX", "ES", "GB"}
    for one in countries().values():
        assert one.sources
        assert {number.code for number in one.numbers} >= {"crisis", "emergency"}


def test_what_is_built_into_the_phone_is_what_the_service_says() -> None:
    text = BUILT_IN.read_text()
    for number in countries()["US"].numbers:
        if number.code in {"crisis", "emergency", "helpline", "poison"}:
            for said in (number.call, number.label.en, number.label.es, number.note.en):
                assert f'"{said}"' in text


def test_a_broken_file_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = (help_numbers.SHIPPED / "us.toml").read_text()
    monkeypatch.setattr(help_numbers, "SHIPPED", tmp_path)
    for text in (whole.replace('"emergency"', '"other"'), whole.replace("988", "nine"), "[", ""):
        (tmp_path / "us.toml").write_text(text)
        countries.cache_clear()
        with pytest.raises(BrokenNumbers, match=r"us\.toml"):
            countries()
    countries.cache_clear()
