"""Which modules somebody sees, in which language, and how they came to them."""

import gzip
import re
from datetime import timedelta
from typing import Any

import pytest

from app import clock
from app.ids import new_id
from app.learning.curriculum import Text, module_key, shipped
from app.learning.models import AssignedFor, ReadingMark
from app.people.models import Language, Role
from tests.support.house import ZONE, Actor, House, fresh_id
from tests.support.learning_furniture import (
    FOR_FAMILIES,
    HALT,
    assign,
    came_to,
    en,
    keep,
    level_modules,
    mark_body,
    older_text,
    on_shelf,
    own_module,
)

DAY = timedelta(days=1)
FOR_CLIENTS = "where-i-stand"
"""A module for clients alone."""


def _shelf(who: Actor, language: str = "en") -> dict[str, Any]:
    answer = who.browser.get("/api/modules", params={"language": language})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _items(who: Actor, language: str = "en") -> dict[str, dict[str, Any]]:
    return {item["key"]: item for item in _shelf(who, language)["items"]}


def _given(who: Actor) -> dict[str, dict[str, Any]]:
    """What somebody was given, by module id."""
    names = {module.key: module.id for module in shipped().values()}
    return {names[key]: item["assigned"] for key, item in _items(who).items() if item["assigned"]}


def _text_status(who: Actor, digest: str) -> int:
    return who.browser.get(f"/api/module-texts/{digest}").status_code


def _read(client: Actor, **said: Any) -> None:
    answer = client.browser.put(f"/api/reading-marks/{fresh_id()}", json=mark_body(**said))
    assert answer.status_code == 200, answer.text


def test_a_relative_sees_what_is_for_families_and_nothing_of_anybody(house: House) -> None:
    shelf = _shelf(house.fay)
    found = {item["key"] for item in shelf["items"]}
    assert FOR_FAMILIES.key in found
    assert shipped()[FOR_CLIENTS].key not in found
    assert all("family" in item["audience"] for item in shelf["items"])
    assert {(item["assigned"], item["reading"], item["newer"]) for item in shelf["items"]} == {
        (None, None, None)
    }
    assert shelf["this_week"] is None
    assert _text_status(house.fay, en(FOR_CLIENTS).digest) == 404
    assert _text_status(house.fay, en("talking-with-family").digest) == 200


def test_an_alumna_who_is_a_relative_too_has_both(house: House) -> None:
    both = house.person("Ines", Role.client, Role.relative)
    assert _items(both).keys() == _items(house.gus).keys() == {*(m.key for m in shipped().values())}
    assert _text_status(both, en().digest) == 200


@pytest.mark.parametrize("digest", ["halt", "%00", "0" * 64, "G" * 64, "é"])
def test_what_is_no_text_is_not_found(house: House, digest: str) -> None:
    assert {_text_status(who, digest) for who in (house.ada, house.bea, house.fay)} == {404}


def test_staff_see_every_module_and_no_progress_of_their_own(house: House) -> None:
    for who in (house.bea, house.edda):
        shelf = _shelf(who)
        assert len(shelf["items"]) == len(shipped())
        assert not any(item["assigned"] or item["reading"] for item in shelf["items"])
    assert (
        house.bea.browser.put(f"/api/reading-marks/{fresh_id()}", json=mark_body()).json()["code"]
        == "not_allowed"
    )


def test_a_text_is_in_the_language_asked_for_or_in_the_other_and_says_so(house: House) -> None:
    own = own_module(house)
    spanish = _items(house.ada, "es")
    assert spanish[HALT.key]["title"] == HALT.texts[Language.es].title
    assert (spanish[HALT.key]["language"], spanish[own.key]["language"]) == ("es", "en")
    assert (spanish[own.key]["is_own"], spanish[HALT.key]["is_own"]) == (True, False)
    house.ada.browser.patch("/api/me", json={"language": "es"})
    assert house.ada.browser.get("/api/modules").json()["language"] == "es"
    assert house.ada.browser.get("/api/modules?language=fr").status_code == 422


