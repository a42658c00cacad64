"""Who looked at which check-in, when, and what they wrote."""

from datetime import date, datetime, time, timedelta
from random import Random

from app import clock
from app.check_ins.models import Review
from app.demo.arrivals import Character
from app.demo.cast import CENTRE_ZONE
from app.demo.check_ins import Kept
from app.demo.luck import luck
from app.demo.words import AFTER_ITEM_9, ANYTHING, OWN_NOTES, REPLIES
from app.flags.models import FlagCode
from app.people.models import Person
from app.reminders.schedule import local

_OPENS = time(8, 30)
_CLOSES = {**dict.fromkeys(range(5), time(17, 30)), 5: time(13)}
_FIRST_TO_ANSWER = (
    FlagCode.self_harm,
    FlagCode.may_use,
    FlagCode.use,
    FlagCode.craving_high,
    FlagCode.mood_low,
    FlagCode.rather_not_say,
    FlagCode.backdated,
)


def reviews_of(
    character: Character, kept: list[Kept], staff: dict[str, Person], now: datetime
) -> list[Review]:
    """The looks at a client's check-ins, in the order in which these came in; the check-ins are
    marked as looked at. What came in the last days is still to be looked at, and so is what nobody
    was there for."""
    chance, found = luck("reviews", character.part.word), []
    waits = timedelta(days=character.part.looked_at_after)
    for check_in in sorted(kept, key=lambda one: one.row.received_at):
        looked_at = look_after(check_in.row.received_at, bool(check_in.flags), chance)
        reviewer = staff[character.primary_at(looked_at)]
        review = _review(character, check_in, reviewer, looked_at, chance)
        if looked_at < now and check_in.row.received_at < now - waits:
            check_in.row.reviewed_at = looked_at
            found.append(review)
    for review in found:
        _read_by_client(review, now, chance)
    _leave_newest_unread(character, found)
    return found


def look_after(received_at: datetime, is_flagged: bool, chance: Random) -> datetime:
    """When somebody at the desk looked at what came then: within the hour where there is a flag, in
    the opening hours."""
    minutes = chance.randrange(10, 60) if is_flagged else chance.randrange(20, 300)
    wanted = local(received_at + timedelta(minutes=minutes), CENTRE_ZONE)
    closes = _CLOSES.get(wanted.weekday())
    if closes is not None and _OPENS <= wanted.time() < closes:
        return clock.at_wall_time(wanted.date(), wanted.time(), CENTRE_ZONE)
    day = _next_open_day(wanted, closes)
    return clock.at_wall_time(day, _OPENS, CENTRE_ZONE) + timedelta(
        minutes=chance.randrange(5, 120), seconds=chance.randrange(60)
    )


def _next_open_day(wanted: datetime, closes: time | None) -> date:
    if closes is not None and wanted.time() < _OPENS:
        return wanted.date()
    days = 2 if wanted.weekday() == max(_CLOSES) else 1
    return wanted.date() + timedelta(days=days)


def _review(
    character: Character, check_in: Kept, reviewer: Person, at: datetime, chance: Random
) -> Review:
    codes = {flag.code for flag in check_in.flags}
    first = next((code for code in _FIRST_TO_ANSWER if code in codes), None)
    answers = REPLIES[character.person.language][first]
    is_answered = chance.random() < (0.75 if first else 0.25) or first in _FIRST_TO_ANSWER[:2]
    line = chance.choice(answers)
    note = chance.choice(OWN_NOTES) if chance.random() < 0.12 else None
    return Review(
        client_id=check_in.row.client_id,
        check_in_id=check_in.row.id,
        reviewer_id=reviewer.id,
        reviewed_at=at,
        note_to_self=AFTER_ITEM_9 if first is FlagCode.self_harm else note,
        line_to_client=line if is_answered else None,
    )


def _read_by_client(review: Review, now: datetime, chance: Random) -> None:
    seen_at = review.reviewed_at + timedelta(minutes=chance.randrange(15, 600))
    if chance.random() < 0.85 and seen_at < now:
        review.seen_by_client_at = seen_at


def _leave_newest_unread(character: Character, reviews: list[Review]) -> None:
    """So that whoever signs in as this client finds something new."""
    if reviews:
        newest = max(reviews, key=lambda review: review.reviewed_at)
        newest.seen_by_client_at = None
        newest.line_to_client = newest.line_to_client or ANYTHING[character.person.language]
