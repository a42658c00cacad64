"""What makes a check-in one to look at first. Every flag says why, in words with numbers."""

from datetime import date

from app.check_ins.schemas import DailyAnswers, Use
from app.flags.models import FlagCode
from app.flags.reasons import Raised

CRAVING_HIGH = 7
"""Programme policy, not a validated cut-off: none is published for a single 0-10 item."""
MOOD_LOW = 2


def flags_of(answers: DailyAnswers, on_day: date, said_on: date) -> list[Raised]:
    """The flags of a daily check-in about `on_day`, answered on the local day `said_on`."""
    found: list[Raised] = []

    def flag(code: FlagCode, **facts: int) -> None:
        found.append(Raised(code, facts))

    if answers.use is Use.yes:
        flag(FlagCode.use)
    if answers.use is Use.rather_not_say:
        flag(FlagCode.rather_not_say)
    if answers.craving >= CRAVING_HIGH:
        flag(FlagCode.craving_high, value=answers.craving)
    if answers.mood <= MOOD_LOW:
        flag(FlagCode.mood_low, value=answers.mood)
    late_by = (said_on - on_day).days
    if late_by > 1:
        flag(FlagCode.backdated, days=late_by)
    return found


def care_for(answers: DailyAnswers) -> str | None:
    """Which words of care the phone shows after these answers, if any."""
    if answers.use is Use.yes:
        return "use"
    if answers.use is Use.rather_not_say:
        return "rather_not_say"
    return "high_craving" if answers.craving >= CRAVING_HIGH else None
