"""How hard a text is to read, by the published formulas.

English: the Flesch-Kincaid grade, 0.39 words per sentence + 11.8 syllables per word - 15.59
(Kincaid, Fishburne, Rogers and Chissom 1975); the age is about five more. Spanish: Fernández
Huerta's ease, 206.84 - 60 syllables per word - 1.02 words per sentence (1959, with the 60 per word
that his "P per 100 words" and table mean, and words per sentence as Gwillim Law showed in 2011);
70 to 80 is easy, 60 to 70 normal.

Syllables are counted by rules of our own. Of the words counted by hand in
tests/learning/test_reading_age.py a hyphenation dictionary (Pyphen 0.18) had 44 of 143 wrong in
English and 39 of 130 in Spanish, altogether 6 and 12 % of the syllables too few, which makes a text
look easier than it is: it says where a word may be broken, not how it is spoken.
A paragraph or a point of a list ends a sentence; headings are not counted.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.learning.markdown import Node, plain
from app.people.models import Language

HARDEST_GRADE = 6.5
LEAST_EASE = 65.0

WORD = re.compile(r"[^\W_][\w'’-]*")
_SENTENCE = re.compile(r"(?<=[.?!…])[\"”»)]*\s+")

_EN = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"’", "'"),
        (r"(?<=[ds])n't$", "en"),
        (r"'s$|'", ""),
        # Vowels that are written and not spoken.
        (r"^(some)(?=thing|times|body|one|where|how|what)", "som"),
        (r"^ever(?=y)", "ev"),
        (r"(?<=ev)ening(?=s?$)", "ning"),
        (r"(?<=sid)e(?=way)|(?<=nin)e(?=t)|(?<=car)e(?=[gt])", ""),
        (r"^busines", "bisnes"),
        (r"(?<=sev)er(?=al)|(?<=av)er(?=age)|(?<=int)er(?=est)", "r"),
        (r"(?<=[^aeiouy])e(?=(?:ly|ful|fully|less|ness|where|one)$)", ""),
        (r"(?<=[gsrv])e(?=ments?$)", ""),
        (r"(?<=[^aeiouytd])ed$", "d"),
        (r"(?<=[^aeioucgszxhl])es$|(?<=[aeiouy]l)es$|(?<=th)es$", "s"),
        (r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$", ""),
        # Vowels side by side that are spoken apart.
        (r"(?<=[aeiouy])(?=ing(?:s|ly)?$)", "-"),
        (r"(?<=[^tcgs]i)(?=a)(?!age)|(?<=[^tcgsx]i)(?=o)", "-"),
        (r"(?<=[^qg]u)(?=a|ou)", "-"),
        (r"(?<=qui)(?=et)|(?<=xi)(?=et)|(?<=[dlsr]i)(?=e[nt])(?<!fri)", "-"),
        (r"(?<=sci)(?=en)", "-"),
        (r"(?<=ide)(?=a)|(?<=are)(?=a)|(?<=cre)(?=at)|(?<=re)(?=alit|act)", "-"),
        (r"(?<=oy)(?=[aeiou])|(?<=ay)(?=er|ee)|(?<=ey)(?=o)", "-"),
        (r"(?<=po)(?=e[mt])", "-"),
        (r"(?<=s)m$|(?<=th)m$", "-em"),
    )
]
_EN_VOWELS = re.compile(r"[aeiouy]+")
_ES = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"qu|gu(?=[eéií])", "k"),
        (r"y(?![aeiouáéíóúü])", "i"),
        (r"h", ""),
    )
]
_ES_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_ES_APART = re.compile(r"(?=[aeoáéó][aeoáéó]|[íú][aeoáéó]|[aeoáéó][íú])")


class Reading(NamedTuple):
    """How hard a text is: `grade` in English, `ease` in Spanish, and whether it is at most what
    the curriculum asks for (a reading age of 11 to 12)."""

    value: float
    is_easy: bool


def reading(blocks: Sequence[Node], language: Language) -> Reading:
    """How hard the running text of a body is. An empty one is easy."""
    sentences = [words for one in _sentences(blocks) if (words := WORD.findall(one))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Reading(0.0 if language is Language.en else 100.0, is_easy=True)
    in_word = sum(syllables(word, language) for word in words) / len(words)
    in_sentence = len(words) / len(sentences)
    if language is Language.en:
        grade = round(0.39 * in_sentence + 11.8 * in_word - 15.59, 1)
        return Reading(grade, grade <= HARDEST_GRADE)
    ease = round(206.84 - 60 * in_word - 1.02 * in_sentence, 1)
    return Reading(ease, ease >= LEAST_EASE)


def syllables(word: str, language: Language) -> int:
    """How many syllables a word has when it is spoken; at least one. A number is read digit by
    digit."""
    if word[0].isdigit():
        digits = sum(letter.isdigit() for letter in word)
        return digits if language is Language.en else 2 * digits
    parts = word.lower().split("-")
    count = _english if language is Language.en else _spanish
    return sum(max(1, count(part)) for part in parts if part)


def _english(word: str) -> int:
    for pattern, instead in _EN:
        word = pattern.sub(instead, word)
    return len(_EN_VOWELS.findall(word))


def _spanish(word: str) -> int:
    for pattern, instead in _ES:
        word = pattern.sub(instead, word)
    return sum(1 + len(_ES_APART.findall(run)) for run in _ES_VOWELS.findall(word))


def _sentences(blocks: Sequence[Node]) -> list[str]:
    running = [node for node in blocks if isinstance(node, dict) and node["tag"] not in _HEADINGS]
    return [one for line in plain(running).split("\n") for one in _SENTENCE.split(line)]


_HEADINGS = ("h2", "h3")
