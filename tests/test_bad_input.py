"""Whatever is sent, wherever: no fault, nothing repeated, and never more than a refusal."""

import copy
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from httpx2 import Response

from tests.support.databases import ONE_DATABASE
from tests.support.furniture import Furniture, furnish
from tests.support.house import House
from tests.support.route_table import Call, api_routes, browser_of, calls

JSON = {"Content-Type": "application/json"}
SENTINEL = "Zq9-sentinel"
NOT_BODIES = (
    b"", b"null", b"true", b"0", b"[]", b'"x"', b"{", b'{"a":', b"\x00", b"\xff\xfe\xfd",
    b'{"a": "\xff\xff"}', b'\xef\xbb\xbf{"a": 1}', '{"a": 1}'.encode("utf-16"),
    b"[" * 60_000, b'{"a":' * 12_000, b'[{"a":' * 9_000, b"9" * 5_000, b"-" + b"9" * 60_000,
    b"NaN", b"Infinity", b"1e999999", b'{"a": NaN}', b'{"a": 1, "a": 2}',
    b'{"' + b"k" * 60_000 + b'": 1}', b'{"\\u0000": 1}', b'{"\\ud800": 1}',
    b'{"\\udfff\\ud800": {"\\ud800": []}}', b'{"__proto__": 1, "": 2, "a.b": 3}',
    b'{"' + SENTINEL.encode() + b' said this": 1}',
)  # fmt: skip
NOT_VALUES: tuple[Any, ...] = (
    None, True, -1, 2**63, 10**400, 1e308, float("nan"), float("inf"), "", "a\x00b", "half \udc00",
    "x" * 20_000, SENTINEL, [], {}, ["\ud800"], "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00", "0001-01-01", "../../etc/passwd",
)  # fmt: skip
NOT_WORDS = (
    "%00", "%ff", "%ed%a0%80", "x" * 5_000, "..%2f..", "-1", "1e9", "9" * 400, "NaN", "%0d%0aa:b",
    "9999-12-31T23:59:59-14:00_00000000-0000-7000-8000-000000000000",
    "0001-01-01T00:00:00%2B14:00_00000000-0000-7000-8000-000000000000",
    "2026-01-01T00:00:00_00000000-0000-7000-8000-000000000000",
)  # fmt: skip


@ONE_DATABASE
def test_no_body_is_a_fault_on_any_route_that_takes_one(house: House) -> None:
    things = furnish(house)
    for call in _with_a_body(house):
        for content in NOT_BODIES:
            answer = _send(things, call, content)
            _require_plain_refusal(call, answer)
            assert SENTINEL not in answer.text
            assert len(answer.content) < 10_000


def test_no_value_is_a_fault_in_any_field(house: House, request: pytest.FixtureRequest) -> None:
    things = furnish(house)
    step = _step(house, request)
    for number, call in enumerate(_with_a_body(house)):
        for changed in islice(_mutations(things.body(call)), number % step, None, step):
            answer = _send(things, call, json.dumps(changed).encode())
            _require_no_fault(call, answer)
            if answer.status_code == 422:
                assert SENTINEL not in answer.text, call


def test_no_word_in_a_path_or_a_query_is_a_fault(
    house: House, request: pytest.FixtureRequest
) -> None:
    things = furnish(house)
    step = _step(house, request)
    routes = dict(api_routes(house.app))
    for number, call in enumerate({call.route: call for call in calls(only="o")}.values()):
        for word in NOT_WORDS[number % step :: step]:
            for url in _urls(things, call, word, routes[call.route]):
                body = None if call.method in {"GET", "DELETE"} else things.body(call)
                answer = browser_of(house, call.who).request(call.method, url, json=body)
                _require_no_fault(call, answer)
                assert answer.status_code in {404, 422}, (url[:80], answer.status_code)


def test_no_header_is_a_fault(house: House, request: pytest.FixtureRequest) -> None:
    things = furnish(house)
    step = _step(house, request)
    takes = [call for call in _with_a_body(house) if call.method == "PUT"]
    # `X-Sent-At` is read by the routes, each its own; the others before any route is.
    some = [calls_of[0] for calls_of in _by_who(takes).values()]
    for name in ("X-Sent-At", "X-Person", "User-Agent", "Cookie", "Accept-Encoding", "Origin"):
        for value in (b"\xff\xfe", b"\xed\xa0\x80", b"9" * 5_000, b"9999-12-31T23:59:59-14:00"):
            for call in takes[::step] if name == "X-Sent-At" else some:
                answer = _send(things, call, json.dumps(things.body(call)).encode(), {name: value})
                _require_no_fault(call, answer)


def _step(house: House, request: pytest.FixtureRequest) -> int:
    """What is refused before it reaches a database is the same on both: the second gets every
    third."""
    is_first = house.database.engine.dialect.name == "sqlite"
    return 1 if is_first or request.config.getoption("--long") else 3


def _by_who(takes: list[Call]) -> dict[str, list[Call]]:
    found: defaultdict[str, list[Call]] = defaultdict(list)
    for call in takes:
        found[call.who].append(call)
    return found


def _with_a_body(house: House) -> list[Call]:
    """Each route that takes a body, by somebody who may."""
    takes = {name for name, route in api_routes(house.app) if route.body_field is not None}
    found = {call.route: call for call in calls(only="orga") if call.route in takes}
    assert found.keys() == takes
    return list(found.values())


def _send(
    things: Furniture, call: Call, content: bytes, more: dict[str, bytes] | None = None
) -> Response:
    browser = browser_of(things.house, call.who)
    headers: dict[Any, Any] = JSON | (more or {})
    return browser.request(call.method, things.path(call), content=content, headers=headers)


def _mutations(body: Any) -> Iterator[Any]:
    """The body with one value at a time replaced, at every depth, and without each field."""
    for place in _places(body):
        for value in NOT_VALUES:
            changed = copy.deepcopy(body)
            holder = changed
            for step in place[:-1]:
                holder = holder[step]
            holder[place[-1]] = value
            yield changed


def _places(body: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for step in body:
        yield (*above, step)
        if isinstance(body[step], dict):
            yield from _places(body[step], (*above, step))


def _urls(things: Furniture, call: Call, word: str, route: Any) -> Iterator[str]:
    template = call.route.partition(" ")[2]
    ids = things.ids.get(call.whose, {})
    for name in ids:
        if f"{{{name}}}" in template:
            yield template.format(**(ids | {name: word}))
    for parameter in route.dependant.query_params:
        yield f"{things.path(call)}?{parameter.alias}={word}"


def _require_plain_refusal(call: Call, answer: Response) -> None:
    _require_no_fault(call, answer)
    assert answer.status_code in {401, 410, 413, 422} or call.route == "PATCH /api/me", call


def _require_no_fault(call: Call, answer: Response) -> None:
    assert answer.status_code < 500, (call, answer.text[:200], answer.request.content[:200])
    # Outside /api a path that fits no route is the front end's to refuse.
    if answer.status_code >= 400 and answer.request.url.path.startswith("/api/"):
        assert answer.headers["Content-Type"] == "application/problem+json", call
