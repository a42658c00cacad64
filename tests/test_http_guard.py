"""What another site could make a browser send is refused, and what every answer carries."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from sqlalchemy import text as sql
from sqlmodel import select

from app.http_guard import BODY_LIMIT
from app.installation import open_installation
from app.learning.models import ModuleText
from app.schema import migrate
from app.settings import Settings
from tests.support.databases import ONE_DATABASE
from tests.support.furniture import Furniture, furnish
from tests.support.house import ORIGIN, House, craving, fresh_id
from tests.support.learning_furniture import en
from tests.support.route_table import Call, browser_of, calls

NOT_JSON = (
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/xml",
    "application/json, text/plain",
    "",
)
FROM_ELSEWHERE: tuple[dict[str, str | None], ...] = (
    {"X-Requested-By": None},
    {"X-Requested-By": "XMLHttpRequest"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://companion.example"},
    {"Origin": "https://companion.example:8443"},
    {"Origin": "https://companion.example.elsewhere.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
)
NOTED = {"audit_event", "audit_subject"}


@ONE_DATABASE
def test_what_another_site_could_send_is_refused_on_every_unsafe_route(house: House) -> None:
    things = furnish(house)
    before = house.snapshot()
    for call in _unsafe():
        for headers in FROM_ELSEWHERE:
            answer = _sent(things, call, headers)
            assert (answer.status_code, _code(answer)) == (403, "refused_origin"), (call, headers)
        for content_type in NOT_JSON if call.method != "DELETE" else ():
            answer = _sent(things, call, {"Content-Type": content_type or None})
            assert (answer.status_code, _code(answer)) == (415, "wrong_content_type"), call
    assert house.snapshot() == before


def _unsafe() -> list[Call]:
    """Each route that changes something, by somebody who may."""
    by_route = {call.route: call for call in calls(only="org") if call.method != "GET"}
    return list(by_route.values())


def _sent(things: Furniture, call: Call, headers: dict[str, str | None]) -> Response:
    browser = browser_of(things.house, call.who)
    body = None if call.method == "DELETE" else things.body(call)
    request = browser.build_request(call.method, things.path(call), json=body)
    for name, value in headers.items():
        if value is None:
            request.headers.pop(name, None)
        else:
            request.headers[name] = value
    return browser.send(request)


def _code(answer: Response) -> str:
    return str(answer.json()["code"])


def test_the_application_itself_is_let_through(house: House) -> None:
    for headers in (
        {"Sec-Fetch-Site": "same-origin"},
        {"Content-Type": "application/json; charset=utf-8"},
        {"Content-Type": "Application/JSON"},
        {"Host": "10.1.2.3:8000", "Origin": "https://10.1.2.3:8000"},
    ):
        answer = house.ada.browser.put(
            f"/api/craving-logs/{fresh_id()}", json=craving(), headers=headers
        )
        assert answer.status_code == 200, headers
    assert house.count("craving_log") == 4


FIRST_LOOK_MAKES_SOMETHING = {"GET /api/reminder-settings", "GET /api/module-texts/{digest}"}
"""A client's settings are made as they first ask for them; a text that a client is given is kept,
since they may read it offline until after an update of the service (decision 0014)."""


def test_looking_writes_nothing_but_that_somebody_looked(house: House) -> None:
    things = furnish(house)
    looks = [call for call in calls(only="o") if call.method == "GET"]
    _look(things, [call for call in looks if call.route in FIRST_LOOK_MAKES_SOMETHING])
    before = house.snapshot()
    with house.statements() as seen:
        _look(things, looks)
    after = house.snapshot()
    assert {name for name in after if after[name] != before[name]} == NOTED
    assert [one for one in seen if one.startswith("INSERT INTO module_text")] == []


def _look(things: Furniture, looks: list[Call]) -> None:
    for call in looks:
        assert things.send(call).is_success, call


def test_a_text_that_is_handed_out_is_kept_as_it_came_and_says_of_nobody(house: House) -> None:
    text = en("where-i-stand")
    for client in (house.ada, house.dov):
        assert client.browser.get(f"/api/module-texts/{text.digest}").is_success
    with house.database.unit_of_work() as db:
        row = db.exec(select(ModuleText)).one()
        assert (row.digest, row.source, row.published_by) == (text.digest, text.source, None)


def test_no_other_site_may_read_an_answer(house: House) -> None:
    browser = house.ada.browser
    preflight = {"Access-Control-Request-Method": "PUT", "Origin": "https://elsewhere.example"}
    for answer in (
        browser.get("/api/today", headers={"Origin": "https://elsewhere.example"}),
        browser.options("/api/today", headers=preflight),
        browser.put("/api/today", json={}, headers={"Origin": "https://elsewhere.example"}),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.fixture
def house_with_pages(tmp_path: Path) -> Iterator[House]:
    web = tmp_path / "web"
    (web / "assets").mkdir(parents=True)
    (web / "index.html").write_text("<!doctype html>")
    (web / "assets" / "main-1.js").write_text("1")
    settings = Settings(home=tmp_path / "home", web_dir=web, origin=ORIGIN, _env_file=None)
    installation = open_installation(settings)
    migrate(installation.database)
    with House(installation) as built:
        yield built
    installation.database.dispose()


def test_every_kind_of_answer_carries_the_security_headers(house_with_pages: House) -> None:
    house = house_with_pages
    for status, answer in _every_kind(house):
        headers = answer.headers
        assert answer.status_code == status, answer.url
        assert "script-src 'self'" in headers["Content-Security-Policy"], answer.url
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]
        assert headers["Strict-Transport-Security"].startswith("max-age=63072000")
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "server" not in headers
        if answer.url.path.startswith("/api/"):
            assert headers["Cache-Control"] == "no-store", answer.url
        elif not answer.url.path.startswith("/assets/"):
            assert "max-age" not in headers.get("Cache-Control", ""), answer.url


def _every_kind(house: House) -> Iterator[tuple[int, Response]]:
    ada, visitor = house.ada.browser, house.visitor
    path = f"/api/craving-logs/{fresh_id()}"
    yield 200, visitor.get("/healthz")
    yield 200, visitor.get("/")
    yield 200, visitor.get("/check-in")
    yield 200, visitor.get("/assets/main-1.js")
    yield 404, visitor.get("/assets/main-2.js")
    yield 404, visitor.get("/nothing.txt")
    yield 405, visitor.post("/", json={})
    yield 200, visitor.get("/api/start")
    yield 401, visitor.get("/api/today")
    yield 403, ada.get("/api/clients")
    yield 404, ada.get(f"/api/reminders/{fresh_id()}")
    yield 404, ada.get("/api/nowhere")
    yield 404, ada.post("/api/today", json={})
    yield 403, ada.put(path, json=craving(), headers={"X-Requested-By": "x"})
    yield 413, ada.put(path, json=craving(note="x" * BODY_LIMIT))
    yield 415, ada.put(path, content=b"x", headers={"Content-Type": "text/plain"})
    yield 422, ada.put(path, json={})
    yield 204, ada.delete("/api/sign-ins/current")
    with house.database.engine.begin() as connection:
        connection.execute(sql("ALTER TABLE centre RENAME TO centre_gone"))
    yield 500, visitor.get("/api/start")


def test_a_body_just_within_the_limit_is_read_and_one_more_byte_is_not(house: House) -> None:
    path, headers = f"/api/craving-logs/{fresh_id()}", {"Content-Type": "application/json"}
    frame = len(b'{"note": ""}')
    for extra, status in ((0, 422), (1, 413)):
        body = b'{"note": "' + b"x" * (BODY_LIMIT - frame + extra) + b'"}'
        assert len(body) == BODY_LIMIT + extra
        answer = house.ada.browser.put(path, content=body, headers=headers)
        assert answer.status_code == status, extra


def test_a_strange_length_is_no_fault(house: House) -> None:
    browser = house.ada.browser
    for length, status in (
        ("65537", 413),
        ("9" * 5000, 413),
        ("\xb2", 200),
        ("-1", 200),
        ("x", 200),
    ):
        request = browser.build_request("PUT", f"/api/craving-logs/{fresh_id()}", json=craving())
        request.headers["Content-Length"] = length
        assert browser.send(request).status_code == status, length
