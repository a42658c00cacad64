"""Every instrument at every cut-off and edge, against tables written from the publications."""

from collections.abc import Mapping
from itertools import pairwise

import pytest

from app.check_ins.forms import (
    AnswerOutsideForm,
    AnswerToSkippedItem,
    UnknownItem,
    WrongRecall,
    check_answers,
    check_recall,
)
from app.check_ins.instruments import load_instruments
from app.check_ins.scoring import bands, most_of, score
from tests.check_ins.instruments.tables import (
    BAM_CODES,
    CASES,
    ITEMS,
    PHQ_9,
    RANGES,
    RECALL,
    SEVEN,
    SOBER,
    Answers,
    Case,
    protective,
    risk,
    row,
)

ALL = load_instruments()


def _said(case: Case) -> str:
    sums = "-".join(f"{key}{value}" for key, value in case.scores.items())
    return f"{case.of}-{sums or '-'.join(case.flags) or 'none'}"


@pytest.mark.parametrize("case", CASES, ids=_said)
def test_a_complete_form_has_the_published_scores_flags_and_bands(case: Case) -> None:
    found = score(ALL[case.of], case.answers)
    assert found.missing == ()
    assert found.complete
    assert found.scores == case.scores
    assert found.prorated == {}
    assert tuple(flag.code for flag in found.flags) == case.flags
    if case.band is not None:
        key, code = case.band
        band = bands(ALL[case.of], key, case.scores[key])
        assert band is not None
        assert band.code == code


def test_these_are_the_instruments_with_their_items_and_periods() -> None:
    assert {one.id: [item.number for item in one.items] for one in ALL.values()} == ITEMS
    assert {one.id: one.recall for one in ALL.values()} == RECALL
    assert {one.id for one in ALL.values() if one.who == "staff"} == {"c-ssrs-screener"}
    spanish = {one.id for one in ALL.values() if "es" in one.languages}
    assert spanish == {"daily", "phq-2", "phq-9", "gad-7"}


def test_every_score_is_in_a_table_and_has_the_published_range() -> None:
    found = {(one.id, key): most_of(one, key) for one in ALL.values() for key in one.scores}
    assert found == {place: most for place, (_, most) in RANGES.items()}


@pytest.mark.parametrize("place", [place for place in RANGES if place[0] != "bam-r"])
def test_bands_leave_no_gap_and_do_not_overlap(place: tuple[str, str]) -> None:
    of, key = place
    found = [band for band in ALL[of].bands if band.score == key]
    if place == ("who-5", "raw"):
        assert found == []
        return
    assert (found[0].from_, found[-1].to) == RANGES[place]
    assert all(one.to + 1 == other.from_ for one, other in pairwise(found))
    assert bands(ALL[of], key, RANGES[place][0] - 1) is None
    assert bands(ALL[of], key, RANGES[place][1] + 1) is None


def test_no_total_for_the_bam_no_scores_for_the_week_and_no_borrowed_action_points() -> None:
    assert set(ALL["bam"].scores) == {"use", "risk", "protective"}
    assert ALL["bam-iop"].scores == {}
    assert ALL["bam-iop"].bands == ()
    assert ALL["bam-r"].bands == ()
    assert {rule.code for rule in ALL["bam-iop"].flags} == {"use"}
    assert {rule.code for rule in ALL["bam-r"].flags} == {"use"}


@pytest.mark.parametrize("of", BAM_CODES)
def test_the_three_forms_of_the_bam_code_days_and_ratings_each_in_its_own_way(of: str) -> None:
    for number, codes in BAM_CODES[of].items():
        item = ALL[of].item(number)
        assert item is not None
        assert [value for value in range(-1, 40) if item.how.allows(value)] == list(codes)


