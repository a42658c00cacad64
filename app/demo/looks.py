"""What clients sent that somebody looks at, and who did."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.check_ins.instruments import load_instruments
from app.check_ins.models import Review, StaffForm
from app.check_ins.scoring import score
from app.check_ins.staff_forms import triage_of
from app.craving_logs.content import content_of, reasons
from app.demo.arrivals import Character
from app.demo.check_ins import Kept
from app.demo.cravings import Logged
from app.demo.luck import id_at, luck
from app.demo.reviews import look_after
from app.demo.tasks import Sent
from app.demo.words import AFTER_ITEM_9
from app.flags.models import FlagCode, TaskKind
from app.flags.policy import CONTACT_AT
from app.people.models import Person

_WISHED_ONLY = {"1": 1, "2": 0, "6": 0}
"""Answers of the screener: a wish not to be alive, and no thought of doing anything."""


def sent_check_ins(kept: list[Kept], reviews: list[Review]) -> Iterator[Sent]:
    """Every check-in, with the review that answered it."""
    by_check_in = {review.check_in_id: review for review in reviews}
    for one in kept:
        review = by_check_in.get(one.row.id)
        yield Sent(
            client_id=one.row.client_id,
            kind=TaskKind.check_in,
            focus_id=one.row.id,
            at=one.row.received_at,
            flags=one.flags,
            looked_at=review.reviewed_at if review else None,
            looked_by=review.reviewer_id if review else None,
        )


def sent_cravings(
    character: Character, logged: list[Logged], staff: dict[str, Person], now: datetime
) -> Iterator[Sent]:
    """The cravings strong enough for somebody to be told."""
    chance = luck("looks at cravings", character.part.word)
    waits = timedelta(days=character.part.looked_at_after)
    for one in logged:
        flags = reasons(content_of(one.row), CONTACT_AT)
        if not flags:
            continue
        looked_at = look_after(one.row.received_at, True, chance)
        is_done = looked_at < now and one.row.received_at < now - waits
        yield Sent(
            client_id=one.row.client_id,
            kind=TaskKind.craving_log,
            focus_id=one.row.id,
            at=one.row.received_at,
            flags=flags,
            looked_at=looked_at if is_done else None,
            looked_by=staff[character.primary_at(looked_at)].id if is_done else None,
        )


def screeners(kept: list[Kept], reviews: list[Review]) -> Iterator[StaffForm]:
    """What staff went through with a client who had answered item 9, half an hour later."""
    looks = {review.check_in_id: review for review in reviews}
    screener = load_instruments()["c-ssrs-screener"]
    text = screener.in_language("en")
    for one in kept:
        look = looks.get(one.row.id)
        if look is None or text is None or not _asks_now(one):
            continue
        scored = score(screener, _WISHED_ONLY)
        at = look.reviewed_at + timedelta(minutes=25)
        yield StaffForm(
            client_id=one.row.client_id,
            id=id_at(at, luck("screeners", str(one.row.on_day))),
            instrument=screener.id,
            version=screener.version,
            language=text.language,
            wording=text.sha256,
            answers=_WISHED_ONLY,
            result={"triage": triage_of(scored).value, "missing": list(scored.missing)},
            note=AFTER_ITEM_9,
            by=look.reviewer_id,
            at=at,
            content_hash="0" * 64,
        )


def _asks_now(one: Kept) -> bool:
    return any(flag.code is FlagCode.self_harm for flag in one.flags)
