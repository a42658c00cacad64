"""Whether answers belong to a form: known items, codes within range, nothing where the form skips.

A refusal names the item, never what was answered.
"""

import re
from collections.abc import Mapping
from typing import Any

from app.check_ins.instrument_files import Instrument, Item
from app.errors import Unprocessable

_NUMBER = re.compile(r"[0-9A-Za-z_]{1,20}", re.ASCII)


class AnswerOutsideForm(Unprocessable):
    """An answer is none of the codes of its item."""

    code = "answer_outside_form"
    detail = "One answer is not among those the form offers."


class AnswerToSkippedItem(Unprocessable):
    """An item was answered that the form skips after an earlier answer."""

    code = "answer_to_skipped_item"
    detail = "One answer belongs to a question that the form leaves out here."


class UnknownItem(Unprocessable):
    """There is no such item in the form."""

    code = "unknown_item"
    detail = "One answer belongs to no question of this form."


class WrongRecall(Unprocessable):
    """The form was answered about another period than the one it asks about."""

    code = "wrong_recall"
    detail = "This form asks about another period of time."


def check_answers(instrument: Instrument, answers: Mapping[str, Any]) -> None:
    """Raises `UnknownItem`, `AnswerOutsideForm` or `AnswerToSkippedItem`, each with the item as its
    `field`. An explicit 0 for an item that is skipped says the same as nothing."""
    for number, value in answers.items():
        item = instrument.item(number)
        if item is None:
            raise UnknownItem(field=_shown(number))
        if not _allowed(item, value):
            raise AnswerOutsideForm(field=item.number)
    for number in skipped(instrument, answers):
        if answers.get(number, 0) != 0:
            raise AnswerToSkippedItem(field=number)


def check_recall(instrument: Instrument, recall: str | None) -> None:
    """Raises `WrongRecall` unless `recall` is the period the instrument asks about."""
    if recall != instrument.recall:
        raise WrongRecall(field="recall")


def skipped(instrument: Instrument, answers: Mapping[str, int]) -> frozenset[str]:
    """The items that the form leaves out after these answers."""
    left_out: set[str] = set()
    for skip in instrument.skips:
        if skip.item in answers and answers[skip.item] in skip.when:
            left_out.update(skip.skips)
    return frozenset(left_out)


def missing(instrument: Instrument, answers: Mapping[str, int]) -> tuple[str, ...]:
    """The items that are still to be answered, in the order of the form. What the form skips is
    not missing."""
    left_out = skipped(instrument, answers)
    return tuple(
        item.number
        for item in instrument.items
        if item.required and item.number not in answers and item.number not in left_out
    )


def _allowed(item: Item, value: Any) -> bool:
    # True is an int in Python, and no answer.
    return type(value) is int and item.how.allows(value)


def _shown(number: str) -> str:
    return number if _NUMBER.fullmatch(number) else "?"