@pytest.mark.parametrize("case", CASES, ids=_said)
def test_whatever_required_answer_is_left_out_there_is_no_score(case: Case) -> None:
    instrument = ALL[case.of]
    for number in case.answers:
        item = instrument.item(number)
        assert item is not None
        less = {key: value for key, value in case.answers.items() if key != number}
        found = score(instrument, less)
        if found.complete:
            explicit_zero = case.answers[number] == 0
            assert not item.required or explicit_zero
            assert found.scores == case.scores
        else:
            assert number in found.missing
            assert found.scores == {}
            assert not [flag for flag in found.flags if flag.code in _OF_SCORES]


_OF_SCORES = {"band", "risk_high", "protective_low"}


@pytest.mark.parametrize("value", [1, 2, 3])
def test_item_nine_raises_its_flag_when_it_is_the_only_answer(value: int) -> None:
    found = score(ALL["phq-9"], {"9": value})
    assert [flag.code for flag in found.flags] == ["item_9"]
    assert found.flags[0].facts["value"] == value
    assert f"({value} of 3)" in found.flags[0].reason_en
    assert f"({value} de 3)" in found.flags[0].reason_es
    assert found.scores == {}
    assert score(ALL["phq-9"], {"9": 0}).flags == ()


def test_the_phq_nine_is_prorated_with_one_or_two_items_missing_and_only_as_an_estimate() -> None:
    # Kroenke 2010, Arrieta 2017: the mean of what was answered stands for one or two missing.
    one_missing = score(ALL["phq-9"], row(1, 1, 1, 1, 1, 1, 1, 1, 1))
    assert (one_missing.scores, one_missing.prorated) == ({}, {"total": 9.0})
    two_missing = score(ALL["phq-9"], row(1, 3, 3, 2, 0, 0, 0, 0))
    assert two_missing.prorated == {"total": 10.3}
    assert two_missing.flags == ()
    assert score(ALL["phq-9"], row(1, 3, 3, 2, 0, 0, 0)).prorated == {}


@pytest.mark.parametrize("of", sorted(set(ALL) - {"phq-9"}))
def test_nothing_else_is_prorated(of: str) -> None:
    case = next(case for case in CASES if case.of == of)
    for number in case.answers:
        less = {key: value for key, value in case.answers.items() if key != number}
        assert score(ALL[of], less).prorated == {}


def test_a_week_without_drinking_leaves_out_heavy_drinking_and_the_drugs() -> None:
    calm = SOBER | risk(0, 0, 0, 0, 0, 0) | protective(4, 4, 4, 4, 4, 4)
    assert score(ALL["bam"], calm).complete
    assert score(ALL["bam"], {**calm, "5": 0, **dict.fromkeys(SEVEN, 0)}).complete
    drank = {**calm, "4": 1}
    assert score(ALL["bam"], drank).missing == ("5",)
    used = {**calm, "6": 1}
    assert score(ALL["bam"], used).missing == tuple(SEVEN)
    unsaid = {key: value for key, value in calm.items() if key != "4"}
    assert score(ALL["bam"], unsaid).missing == ("4", "5")


@pytest.mark.parametrize(
    ("of", "answers", "item"),
    [
        ("bam", {"4": 0, "5": 1}, "5"),
        ("bam-r", {"4": 0, "5": 1}, "5"),
        ("bam-iop", {"6": 0, "7G": 7}, "7G"),
        ("audit-c", {"1": 0, "3": 1}, "3"),
        ("c-ssrs-screener", {"2": 0, "4": 1}, "4"),
        ("c-ssrs-screener", {"6": 0, "6A": 1}, "6A"),
    ],
)
def test_an_answer_to_a_skipped_item_is_refused(of: str, answers: Answers, item: str) -> None:
    with pytest.raises(AnswerToSkippedItem) as refused:
        check_answers(ALL[of], answers)
    assert refused.value.document()["code"] == "answer_to_skipped_item"
    assert refused.value.document()["field"] == item


