"""What holds for whatever answers: found by trying many, not by thinking of some."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.check_ins.forms import missing, skipped
from app.check_ins.instruments import Instrument, load_instruments
from app.check_ins.scoring import score
from tests.check_ins.instruments.tables import RANGES

ALL = load_instruments()
IDS = sorted(ALL)
MANY = settings(max_examples=60, deadline=None)


def codes(instrument: Instrument, number: str) -> list[int]:
    """Every answer an item may have."""
    item = instrument.item(number)
    assert item is not None
    return list(item.how.values) or list(range(item.how.least, item.how.most + 1))


@st.composite
def answered(draw: st.DrawFn, of: str, *, fully: bool) -> dict[str, int]:
    """Answers as a phone sends them: in any order, nothing where the form skips, all or some."""
    instrument = ALL[of]
    said: dict[str, int] = {}
    for item in instrument.items:
        if item.number in skipped(instrument, said):
            continue
        if (fully and item.required) or draw(st.booleans()):
            said[item.number] = draw(st.sampled_from(codes(instrument, item.number)))
    order = draw(st.permutations(sorted(said)))
    return {number: said[number] for number in order}


@pytest.mark.parametrize("of", IDS)
def test_no_incomplete_form_ever_has_a_score(of: str) -> None:
    @MANY
    @given(answered(of, fully=False))
    def holds(said: dict[str, int]) -> None:
        found = score(ALL[of], said)
        assert found.complete == (not missing(ALL[of], said))
        if not found.complete:
            assert found.scores == {}
            assert found.missing

    holds()


@pytest.mark.parametrize("of", IDS)
def test_a_complete_form_has_every_score_within_its_range(of: str) -> None:
    @MANY
    @given(answered(of, fully=True))
    def holds(said: dict[str, int]) -> None:
        found = score(ALL[of], said)
        assert found.complete
        assert set(found.scores) == {key for instrument, key in RANGES if instrument == of}
        for key, value in found.scores.items():
            least, most = RANGES[of, key]
            assert least <= value <= most
        assert found.prorated == {}

    holds()


@pytest.mark.parametrize("of", IDS)
def test_the_order_of_answers_does_not_matter(of: str) -> None:
    @MANY
    @given(answered(of, fully=False), st.randoms())
    def holds(said: dict[str, int], chance: object) -> None:
        del chance
        assert score(ALL[of], said) == score(ALL[of], dict(sorted(said.items())))
        assert score(ALL[of], said) == score(ALL[of], dict(reversed(said.items())))

    holds()


@pytest.mark.parametrize("of", IDS)
def test_what_is_skipped_counts_as_nought(of: str) -> None:
    @MANY
    @given(answered(of, fully=True))
    def holds(said: dict[str, int]) -> None:
        noughts = dict.fromkeys(skipped(ALL[of], said), 0)
        assert score(ALL[of], said | noughts) == score(ALL[of], said)

    holds()


# More of these is more of what the score counts; the protective items of the BAM are its own.
_COUNTED = [(of, key) for of, key in RANGES if key != "raw"]


@pytest.mark.parametrize(("of", "key"), _COUNTED)
def test_a_higher_answer_never_lowers_the_score_it_counts_towards(of: str, key: str) -> None:
    instrument = ALL[of]

    @MANY
    @given(answered(of, fully=True), st.data())
    def holds(said: dict[str, int], data: st.DataObject) -> None:
        said = dict.fromkeys(skipped(instrument, said), 0) | said
        number = data.draw(st.sampled_from(instrument.scores[key].items))
        higher = [code for code in codes(instrument, number) if code > said[number]]
        if not higher or number in skipped(instrument, said):
            return
        more = _filled(instrument, said | {number: data.draw(st.sampled_from(higher))})
        before, after = score(instrument, said).scores, score(instrument, more).scores
        assert after[key] > before[key]
        assert all(after[other] >= before[other] for other in before)

    holds()


@pytest.mark.parametrize("of", ["phq-9", "bam", "bam-r", "bam-iop", "c-ssrs-screener"])
def test_answering_more_never_takes_back_what_was_raised_by_an_item(of: str) -> None:
    instrument = ALL[of]

    @MANY
    @given(answered(of, fully=True), st.data())
    def holds(said: dict[str, int], data: st.DataObject) -> None:
        part = {key: said[key] for key in data.draw(st.sets(st.sampled_from(sorted(said))))}
        if skipped(instrument, part) != skipped(instrument, said):
            return
        assert _gravest(of, part) <= _gravest(of, said)

    holds()


_GRAVITY = {"triage_low": 1, "triage_moderate": 2, "triage_high": 3, "item_9": 1, "use": 1}


def _gravest(of: str, said: Mapping[str, int]) -> int:
    return max((_GRAVITY.get(flag.code, 0) for flag in score(ALL[of], said).flags), default=0)


def _filled(instrument: Instrument, said: dict[str, int]) -> dict[str, int]:
    """What an answer opens up is answered with nothing."""
    return dict.fromkeys(missing(instrument, said), 0) | said
