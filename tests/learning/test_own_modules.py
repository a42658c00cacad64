"""A centre's own modules: what is refused, what is published, and who gets which version."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response
from hypothesis import given, settings
from hypothesis import strategies as st

from app.learning.curriculum import module_key
from app.learning.own_modules import preview
from tests.support.house import Actor, House, fresh_id
from tests.support.learning_desk_furniture import own_source
from tests.support.learning_furniture import en, mark_body

KEY = module_key("own-parking")
JSON = {"Content-Type": "application/json"}
STRANGE = (
    "", "\x00", "+++\n\x00\n+++\n", "+++\n+++\n", "+++\nid = " + "[" * 5_000 + "\n+++\n",
    own_source().replace("Parking", "Par\x00king"), own_source(body="> " * 4_000 + "x"),
    own_source(body="[" * 9_000), own_source(body="<script>alert(1)</script>"),
    own_source(body="* " * 9_000), own_source(version=10**30),
    own_source().replace("version = 1", "version = " + "9" * 6_000), "\ufeff" + own_source(),
)  # fmt: skip


def _publish(house: House, source: str) -> Response:
    return house.edda.browser.put("/api/own-modules", json={"source": source})


def _refused(answer: Response, status: int, code: str) -> dict[str, Any]:
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    return problem


def _on_shelf(actor: Actor, language: str = "en") -> dict[str, Any]:
    items = actor.browser.get(f"/api/modules?language={language}").json()["items"]
    found: dict[str, Any] = next((one for one in items if one["key"] == KEY), {})
    return found


def test_what_cannot_be_read_or_is_not_ones_own_is_not_published(house: House) -> None:
    before = house.snapshot()
    faulty = own_source(body="Go [there](module:no-such-one).").replace('stage = "any"', "")
    told = _refused(_publish(house, faulty), 422, "faulty_module")["faults"]
    lines = faulty.split("\n")
    assert [(one["line"], one["hard"]) for one in told] == [
        (1, True), (lines.index("Go [there](module:no-such-one).") + 1, True)
    ]  # fmt: skip
    _refused(_publish(house, en().source.replace("version", 'language = "en"\nversion', 1)), 409,
             "module_is_shipped")  # fmt: skip
    ours = _refused(_publish(house, own_source("parking")), 422, "faulty_module")["faults"]
    assert [(one["line"], one["code"]) for one in ours] == [(2, "not_own_id")]
    broken = [source for source in STRANGE if preview(source, [])[1] is None]
    assert len(broken) >= 8
    for source in broken:
        _refused(_publish(house, source), 422, "faulty_module")
    assert house.snapshot() == before


def test_a_preview_never_fails_whatever_is_sent(house: House) -> None:
    before = house.snapshot()
    for source in STRANGE:
        answer = house.bea.browser.post("/api/curriculum-previews", json={"source": source})
        assert answer.status_code == 200, source[:40]
        assert answer.json()["text"] is not None or answer.json()["faults"][0]["hard"]
    for content in (b'{"source": "\\ud800"}', b'{"source": "\\u0000"}', b'{"source": 1}', b"\xff"):
        answer = house.bea.browser.post("/api/curriculum-previews", content=content, headers=JSON)
        assert answer.status_code in {200, 400, 422}, content
    long = json.dumps({"source": "x" * 65_000}).encode()
    for size, status in ((64_000, 200), (70_000, 413)):
        content = long.replace(b"x" * 65_000, b"x" * size)
        answer = house.bea.browser.post("/api/curriculum-previews", content=content, headers=JSON)
        assert answer.status_code == status
    shown = house.bea.browser.post("/api/curriculum-previews", json={"source": own_source()}).json()
    assert (shown["text"]["title"], shown["text"]["blocks"][0]["tag"]) == ("Parking", "p")
    assert {one["hard"] for one in shown["faults"]} == {False}  # far too short, and no source
    assert house.snapshot() == before


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60))
def test_no_text_makes_a_preview_raise(body: str, title: str) -> None:
    for source in (body, own_source(body=body, title=title)):
        faults, text = preview(source, ["halt"])
        assert text is not None or any(fault.hard for fault in faults)


def test_one_language_both_and_a_newer_version_reach_the_client(house: House) -> None:
    assert _publish(house, own_source(language="es", title="El coche")).status_code == 200
    for language in ("en", "es"):
        assert _on_shelf(house.ada, language)["title"] == "El coche"
    assert _publish(house, own_source()).json()["version"] == 1
    assert [_on_shelf(house.ada, one)["title"] for one in ("en", "es")] == ["Parking", "El coche"]
    began = _on_shelf(house.ada)["digest"]
    body = mark_body(key=KEY, digest=began, block=0)
    assert house.ada.browser.put(f"/api/reading-marks/{fresh_id()}", json=body).is_success
    assert _publish(house, own_source(version=2, title="Where to park")).is_success
    assert (_on_shelf(house.ada)["title"], _on_shelf(house.dov)["title"]) == (
        "Parking", "Where to park",
    )  # fmt: skip
    _refused(_publish(house, own_source(version=2, title="Other")), 409, "version_not_newer")
    _refused(_publish(house, own_source()), 409, "version_not_newer")
    assert _publish(house, own_source(version=2, title="Where to park")).is_success  # once more
    found = house.bea.browser.get(f"/api/curriculum/{KEY}").json()
    said = [(one["version"], one["language"], one["by"]) for one in found["versions"]]
    assert said == [(2, "en", "Edda"), (1, "es", "Edda"), (1, "en", "Edda")]
    assert (found["is_own"], found["languages"]) == (True, ["en", "es"])
    assert found["source"] == own_source(version=2, title="Where to park")


def test_of_ten_who_publish_the_same_version_at_once_one_does(house: House) -> None:
    browsers = [house.another_browser(house.edda) for _ in range(10)]

    def publish(number: int) -> tuple[int, str]:
        source = own_source(title=f"Parking {number}")
        answer = browsers[number].put("/api/own-modules", json={"source": source})
        return answer.status_code, answer.json().get("code", "")

    with ThreadPoolExecutor(10) as crowd:
        answers = sorted(crowd.map(publish, range(10)))
    assert answers == [(200, ""), *[(409, "version_not_newer")] * 9]
    assert house.count("module_text") == 1


@pytest.mark.parametrize("key", [KEY, en().key])
def test_what_is_off_the_shelf_is_nobodys_but_who_began_it_until_it_is_back(
    house: House, key: str
) -> None:
    _publish(house, own_source())
    put, shelf = house.edda.browser.put, f"/api/curriculum/{key}/shelf"
    items = house.ada.browser.get("/api/modules").json()["items"]
    digest = next(one["digest"] for one in items if one["key"] == key)
    body = mark_body(key=key, digest=digest, block=0)
    house.ada.browser.put(f"/api/reading-marks/{fresh_id()}", json=body)

    def on_shelf(actor: Actor) -> bool:
        listed = actor.browser.get("/api/modules").json()["items"]
        return key in {one["key"] for one in listed}

    assert put(shelf, json={"withdrawn": True}).json()["withdrawn_at"]
    assert (on_shelf(house.ada), on_shelf(house.dov)) == (True, False)
    give = {"client_id": str(house.ada.id), "key": key}
    answer = house.bea.browser.put(f"/api/module-assignments/{fresh_id()}", json=give)
    _refused(answer, 409, "module_withdrawn")
    items = house.bea.browser.get("/api/curriculum").json()["items"]
    assert [one["key"] for one in items if one["withdrawn_at"]] == [key]
    assert put(shelf, json={"withdrawn": False}).json() == {"key": key, "withdrawn_at": None}
    assert (on_shelf(house.ada), on_shelf(house.dov)) == (True, True)
