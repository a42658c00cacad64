"""What the rules say after the treatment: sessions that thin out, for so many months. Pure."""

from dataclasses import dataclass

from app.level_of_care.models import Proposal
from app.level_of_care.rules import Review
from app.level_of_care.sentences import Say, Sentence, say
from app.programs.design import Aftercare

DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class AftercareWeek:
    """One week of aftercare. `days` have gone by since it began, `last_session` days ago somebody
    last came; sessions of this week that were attended and that are still open."""

    design: Aftercare
    days: int
    last_session: int | None = None
    attended: int = 0
    open: int = 0

    @property
    def month(self) -> int:
        """Counted from 1."""
        return int(self.days / DAYS_A_MONTH) + 1

    @property
    def is_over(self) -> bool:
        return self.days >= self.design.months * DAYS_A_MONTH

    @property
    def every_weeks(self) -> int | None:
        """How often a session is usual now, if the programme says so."""
        months = self.days / DAYS_A_MONTH
        for step in self.design.steps:
            if months < step.months:
                return step.every_weeks
            months -= step.months
        return None


def review_aftercare(week: AftercareWeek) -> Review:
    """Where somebody is in aftercare, when they last came, and whether it is over.

    Source: "ten months" of aftercare after eight weeks (virtual); "several more months and up to a
    year after" (classic)."""
    over = say(Say.aftercare_over, of=week.design.months)
    month = say(Say.aftercare_month, month=week.month, of=week.design.months)
    first = over if week.is_over else month
    sentences = (first, *_this_week(week), _last(week))
    if week.is_over:
        return Review(sentences, (), Proposal.complete, (over,))
    return Review(sentences, (), Proposal.stay, (month,))


def _this_week(week: AftercareWeek) -> tuple[Sentence, ...]:
    found = []
    if week.attended:
        found.append(say(Say.aftercare_attended, count=week.attended))
    if week.open:
        found.append(say(Say.aftercare_planned, count=week.open))
    return tuple(found) or (say(Say.aftercare_nothing),)


def _last(week: AftercareWeek) -> Sentence:
    if week.last_session is None:
        return say(Say.aftercare_none_yet, every=week.every_weeks)
    return say(Say.aftercare_last, days=week.last_session, every=week.every_weeks)
