"""Questionnaires as staff read them: each beside the same one the time before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.check_ins import changes
from app.check_ins.changes import ItemChange, SumChange
from app.check_ins.desk_queries import FormWithBefore
from app.check_ins.desk_schemas import FormBefore, FormForReview, FormInFull, FormItem
from app.check_ins.form_words import FormWords, words_of
from app.check_ins.instrument_files import Item
from app.check_ins.models import FormResponse
from app.people.models import Language


@dataclass(frozen=True, slots=True)
class FormSeen:
    """A questionnaire, the one before of the same version, and the words for whoever reads."""

    now: FormResponse
    before: FormResponse | None
    words: FormWords

    def item_changes(self) -> list[ItemChange]:
        """The items that are different."""
        if self.before is None:
            return []
        now, was = self.now.answers, self.before.answers
        return [
            self._item_change(item, was[item.number])
            for item in self.words.items
            if item.number in was and now.get(item.number, was[item.number]) != was[item.number]
        ]

    def _item_change(self, item: Item, was: int) -> ItemChange:
        now = self.now.answers[item.number]
        return ItemChange(
            number=item.number,
            text=self.words.text(item),
            now=self.words.answer(item, now) or str(now),
            before=self.words.answer(item, was) or str(was),
            by=abs(now - was) / max(1, item.how.most - item.how.least),
            is_grave=any(
                rule.item == item.number and now >= rule.at_least
                for rule in self.words.acts_at_once
            ),
        )

    def sum_changes(self, language: Language) -> list[str]:
        """The scores that are different or new, in sentences."""
        was = self.before.scores if self.before else {}
        sums = [
            SumChange(
                name=name,
                now=self.now.scores[key],
                before=was.get(key),
                band=self.words.band(key, self.now.scores[key]),
                band_before=self.words.band(key, was[key]) if key in was else None,
            )
            for key, name in self.words.score_names().items()
            if key in self.now.scores
        ]
        return changes.of_sums(self.words.name, sums, language)


def form_changes(
    forms: Iterable[FormSeen], language: Language, at_most: int = changes.ITEMS_AT_MOST
) -> tuple[list[str], list[str], list[str]]:
    """What is different in questionnaires, in sentences: items at which the phone acts at once,
    the other items, and last the sums."""
    grave: list[str] = []
    items: list[str] = []
    sums: list[str] = []
    for form in forms:
        found = form.item_changes()
        name = form.words.name
        grave += changes.of_items(name, (one for one in found if one.is_grave), language)
        others = [one for one in found if not one.is_grave]
        items += changes.of_items(name, others, language, at_most)
        sums += form.sum_changes(language)
    return grave, items, sums


def seen(forms: Iterable[FormWithBefore], language: Language) -> list[FormSeen]:
    """Questionnaires for a reader. One of another version or wording is none to compare with."""
    return [
        FormSeen(
            now,
            before if before is not None and _can_compare(now, before) else None,
            words_of(now.instrument, now.language, language, is_other=now.has_other_wording),
        )
        for now, before in forms
    ]


def _can_compare(now: FormResponse, before: FormResponse) -> bool:
    others = now.has_other_wording or before.has_other_wording
    return before.version == now.version and not others


def short(form: FormSeen) -> FormForReview:
    """A questionnaire in a list: its sums, or why there are none."""
    return FormForReview(**_common(form))


def with_items(form: FormSeen) -> FormInFull:
    """A questionnaire in full: its items first."""
    items = [_item(form, item) for item in form.words.items] or [
        FormItem(
            number=number, text=number, answer=value, words=str(value), before=None,
            before_words=None,
        )
        for number, value in form.now.answers.items()
    ]  # fmt: skip
    return FormInFull(**_common(form), language=form.words.language, items=items)


def late_by(row: FormResponse) -> int:
    """Days between when it was asked for and the day it is about; 0 when it was in time."""
    return max(0, (row.on_day - row.due_on).days) if row.due_on else 0


def _common(form: FormSeen) -> dict[str, Any]:
    row, before, words = form.now, form.before, form.words
    return {
        "instrument": row.instrument,
        "name": words.name,
        "complete": row.is_complete,
        "missing": row.missing,
        "not_scored": words.not_scored(row.missing),
        "late_by_days": late_by(row),
        "names": words.score_names(),
        "scores": row.scores,
        "prorated": row.prorated,
        "bands": {
            key: band
            for key, value in row.scores.items()
            if (band := words.band(key, value)) is not None
        },
        "before": FormBefore(on_day=before.on_day, scores=before.scores) if before else None,
    }


def _item(form: FormSeen, item: Item) -> FormItem:
    now, before = form.now.answers, form.before.answers if form.before else {}
    answer, was = now.get(item.number), before.get(item.number)
    return FormItem(
        number=item.number,
        text=form.words.text(item),
        answer=answer,
        words=form.words.answer(item, answer),
        before=was,
        before_words=form.words.answer(item, was),
    )