def test_a_text_is_whole_and_is_asked_for_once(house: House) -> None:
    path, text = f"/api/module-texts/{en().digest}", en()
    answer = house.ada.browser.get(path)
    said = answer.json()
    assert (said["key"], said["today"], len(said["cards"])) == (
        HALT.key, text.today, len(text.cards),
    )  # fmt: skip
    assert said["blocks"] == [*text.blocks]
    assert said["sources"][0]["read"] == text.sources[0].read.isoformat()  # type: ignore[union-attr]
    again = house.ada.browser.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_nothing_of_a_module_is_called_by_its_id(house: House) -> None:
    assign(house, house.ada, "halt")
    _read(house.ada)
    for path in ("/api/modules", f"/api/module-texts/{en().digest}", "/api/recall-cards"):
        assert '"halt"' not in house.ada.browser.get(path).text


def test_a_module_given_by_somebody_names_them_their_line_and_the_day(house: House) -> None:
    today = clock.local_day(clock.utc_now(), ZONE)
    assign(house, house.ada, "halt", due_on=today, line="For Friday")
    assign(house, house.ada, "sleep", source=AssignedFor.group)
    assign(house, house.ada, "stress", withdrawn_at=clock.utc_now())
    assign(house, house.dov, "money")
    given = _given(house.ada)
    assert given.keys() == {"halt", "sleep"}
    found = given["halt"]
    assert (found["for"], found["by"], found["line"]) == ("person", "Bea", "For Friday")
    assert (found["due_on"], found["week"], found["is_now"]) == (today.isoformat(), None, True)
    assert given["sleep"]["for"] == "group"


def test_a_level_brings_its_modules_week_by_week_and_leaves_those_of_earlier_ones(
    house: House,
) -> None:
    now = clock.utc_now()
    level_modules(
        house,
        level_1=[("halt", 1), ("sleep", 3), ("stress", 9)],
        level_2=[("money", 1), ("self-talk", 2)],
    )
    came_to(house, house.ada, ("Level 1", now - 20 * DAY), ("Level 2", now - 6 * DAY))
    shelf, given = _shelf(house.ada), _given(house.ada)
    assert shelf["this_week"] == 1
    assert {name: (one["week"], one["is_now"]) for name, one in given.items()} == {
        "halt": (1, True), "sleep": (3, True), "stress": (9, False),
        "money": (1, True), "self-talk": (2, False),
    }  # fmt: skip
    assert {(one["for"], one["by"]) for one in given.values()} == {("level", None)}
    # Dov has been at the first level alone, since today.
    assert _given(house.dov).keys() == {"halt", "sleep", "stress"}
    assert [one["is_now"] for one in _given(house.dov).values()].count(True) == 1
    assert _shelf(house.gus)["this_week"] is None


def test_a_week_at_a_level_is_counted_in_the_clients_own_days(house: House) -> None:
    now = clock.utc_now()
    today = clock.local_day(now, ZONE)
    came_to(house, house.ada, ("Level 1", clock.start_of_day(today - 7 * DAY, ZONE)))
    assert _shelf(house.ada)["this_week"] == 2
    came_to(house, house.dov, ("Level 1", clock.end_of_day(today - 7 * DAY, ZONE)))
    assert _shelf(house.dov)["this_week"] == 1


def test_what_a_client_does_not_need_of_their_level_comes_back_when_they_do(house: House) -> None:
    level_modules(house, level_1=[("halt", 1), ("sleep", 2)])
    now = clock.utc_now()
    off: dict[str, Any] = {"source": AssignedFor.level, "withdrawn_at": now}
    assign(house, house.ada, "halt", assigned_at=now - DAY, **off)
    assert _given(house.ada).keys() == {"sleep"}
    assert _given(house.dov).keys() == {"halt", "sleep"}
    # Given by hand it is theirs all the same.
    assign(house, house.ada, "halt")
    assert _given(house.ada)["halt"]["for"] == "person"


def test_a_module_given_by_somebody_and_the_level_is_told_once_with_its_week(house: House) -> None:
    level_modules(house, level_1=[("halt", 4)])
    assign(house, house.ada, "halt")
    found = _given(house.ada)["halt"]
    assert (found["for"], found["week"], found["is_now"]) == ("person", 4, True)


