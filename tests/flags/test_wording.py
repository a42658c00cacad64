"""Every flag says why, in both languages, with the numbers it has and no others."""

from typing import Any

import pytest

from app.flags.models import FlagCode
from app.flags.reasons import URGENCY
from app.flags.wording import say
from app.people.models import Language

SAID: list[tuple[FlagCode, str, dict[str, Any], str, str]] = [
    (
        FlagCode.self_harm, "phq-9", {"value": 2},
        "Thoughts of being better off dead or of self-harm (PHQ-9 item 9, 2 of 3)",
        "Pensamientos de estar mejor muerto o de hacerse daño (PHQ-9 pregunta 9, 2 de 3)",
    ),
    (
        FlagCode.self_harm, "c-ssrs-screener", {"triage": 2},
        "Suicide risk screen with staff (C-SSRS): moderate",
        "Evaluación de riesgo de suicidio con el equipo (C-SSRS): moderado",
    ),
    (FlagCode.may_use, "", {}, "Said they may use", "Dijo que puede que consuma"),
    (FlagCode.use, "", {}, "Said they drank or used", "Dijo que bebió o consumió"),
    (
        FlagCode.use, "", {"days_since_use": 1},
        "Said they drank or used; 1 day since the last time",
        "Dijo que bebió o consumió; 1 día desde la última vez",
    ),
    (
        FlagCode.use, "", {"days_since_admission": 40},
        "Said they drank or used; the first time told here, 40 days after admission",
        "Dijo que bebió o consumió; la primera vez que lo dice aquí, 40 días después de la "
        "admisión",
    ),
    (
        FlagCode.use, "bam", {"value": 3, "top": 12},
        "BAM Use score 3 of 12", "BAM, consumo: 3 de 12",
    ),
    (
        FlagCode.use, "bam-iop", {"alcohol": 2, "drugs": 1},
        "BAM-IOP: alcohol on 2 and drugs on 1 of the last 7 days",
        "BAM-IOP: alcohol en 2 y drogas en 1 de los últimos 7 días",
    ),
    (
        FlagCode.use, "bam-iop", {"alcohol": 0, "drugs": 1},
        "BAM-IOP: drugs on 1 of the last 7 days", "BAM-IOP: drogas en 1 de los últimos 7 días",
    ),
    (
        FlagCode.rather_not_say, "", {}, "Would rather not say whether they drank or used",
        "Prefiere no decir si bebió o consumió",
    ),
    (
        FlagCode.craving_high, "", {"value": 9, "at": 7},
        "Craving 9 of 10 (the centre asks from 7 on)",
        "Deseo de consumir 9 de 10 (el centro pregunta desde 7)",
    ),
    (FlagCode.craving_high, "", {"value": 9}, "Craving 9 of 10", "Deseo de consumir 9 de 10"),
    (FlagCode.mood_low, "", {"value": 0}, "Mood 0 of 10", "Ánimo 0 de 10"),
    (
        FlagCode.score_high, "phq-9.total", {"value": 12, "top": 27, "at_least": 10},
        "PHQ-9 12 of 27 (action point: 10 or more)", "PHQ-9 12 de 27 (punto de acción: 10 o más)",
    ),
    (
        FlagCode.score_high, "bam.risk", {"value": 13, "top": 24, "at_least": 12},
        "BAM Risk 13 of 24 (action point: 12 or more)",
        "BAM, riesgo: 13 de 24 (punto de acción: 12 o más)",
    ),
    (
        FlagCode.score_low, "bam.protective", {"value": 9, "top": 24, "at_most": 12},
        "BAM Protective 9 of 24 (action point: 12 or less)",
        "BAM, protección: 9 de 24 (punto de acción: 12 o menos)",
    ),
    (
        FlagCode.sharp_change, "mood", {"value": 2, "low": 5, "high": 7, "n": 21},
        "Mood 2 of 10; usually 5 to 7 (their last 21 answers)",
        "Ánimo 2 de 10; suele ser de 5 a 7 (sus últimas 21 respuestas)",
    ),
    (
        FlagCode.sharp_change, "difficulty", {"value": 4, "low": 1, "high": 1, "n": 10},
        "Difficulty of the day 4 of 4; usually 1 (their last 10 answers)",
        "Dificultad del día 4 de 4; suele ser 1 (sus últimas 10 respuestas)",
    ),
    (
        FlagCode.silence, "", {"days": 4, "after": 3},
        "No check-in for 4 days (the centre asks after 3)",
        "Sin registro desde hace 4 días (el centro pregunta después de 3)",
    ),
    (
        FlagCode.backdated, "", {"days": 2}, "Answered 2 days after the day it is about",
        "Respondió 2 días después del día del que trata",
    ),
    (
        FlagCode.contact_missed, "", {"days": 4},
        "A planned contact did not come about; it was due 4 days ago",
        "Un contacto previsto no se logró; era para hace 4 días",
    ),
    (
        FlagCode.contact_not_reached, "try 2", {"tries": 2},
        "Not reached at the planned contact, tried 2 times",
        "No contestó al contacto previsto, 2 intentos",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "measure", "facts", "english", "spanish"), SAID)
def test_a_flag_in_words(
    code: FlagCode, measure: str, facts: dict[str, Any], english: str, spanish: str
) -> None:
    assert say(code, facts, Language.en, measure) == english
    assert say(code, facts, Language.es, measure) == spanish


def test_every_kind_of_flag_has_words_and_an_urgency() -> None:
    assert {code for code, *_ in SAID} == set(FlagCode) == set(URGENCY)
