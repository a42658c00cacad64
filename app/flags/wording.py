"""Every flag says why, in words with numbers, in the reader's language.

The facts of each: `craving_high` and `mood_low` have `value` (0-10), `backdated` has `days`.
"""

from collections.abc import Mapping
from typing import Any

from app.flags.models import FlagCode
from app.people.models import Language

_EN: Mapping[FlagCode, str] = {
    FlagCode.use: "Said they drank or used",
    FlagCode.rather_not_say: "Would rather not say whether they drank or used",
    FlagCode.craving_high: "Craving {value} of 10",
    FlagCode.mood_low: "Mood {value} of 10",
    FlagCode.backdated: "Answered {days} days after the day it is about",
}
_ES: Mapping[FlagCode, str] = {
    FlagCode.use: "Dijo que bebió o consumió",
    FlagCode.rather_not_say: "Prefiere no decir si bebió o consumió",
    FlagCode.craving_high: "Deseo de consumir {value} de 10",
    FlagCode.mood_low: "Ánimo {value} de 10",
    FlagCode.backdated: "Respondió {days} días después del día del que trata",
}
_WORDS = {Language.en: _EN, Language.es: _ES}


def say(code: FlagCode, facts: Mapping[str, Any], language: Language = Language.en) -> str:
    """One flag as a sentence."""
    return _WORDS[language][code].format_map(facts)
