"""What holds for every week there can be."""

from dataclasses import replace
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.level_of_care.facts import Judgement, Outcome, Sitting, Week
from app.level_of_care.models import Proposal
from app.level_of_care.rules import review
from app.level_of_care.sentences import Say
from app.level_of_care.wording import _WORDS, Reader, in_words, told
from app.people.models import Language
from app.programs.design import Measure
from app.programs.kinds import AppointmentKind
from tests.level_of_care.weeks import benchmark, find, level, week

BETTER = [Proposal.step_up, Proposal.stay, Proposal.step_down, Proposal.complete]


@st.composite
def sittings(draw: st.DrawFn) -> Sitting:
    outcome, minutes = draw(st.sampled_from(Outcome)), draw(st.integers(5, 360))
    came = draw(st.integers(0, minutes)) if outcome is Outcome.attended else 0
    kind = draw(st.sampled_from(AppointmentKind))
    return Sitting(draw(st.integers(0, 6)), kind, minutes, outcome, came)


@st.composite
def weeks(draw: st.DrawFn, *, earlier: bool = False) -> Week:
    days = st.frozensets(st.integers(0, 6))
    over = earlier or draw(st.booleans())
    measures = draw(st.lists(st.sampled_from(Measure), unique=True, max_size=4))
    floor = draw(st.sampled_from([0, 6, 6.25, 9, 12.5, 20]))
    return week(
        level=level(
            hours_floor=floor,
            hours_ceiling=draw(st.sampled_from([20, 30])),
            individual_a_week=draw(st.integers(0, 3)),
            mutual_help_a_week=draw(st.integers(0, 2)),
            usual_weeks=draw(st.sampled_from([None, 2, 8])),
            benchmarks=[
                benchmark(measure)
                if measure is Measure.judgement
                else benchmark(measure, at_least=draw(st.sampled_from([0.5, 1])), weeks=2)
                for measure in measures
            ],
        ),
        weeks_at_level=draw(st.integers(1, 9)),
        sittings=tuple(draw(st.lists(sittings(), max_size=8))),
        usual_days=draw(days),
        excused_days=draw(days),
        cap=draw(st.none() | st.integers(1, 4)),
        is_begun=over or draw(st.booleans()),
        is_over=over,
        is_first_level=draw(st.booleans()),
        is_last_level=draw(st.booleans()),
        told_days=7,
        checked_days=draw(st.integers(0, 7)),
        given_back=draw(st.integers(0, 600)),
        quiet_checked=draw(st.integers(0, 7)),
        quiet_days=draw(st.none() | st.integers(0, 30)),
        quiet_days_before=draw(st.none() | st.integers(0, 30)),
        judgements=(("judgement", Judgement(draw(st.booleans()), "Seen", draw(st.booleans()))),),
        before=() if earlier else tuple(draw(st.lists(weeks(earlier=True), max_size=2))),
    )


@given(weeks(), st.booleans(), st.data())
def test_more_attendance_never_makes_a_proposal_worse(
    about: Week, earlier: bool, data: st.DataObject
) -> None:
    if earlier and about.before:
        more = replace(about, before=(*about.before[:-1], _more(about.before[-1], data)))
    else:
        more = _more(about, data)
    assert BETTER.index(review(more).proposal) >= BETTER.index(review(about).proposal)


def _more(about: Week, data: st.DataObject) -> Week:
    """Somebody came to a session they had not come to, or stayed longer, or came once more."""
    if not about.sittings or data.draw(st.booleans()):
        extra = data.draw(sittings())
        came = replace(extra, outcome=Outcome.attended, attended=extra.minutes)
        return replace(about, sittings=(*about.sittings, came))
    at = data.draw(st.integers(0, len(about.sittings) - 1))
    one = about.sittings[at]
    came = replace(one, outcome=Outcome.attended, attended=one.minutes)
    return replace(about, sittings=(*about.sittings[:at], came, *about.sittings[at + 1 :]))


@given(weeks())
def test_the_numbers_in_the_sentences_add_up(about: Week) -> None:
    outcomes = sum(about.minutes(outcome) for outcome in Outcome)
    assert outcomes == about.planned + about.excused
    assert 0 <= about.floor <= about.usual_floor
    for code, done in ((Say.hours, about.attended), (Say.hours_so_far, about.attended)):
        if found := find(about, code):
            numbers = found.numbers
            short = numbers["floor_min"] - done - about.open
            assert numbers["missing_min"] == max(0, short)
    if found := find(about, Say.over_ceiling):
        numbers = found.numbers
        assert numbers["hours_min"] - numbers["over_min"] == numbers["ceiling_min"]
    if found := find(about, Say.benchmarks):
        met = sum(one.is_met for one in review(about).benchmarks)
        assert (found.numbers["met"], found.numbers["of"]) == (met, len(about.level.benchmarks))
    for kind in ("individual", "mutual_help"):
        if found := find(about, Say(f"{kind}_missing")):
            numbers = found.numbers
            assert numbers["attended"] + numbers["open"] + numbers["missing"] == numbers["wanted"]


@given(weeks())
def test_it_is_never_silent_never_without_a_reason_and_always_the_same(about: Week) -> None:
    said = review(about)
    assert said.sentences
    assert said.reasons
    assert said == review(replace(about))
    for reader in (Reader(lang, me) for lang in Language for me in (True, False)):
        for sentence in (*said.sentences, *said.reasons, *(b.evidence for b in said.benchmarks)):
            text = in_words(sentence, reader)
            assert text.strip()
            assert text == told(sentence.as_json(), reader)
            assert not set(text) & set("{}[]")


@given(weeks())
def test_whoever_comes_to_all_that_is_not_excused_is_never_short_by_it(about: Week) -> None:
    came = [
        replace(one, attended=one.minutes if one.outcome is Outcome.attended else 0)
        for one in about.sittings
        if one.outcome in {Outcome.excused, Outcome.attended}
    ]
    all_of_it = replace(about, sittings=tuple(came))
    if all_of_it.planned + all_of_it.excused >= all_of_it.usual_floor:
        assert all_of_it.missing == 0


@pytest.mark.parametrize("voice", _WORDS)
def test_everything_can_be_said_in_every_voice_with_the_same_numbers(
    voice: tuple[Language, bool],
) -> None:
    english = _WORDS[Language.en, voice[1]]
    assert set(_WORDS[voice]) == set(Say)
    for code, template in _WORDS[voice].items():
        assert _names(template) == _names(english[code]), code


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
