"""Cravings in a session brief: how many, how strong, and what went along with their passing."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from app.craving_logs.models import CravingOutcome
from app.craving_logs.skills import did_for
from app.home.brief_queries import Craving
from app.home.brief_schemas import CravingBrief, Helped
from app.people.models import Language

HELPED_AT_MOST = 5


def in_short(found: Sequence[Craving], language: Language, *, sees_plan: bool) -> CravingBrief:
    """What was logged, by what, and what went along with its passing. Without
    `sees_plan` no words that may be from the client's own safety plan are in it."""
    strongest = max((log for log, _ in found), key=lambda log: log.intensity, default=None)
    return CravingBrief(
        logs=len(found),
        strongest=strongest.intensity if strongest else None,
        strongest_at=strongest.happened_at if strongest else None,
        triggers=dict(Counter(each for log, _ in found for each in log.triggers).most_common(5)),
        outcomes=Counter(log.outcome for log, _ in found if log.outcome),
        helped=_helped(found, language, sees_plan=sees_plan),
    )


def _helped(found: Sequence[Craving], language: Language, *, sees_plan: bool) -> list[Helped]:
    """What was done about cravings, most often first."""
    by_text: defaultdict[str, list[Craving]] = defaultdict(list)
    for log, ratings in found:
        did = did_for(log.did, sees_plan=sees_plan, language=language)
        for text in {each["text"] for each in did}:
            by_text[text].append((log, ratings))
    helped = [_one_helped(text, done) for text, done in by_text.items()]
    return sorted(helped, key=lambda one: (-one.times, one.text))[:HELPED_AT_MOST]


def _one_helped(text: str, done: Sequence[Craving]) -> Helped:
    fell = [log.intensity - ratings[-1].intensity for log, ratings in done if ratings]
    passed = (CravingOutcome.passed, CravingOutcome.eased)
    return Helped(
        text=text,
        times=len(done),
        passed=sum(log.outcome in passed for log, _ in done),
        rated=len(fell),
        fell_by=float(median(fell)) if fell else None,
    )
