from datetime import UTC, datetime

import pytest

from app.push.answers import read_answer, read_retry_after
from app.push.message import Verdict

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "1.5", "٣", "0x10", "21 November"])
def test_a_retry_after_that_makes_no_sense_is_none(header: str | None) -> None:
    assert read_retry_after(header, NOON) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        (" 90 ", 90),
        ("86401", 86_400),
        ("9" * 5_000, 86_400),
        ("Sat, 21 Nov 2026 12:01:30 GMT", 90),
        ("Saturday, 21-Nov-26 12:01:30 GMT", 90),
        ("Sat, 21 Nov 2026 13:01:30 +0100", 90),
        ("Sat, 21 Nov 2026 12:01:30 -0000", 90),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0),
        ("Mon, 21 Nov 2095 12:00:00 GMT", 86_400),
    ],
)
def test_a_retry_after_is_read_as_seconds_or_as_a_date(header: str, seconds: int) -> None:
    assert read_retry_after(header, NOON) == seconds


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.accepted), (201, Verdict.accepted), (202, Verdict.accepted),
        (204, Verdict.accepted), (301, Verdict.refused), (307, Verdict.refused),
        (400, Verdict.refused), (401, Verdict.origin_stopped), (402, Verdict.refused),
        (403, Verdict.origin_stopped), (404, Verdict.gone), (408, Verdict.retry),
        (410, Verdict.gone), (413, Verdict.refused), (429, Verdict.retry), (500, Verdict.retry),
        (502, Verdict.retry), (503, Verdict.retry), (504, Verdict.retry), (599, Verdict.retry),
    ],
)  # fmt: skip
def test_each_status_has_one_verdict(status: int, verdict: Verdict) -> None:
    assert read_answer(status, None, b"", NOON).verdict is verdict


def test_only_a_retry_carries_a_wait() -> None:
    assert read_answer(429, "90", b"", NOON).retry_after_seconds == 90
    assert read_answer(410, "90", b"", NOON).retry_after_seconds is None


@pytest.mark.parametrize(
    ("status", "body", "at_once"),
    [
        (503, b'{"errno": 202}', True),
        (503, b'{"errno": 201}', False),
        (503, b"[202]", False),
        (503, b"\xff{", False),
        (500, b'{"errno": 202}', False),
    ],
)
def test_only_mozillas_own_code_asks_for_an_immediate_repeat(
    status: int, body: bytes, at_once: bool
) -> None:
    assert read_answer(status, None, body, NOON).at_once is at_once