def test_a_withdrawn_module_stays_with_those_who_had_it(house: House) -> None:
    level_modules(house, level_1=[("sleep", 1)])
    _read(house.ada)
    assign(house, house.dov, "halt")
    for module_id in ("halt", "sleep", "talking-with-family"):
        on_shelf(house, module_id, withdrawn_at=clock.utc_now())
    late = house.client_of(house.bea, "Ines")
    withdrawn = {shipped()[one].key for one in ("halt", "sleep", "talking-with-family")}
    kept = {who.name: _items(who).keys() & withdrawn for who in (house.ada, house.dov, late)}
    halt, sleep = HALT.key, shipped()["sleep"].key
    assert kept == {"Ada": {halt, sleep}, "Dov": {halt, sleep}, "Ines": set()}
    assert FOR_FAMILIES.key not in _items(house.fay)
    assert not _items(house.bea).keys() & withdrawn
    found = [_text_status(who, en().digest) for who in (house.ada, house.dov, late, house.bea)]
    assert found == [200, 200, 404, 200]
    assert _text_status(house.fay, en("talking-with-family").digest) == 404
    on_shelf(house, "halt", withdrawn_at=None)
    assert HALT.key in _items(late)


def test_what_a_level_would_have_brought_later_is_not_kept_by_it_when_it_is_withdrawn(
    house: House,
) -> None:
    now = clock.utc_now()
    level_modules(house, level_1=[("halt", 1), ("sleep", 2), ("stress", 2), ("money", 2)])
    came_to(house, house.ada, ("Level 1", now - 10 * DAY))
    came_to(house, house.dov, ("Level 1", now))
    assign(house, house.dov, "stress")
    _read(house.dov, key=shipped()["money"].key, digest=en("money").digest)
    ids = ("halt", "sleep", "stress", "money")
    for module_id in ids:
        on_shelf(house, module_id, withdrawn_at=clock.utc_now())
    kept = {
        who.name: {one for one in ids if shipped()[one].key in _items(who)}
        for who in (house.ada, house.dov)
    }
    assert kept == {"Ada": {*ids}, "Dov": {"halt", "stress", "money"}}
    found = [_text_status(who, en("sleep").digest) for who in (house.ada, house.dov)]
    assert found == [200, 404]


def test_a_module_for_relatives_in_one_language_alone_is_theirs_in_that_one(house: House) -> None:
    own, key = own_module(house), module_key("own-parking")

    def published(language: Language, audience: str) -> Text:
        source = own.source.replace("version = 1", f'language = "{language}"\nversion = 2', 1)
        source = re.sub(r"^audience = .*$", f'audience = ["{audience}"]', source, flags=re.M)
        return keep(house, "own-parking", language, source, by=house.edda.id)

    text, family = published(Language.en, "client"), published(Language.es, "family")
    for language in ("en", "es"):
        assert _items(house.fay, language)[key]["digest"] == family.digest
    assert [_text_status(house.fay, one.digest) for one in (text, family)] == [404, 200]
    assert _items(house.ada)[key]["digest"] == text.digest


def test_a_text_of_once_is_for_whoever_is_in_the_middle_of_it(house: House) -> None:
    text = older_text(house)
    assert _text_status(house.ada, text.digest) == 404
    _read(house.ada, digest=text.digest)
    found = [_text_status(who, text.digest) for who in (house.ada, house.dov, house.fay)]
    assert found == [200, 404, 404]


def test_the_shelf_asks_ten_times_at_most_however_much_was_read(house: House) -> None:
    ids = [*shipped()][:40]
    for number, module_id in enumerate(ids):
        source = AssignedFor.group if number % 2 else AssignedFor.person
        assign(house, house.ada, module_id, source=source, line="Before the group on Monday")
    older = [older_text(house, module_id) for module_id in ids[:5]]
    own_module(house)
    level_modules(house, level_1=[(module_id, 1) for module_id in ids])
    now = clock.utc_now()
    with house.database.unit_of_work() as db:
        for number in range(300):
            text = older[number % 5] if number % 40 < 5 else en(ids[number % 40])
            row = ReadingMark(
                client_id=house.ada.id, module_id=text.module_id, digest=text.digest,
                block=number % 30, is_finished=number % 40 > 20, occurred_at=now, happened_at=now,
                received_at=now, content_hash="x", id=new_id(), on_day=now.date(),
            )  # fmt: skip
            db.add(row)
    with house.statements() as seen:
        answer = house.ada.browser.get("/api/modules")
    assert answer.status_code == 200
    assert len(seen) <= 10, seen
    whole, sent = len(answer.content), len(gzip.compress(answer.content))
    assert (whole < 60_000, sent < 16_000) == (True, True), (whole, sent)
