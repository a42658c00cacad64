"""Questionnaires as a phone or a desk would send them."""

from collections.abc import Mapping
from typing import Any

from app.check_ins.instruments import load_instruments

PHQ_9 = {str(number): 1 for number in range(1, 9)} | {"9": 0}
GAD_7 = {str(number): 1 for number in range(1, 8)}
BAM_IOP = {
    "1": 1, "2": 2, "3": 1, "4": 0, "6": 0, "8": 1, "9": 3, "10": 3, "11": 1, "12": 2, "13": 4,
    "14": 4, "15": 1, "16": 5, "17": 3,
}  # fmt: skip
"""Days of the last seven where the item counts days; nothing used, so 5 and 7A to 7G are not
asked."""
NO_THOUGHTS = {"1": 0, "2": 0, "6": 0}
"""The C-SSRS screener with every answer no."""


def form(instrument: str, answers: Mapping[str, Any], **other: Any) -> dict[str, Any]:
    """A questionnaire within a check-in, as it is worded now."""
    known = load_instruments()[instrument]
    text = known.in_language("en")
    assert text is not None
    return {
        "instrument": instrument, "version": known.version, "language": "en",
        "wording": text.sha256, "recall": known.recall, "answers": answers, "due_on": None,
    } | other  # fmt: skip


def staff_form(answers: dict[str, int] | None = None, **other: Any) -> dict[str, Any]:
    """The screener that staff go through with a client."""
    text = load_instruments()["c-ssrs-screener"].in_language("en")
    assert text is not None
    return {
        "instrument": "c-ssrs-screener", "language": "en", "wording": text.sha256,
        "answers": NO_THOUGHTS if answers is None else answers, "note": None,
    } | other  # fmt: skip
