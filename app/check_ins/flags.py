"""What makes a check-in one to look at first. Every flag says why, in words with numbers."""

from datetime import date

from app.check_ins.models import FlagCode
from app.check_ins.schemas import DailyAnswers, Flag, Use

CRAVING_HIGH = 7
"""Programme policy, not a validated cut-off: none is published for a single 0-10 item."""
MOOD_LOW = 2


def flags_of(answers: DailyAnswers, on_day: date, said_on: date) -> list[Flag]:
    """The flags of a daily check-in about `on_day`, answered on the local day `said_on`."""
    found: list[Flag] = []

    def flag(code: FlagCode, reason: str) -> None:
        found.append(Flag(code=code, reason=reason))

    if answers.use is Use.yes:
        flag(FlagCode.use, "Said they drank or used")
    if answers.use is Use.rather_not_say:
        flag(FlagCode.rather_not_say, "Would rather not say whether they drank or used")
    if answers.craving >= CRAVING_HIGH:
        flag(FlagCode.craving_high, f"Craving {answers.craving} of 10")
    if answers.mood <= MOOD_LOW:
        flag(FlagCode.mood_low, f"Mood {answers.mood} of 10")
    late_by = (said_on - on_day).days
    if late_by > 1:
        flag(FlagCode.backdated, f"Answered {late_by} days after the day it is about")
    return found


def care_for(answers: DailyAnswers) -> str | None:
    """Which words of care the phone shows after these answers, if any."""
    if answers.use is Use.yes:
        return "use"
    if answers.use is Use.rather_not_say:
        return "rather_not_say"
    return "high_craving" if answers.craving >= CRAVING_HIGH else None
