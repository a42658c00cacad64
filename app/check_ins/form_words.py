"""A questionnaire's names, items and bands in the reader's language, for staff.

Published wording is not translated by us: where there is none in the reader's language, the one
that was shown is, or the first there is. An instrument that the service no longer has keeps its id
as its name, and its answers stay numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.check_ins.instrument_files import AnswerKind, AtOnce, Instrument, Item, Wording, Words
from app.check_ins.instruments import load_instruments
from app.check_ins.scoring import bands, most_of
from app.people.models import Language

_YES_NO = {Language.en: ("No", "Yes"), Language.es: ("No", "Sí")}
_DAYS = {Language.en: ("{} day", "{} days"), Language.es: ("{} día", "{} días")}
_NOT_SCORED = {
    Language.en: ("Not scored: item {} is missing", "Not scored: items {} are missing"),
    Language.es: ("Sin puntaje: falta la pregunta {}", "Sin puntaje: faltan las preguntas {}"),
}
_OTHER = {
    Language.en: "Not scored: it was answered in a wording that is no longer the one here",
    Language.es: "Sin puntaje: se contestó con un texto que ya no es el de aquí",
}


@dataclass(frozen=True, slots=True)
class FormWords:
    """One instrument for one reader; `instrument` is empty when the service no longer has it.
    `is_other`: it was answered in another wording, so that today's items are not what was asked."""

    id: str
    reader: Language
    language: str
    instrument: Instrument | None
    is_other: bool = False

    @property
    def name(self) -> str:
        return self._pick(self.instrument.name) if self.instrument else self.id

    @property
    def items(self) -> tuple[Item, ...]:
        return self.instrument.items if self.instrument and not self.is_other else ()

    @property
    def acts_at_once(self) -> tuple[AtOnce, ...]:
        return self.instrument.acts_at_once if self.instrument else ()

    def least(self, key: str) -> int:
        """The lowest value of a score."""
        if self.instrument is None:
            return 0
        rule = self.instrument.scores[key]
        items = [item for item in self.instrument.items if item.number in rule.items]
        return rule.times * sum(item.how.least for item in items)

    def score_names(self) -> dict[str, str]:
        """What its scores are called, by key, in the instrument's order."""
        if self.instrument is None:
            return {}
        return {key: self._pick(rule.name) for key, rule in self.instrument.scores.items()}

    def most(self, key: str) -> int:
        """The highest value of a score."""
        return most_of(self.instrument, key) if self.instrument else 0

    def band(self, key: str, value: int) -> str | None:
        """What the publication says of a score."""
        found = bands(self.instrument, key, value) if self.instrument else None
        return self._pick(found.text) if found else None

    def bands_of(self, key: str) -> list[tuple[int, int, str]]:
        """All that the publication says of a score: from, to, text."""
        of_all = self.instrument.bands if self.instrument else ()
        found = [band for band in of_all if band.score == key]
        return [(band.from_, band.to, self._pick(band.text)) for band in found]

    def text(self, item: Item) -> str:
        """The item as it was printed."""
        wording = self._wording()
        return wording.items[item.number] if wording else item.number

    def answer(self, item: Item, value: int | None) -> str | None:
        """An answer in the words of the form; a count of days or a point on a scale as such."""
        if value is None:
            return None
        options = self.options(item)
        if value in options:
            return options[value]
        if item.how.kind is AnswerKind.days:
            one, many = _DAYS[self.reader]
            return (one if value == 1 else many).format(value)
        return str(value)

    def options(self, item: Item) -> dict[int, str]:
        """The coded answers of an item in words; empty for a plain number."""
        wording = self._wording()
        texts = wording.options.get(item.answer, ()) if wording else ()
        if not texts and item.how.kind is AnswerKind.yes_no:
            texts = _YES_NO[self.reader]
        return dict(zip(item.how.values, texts, strict=False))

    def not_scored(self, missing: Iterable[str]) -> str | None:
        """Why there is no score; None when nothing is missing, or nothing is ever scored."""
        if self.is_other:
            return _OTHER[self.reader]
        left = list(missing)
        if not left or (self.instrument is not None and not self.instrument.scored):
            return None
        one, many = _NOT_SCORED[self.reader]
        return (one if len(left) == 1 else many).format(", ".join(left))

    def _wording(self) -> Wording | None:
        found = self.instrument.in_language(self.language) if self.instrument else None
        return found.wording if found else None

    def _pick(self, words: Words) -> str:
        return words.es if self.reader is Language.es else words.en


def words_of(
    instrument_id: str, shown_in: str, reader: Language, *, is_other: bool = False
) -> FormWords:
    """The words of an instrument that was shown in a language, for a reader; of what was shown in
    another wording (`is_other`) only its names."""
    known: Mapping[str, Instrument] = load_instruments()
    instrument = known.get(instrument_id)
    if instrument is None:
        return FormWords(instrument_id, reader, shown_in, None)
    wanted = (str(reader), shown_in, *instrument.languages)
    language = next(each for each in wanted if each in instrument.languages)
    return FormWords(instrument_id, reader, language, instrument, is_other)
