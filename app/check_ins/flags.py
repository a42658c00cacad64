"""What makes a check-in one to look at first. Every flag says why, in words with numbers.

`app.flags.wording` makes the words. Facts are whole numbers alone; never a word of a client. What a
flag has as `measure` and as facts:

- `self_harm`, measure `phq-9`: `value` (1 to 3, the answer to item 9; not there where another
  wording than today's was answered with something else). Measure `c-ssrs-screener`: `triage` (2
  moderate, 3 high), from a form that staff led.
- `may_use`: nothing.
- `use`, no measure (the daily question): `days_since_use` (days since the last day about which use
  was reported) or, where none ever was in this stay, `days_since_admission`; neither before
  admission. Measure `bam`, `bam-r`: `value` (the Use score) and `top`, nothing where it is not
  complete. Measure `bam-iop`: `alcohol` and `drugs`, days of the last seven, each only where it is
  more than none. Where the days of any drinking were left out, `alcohol` is the days of heavy
  drinking: so many at least.
- `rather_not_say`: nothing.
- `craving_high`: `value` (0 to 10), `at` (the policy's value).
- `mood_low`: `value` (0 to 10).
- `score_high`, measure `<instrument>.<score>` such as `phq-9.total`, `bam.risk`: `value`, `top`
  (the most there can be) and `at_least` (the action point that was reached).
- `score_low`, measure `<instrument>.<score>` such as `bam.protective`, `who-5.total`: `value`,
  `top` and `at_most`.
- `sharp_change`, measure `mood`, `craving`, `sleep` or `difficulty`: `value`, `low` and `high` (the
  range of the client's own usual answers), `n` (how many days that is made of, 10 to 28). Only ever
  for the worse: a value below `low` for mood and sleep, above `high` for craving and difficulty.
- `silence`: `days` (since the last check-in, or since the phase began), `after` (the policy's).
- `backdated`: `days`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.check_ins.baseline import DAYS, usual
from app.check_ins.instrument_files import Band, Instrument
from app.check_ins.schemas import DailyAnswers, Use
from app.check_ins.scoring import ItemFlag, Scored, most_of
from app.flags.models import FlagCode
from app.flags.policy import CRAVING_AT
from app.flags.reasons import Raised

MOOD_LOW = 2
_FEWER_IS_WORSE = ("mood", "sleep")
_MORE_IS_WORSE = ("craving", "difficulty")
_BY_DAYS = "bam-iop"
_DAYS_OF_USE = {"alcohol": ("4", "5"), "drugs": ("6",)}
"""Items of the BAM-IOP: the first of them that was answered with a day or more."""


@dataclass(frozen=True, slots=True)
class Background:
    """What a check-in is seen against: the policy's craving, the local day of admission, the last
    day before it about which use was reported (in this stay), and the client's own daily answers
    about earlier days, one a day, newest first."""

    craving_at: int = CRAVING_AT
    admitted_on: date | None = None
    used_on: date | None = None
    before: Sequence[Mapping[str, Any]] = ()


Filled = tuple[Instrument, Mapping[str, int], Scored]
"""A questionnaire with its answers and what its rules make of them."""


def flags_of(
    answers: DailyAnswers | None,
    on_day: date,
    said_on: date,
    seen: Background | None = None,
    forms: Sequence[Filled] = (),
) -> list[Raised]:
    """The flags of a check-in about `on_day`, answered on the local day `said_on`."""
    known = seen or Background()
    found = [*_of_answers(answers, on_day, known)] if answers else []
    for form in forms:
        found += _of_form(*form)
    late_by = (said_on - on_day).days
    if late_by > 1:
        found.append(Raised(FlagCode.backdated, {"days": late_by}))
    each: dict[tuple[FlagCode, str], Raised] = {}
    for one in found:
        each.setdefault((one.code, one.measure), one)
    return list(each.values())


def _of_answers(answers: DailyAnswers, on_day: date, seen: Background) -> Iterator[Raised]:
    if answers.may_use:
        yield Raised(FlagCode.may_use)
    if answers.use is Use.yes:
        yield Raised(FlagCode.use, _since(on_day, seen))
    if answers.use is Use.rather_not_say:
        yield Raised(FlagCode.rather_not_say)
    if answers.craving >= seen.craving_at:
        facts = {"value": answers.craving, "at": seen.craving_at}
        yield Raised(FlagCode.craving_high, facts)
    if answers.mood <= MOOD_LOW:
        yield Raised(FlagCode.mood_low, {"value": answers.mood})
    yield from _sharp_changes(answers, seen.before)


def _since(on_day: date, seen: Background) -> dict[str, int]:
    """How long it had been without a reported use."""
    if seen.used_on is not None:
        return {"days_since_use": (on_day - seen.used_on).days}
    if seen.admitted_on is not None and on_day >= seen.admitted_on:
        return {"days_since_admission": (on_day - seen.admitted_on).days}
    return {}


def _sharp_changes(answers: DailyAnswers, before: Sequence[Mapping[str, Any]]) -> Iterator[Raised]:
    """Far from what is usual for this client, for the worse. That things are far better than usual
    is good news for whoever reads the trend, and no reason to hurry."""
    for measure in (*_MORE_IS_WORSE, *_FEWER_IS_WORSE):
        own = usual([one[measure] for one in before[:DAYS]])
        value: int = getattr(answers, measure)
        if own is None:
            continue
        is_far = own.is_far_above if measure in _MORE_IS_WORSE else own.is_far_below
        if is_far(value):
            facts = {"value": value, "low": own.low, "high": own.high, "n": own.days}
            yield Raised(FlagCode.sharp_change, facts, measure)


def _of_form(
    instrument: Instrument, answers: Mapping[str, int], scored: Scored
) -> Iterator[Raised]:
    for flag in scored.flags:
        match flag.code:
            case "item_9":
                facts = {key: flag.facts[key] for key in ("value",) if key in flag.facts}
                yield Raised(FlagCode.self_harm, facts, instrument.id)
            case "use":
                yield Raised(FlagCode.use, _use_in(instrument, scored, answers), instrument.id)
            case _ if flag.facts.get("direction") in {"high", "low"}:
                yield _of_score(instrument, flag)


def _use_in(instrument: Instrument, scored: Scored, answers: Mapping[str, int]) -> dict[str, int]:
    if "use" in scored.scores:
        return {"value": scored.scores["use"], "top": most_of(instrument, "use")}
    if instrument.id == _BY_DAYS:
        return _used_days(answers)
    return {}


def _used_days(answers: Mapping[str, int]) -> dict[str, int]:
    days = {
        word: next((answers[item] for item in items if answers.get(item)), 0)
        for word, items in _DAYS_OF_USE.items()
    }
    return {word: count for word, count in days.items() if count}


def _of_score(instrument: Instrument, flag: ItemFlag) -> Raised:
    key, value = str(flag.facts["measure"]), int(flag.facts["value"])
    is_high = flag.facts["direction"] == "high"
    facts = {"value": value, "top": int(flag.facts["most"])}
    facts["at_least" if is_high else "at_most"] = _action_point(instrument, flag, is_high)
    code = FlagCode.score_high if is_high else FlagCode.score_low
    return Raised(code, facts, f"{instrument.id}.{key}")


def _action_point(instrument: Instrument, flag: ItemFlag, is_high: bool) -> int:
    """From where on the instrument's own publication asks for a look: of neighbouring bands that
    do, the first."""
    key, value = str(flag.facts["measure"]), int(flag.facts["value"])
    rule = next((one for one in instrument.flags if one.code == flag.code), None)
    said = None if rule is None else (rule.at_least if is_high else rule.at_most)
    if said is not None:
        return said
    asking = [one for one in instrument.bands if one.score == key and _asks(one, is_high)]
    edges = [one.from_ for one in asking] if is_high else [one.to for one in asking]
    return (min if is_high else max)(edges, default=value)


def _asks(band: Band, is_high: bool) -> bool:
    return band.flag == ("high" if is_high else "low")


def care_for(answers: DailyAnswers, craving_at: int = CRAVING_AT) -> str | None:
    """Which words of care the phone shows after these answers, if any."""
    if answers.use is Use.yes:
        return "use"
    if answers.use is Use.rather_not_say:
        return "rather_not_say"
    return "high_craving" if answers.craving >= craving_at else None