@pytest.mark.parametrize(
    ("of", "number", "value"),
    [
        ("phq-9", "1", -1), ("phq-9", "1", 4), ("phq-9", "10", 4), ("gad-7", "7", 4),
        ("audit-c", "2", 5), ("barc-10", "1", 0), ("barc-10", "1", 7), ("who-5", "5", 6),
        ("pacs", "1", 7), ("bam", "2", 5), ("bam", "14", 1), ("bam", "14", 3),
        ("bam-r", "2", 31), ("bam-r", "1", 1), ("bam-r", "8", 16), ("bam-r", "14", 4),
        ("bam-iop", "2", 8), ("bam-iop", "2", -1), ("bam-iop", "14", 2),
        ("c-ssrs-screener", "1", 2), ("daily", "mood", 11), ("daily", "use", 3),
        ("phq-9", "1", True), ("phq-9", "1", 1.0), ("phq-9", "1", "1"), ("phq-9", "1", None),
        ("phq-9", "1", [1]), ("phq-9", "1", float("nan")), ("phq-9", "1", 10**400),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_code_of_its_item_is_refused(
    of: str, number: str, value: object
) -> None:
    with pytest.raises(AnswerOutsideForm) as refused:
        score(ALL[of], {number: value})  # type: ignore[dict-item]
    assert refused.value.document()["field"] == number
    assert refused.value.document()["status"] == 422


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("11", "11"),
        ("7A", "7A"),
        ("01", "01"),
        ("", "?"),
        (" 1", "?"),
        ("<b>", "?"),
        ("x" * 99, "?"),
    ],
)
def test_an_item_the_form_does_not_have_is_refused_without_repeating_it(
    number: str, shown: str
) -> None:
    with pytest.raises(UnknownItem) as refused:
        score(ALL["phq-9"], {number: 0})
    assert refused.value.document()["field"] == shown


@pytest.mark.parametrize(("of", "recall"), RECALL.items())
def test_only_the_period_the_form_asks_about_is_its_own(of: str, recall: str | None) -> None:
    check_recall(ALL[of], recall)
    for other in {*RECALL.values(), "P7D ", "p7d", ""} - {recall}:
        with pytest.raises(WrongRecall):
            check_recall(ALL[of], other)


def test_a_reason_has_its_numbers_and_names_no_code() -> None:
    for case in CASES:
        for flag in score(ALL[case.of], case.answers).flags:
            assert flag.reason_en.endswith(".")
            assert flag.reason_es.endswith(".")
            assert "{" not in flag.reason_en + flag.reason_es
            assert case.of.startswith("c-ssrs") or any(c.isdigit() for c in flag.reason_en)
            _same_facts(flag.facts)


def _same_facts(facts: Mapping[str, object]) -> None:
    assert isinstance(facts["value"], int)
    assert isinstance(facts["measure"], str)
    if facts.get("direction") == "high":
        assert isinstance(facts["at_least"], int)
    if facts.get("direction") == "low":
        assert isinstance(facts["at_most"], int)


def test_use_is_said_in_the_words_of_the_form() -> None:
    drank = score(ALL["bam"], {"4": 1, "6": 3}).flags
    assert [flag.reason_en for flag in drank] == [
        "Use in the past 30 days, in days: any alcohol 1-3, drugs 9-15."
    ]
    assert (
        drank[0].reason_es == "Consumo en los últimos 30 días, en días: alcohol 1-3, drogas 9-15."
    )
    week = score(ALL["bam-iop"], {"4": 2}).flags
    assert week[0].reason_en == "Use in the past 7 days, in days: any alcohol 2."
    assert week[0].facts["items"] == {"4": 2}


def test_the_longer_form_makes_the_shorter_one_unnecessary() -> None:
    assert {one.id: one.covers for one in ALL.values() if one.covers} == {
        "phq-9": ("phq-2",),
        "bam": ("bam-iop",),
        "bam-r": ("bam-iop",),
    }
    assert PHQ_9[0].of == "phq-9"
