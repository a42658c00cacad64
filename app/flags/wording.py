"""Every flag says why, in words with numbers, in the reader's language.

Facts are whole numbers; `app.check_ins.flags` says which of them each flag has. What is missing is
left out of the sentence, never guessed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.flags.models import Flag, FlagCode
from app.people.models import Language

Facts = Mapping[str, Any]
_Say = Callable[[Facts, str, Language], str]

_DAILY = {
    "mood": {Language.en: "Mood", Language.es: "Ánimo"},
    "craving": {Language.en: "Craving", Language.es: "Deseo de consumir"},
    "sleep": {Language.en: "Sleep", Language.es: "Sueño"},
    "difficulty": {
        Language.en: "Difficulty of the day", Language.es: "Dificultad del día",
    },
}  # fmt: skip
_SUBSCALES = {
    "use": {Language.en: "Use", Language.es: "consumo"},
    "risk": {Language.en: "Risk", Language.es: "riesgo"},
    "protective": {Language.en: "Protective", Language.es: "protección"},
}
_SEVERAL_POINTS = {
    "audit-c.total": {
        Language.en: "action points: 3 or more for women, 4 or more for men",
        Language.es: "puntos de acción: 3 o más para mujeres, 4 o más para hombres",
    },
}
"""Where the publication has more than one: no sex is stored, so all are said."""
_TOP = {"mood": 10, "craving": 10, "sleep": 10, "difficulty": 4}
_TRIAGE = {
    2: {Language.en: "moderate", Language.es: "moderado"},
    3: {Language.en: "high", Language.es: "alto"},
}


def say(code: FlagCode, facts: Facts, language: Language = Language.en, measure: str = "") -> str:
    """One flag as a sentence."""
    return _SAY[code](facts, measure, language)


def said(flag: Flag, language: Language) -> str:
    """A row as a sentence."""
    return say(flag.flag, flag.facts, language, flag.measure)


def _in(language: Language, en: str, es: str) -> str:
    return es if language is Language.es else en


def _self_harm(facts: Facts, measure: str, language: Language) -> str:
    if "triage" in facts:
        level = _TRIAGE.get(facts["triage"], _TRIAGE[3])[language]
        return _in(
            language,
            f"Suicide risk screen with staff (C-SSRS): {level}",
            f"Evaluación de riesgo de suicidio con el equipo (C-SSRS): {level}",
        )
    value = f", {facts['value']} of 3" if "value" in facts else ""
    valor = f", {facts['value']} de 3" if "value" in facts else ""
    name = _instrument(measure) or "PHQ-9"
    return _in(
        language,
        f"Thoughts of being better off dead or of self-harm ({name} item 9{value})",
        f"Pensamientos de estar mejor muerto o de hacerse daño ({name} pregunta 9{valor})",
    )


def _use(facts: Facts, measure: str, language: Language) -> str:
    name = _instrument(measure)
    if "value" in facts:
        value, top = facts["value"], facts.get("top")
        return _in(
            language,
            f"{name} Use score {value}" + (f" of {top}" if top else ""),
            f"{name}, consumo: {value}" + (f" de {top}" if top else ""),
        )
    if facts.keys() & {"alcohol", "drugs"}:
        return f"{name}: " + _used_days(facts, language)
    since = _since(facts, language)
    return _in(language, "Said they drank or used", "Dijo que bebió o consumió") + since


def _used_days(facts: Facts, language: Language) -> str:
    parts = []
    if facts.get("alcohol"):
        parts.append(
            _in(language, f"alcohol on {facts['alcohol']}", f"alcohol en {facts['alcohol']}")
        )
    if facts.get("drugs"):
        parts.append(_in(language, f"drugs on {facts['drugs']}", f"drogas en {facts['drugs']}"))
    both = _in(language, " and ", " y ").join(parts)
    return both + _in(language, " of the last 7 days", " de los últimos 7 días")


def _since(facts: Facts, language: Language) -> str:
    if "days_since_use" in facts:
        days = _days(facts["days_since_use"], language)
        return _in(language, f"; {days} since the last time", f"; {days} desde la última vez")
    if "days_since_admission" in facts:
        days = _days(facts["days_since_admission"], language)
        return _in(
            language,
            f"; the first time told here, {days} after admission",
            f"; la primera vez que lo dice aquí, {days} después de la admisión",
        )
    return ""


def _craving(facts: Facts, measure: str, language: Language) -> str:
    del measure
    text = _in(
        language, f"Craving {facts['value']} of 10", f"Deseo de consumir {facts['value']} de 10"
    )
    if "at" not in facts:
        return text
    at = facts["at"]
    return text + _in(
        language, f" (the centre asks from {at} on)", f" (el centro pregunta desde {at})"
    )


def _score(facts: Facts, measure: str, language: Language) -> str:
    top = _in(language, f" of {facts['top']}", f" de {facts['top']}") if "top" in facts else ""
    text = f"{_score_name(measure, language)} {facts['value']}{top}"
    point = _action_point(facts, measure, language)
    return f"{text} ({point})" if point else text


def _action_point(facts: Facts, measure: str, language: Language) -> str:
    if measure in _SEVERAL_POINTS:
        return _SEVERAL_POINTS[measure][language]
    if "at_least" in facts:
        at = facts["at_least"]
        return _in(language, f"action point: {at} or more", f"punto de acción: {at} o más")
    if "at_most" in facts:
        at = facts["at_most"]
        return _in(language, f"action point: {at} or less", f"punto de acción: {at} o menos")
    return ""


def _score_name(measure: str, language: Language) -> str:
    instrument, _, scale = measure.partition(".")
    name = _instrument(instrument)
    if scale in _SUBSCALES:
        scale = _SUBSCALES[scale][language]
        return _in(language, f"{name} {scale}", f"{name}, {scale}:")
    return name


def _instrument(measure: str) -> str:
    """Published names are letters and numbers: the same in every language."""
    return measure.partition(".")[0].upper().removesuffix("-SCREENER")


def _sharp_change(facts: Facts, measure: str, language: Language) -> str:
    name = _DAILY[measure][language] if measure in _DAILY else measure
    value, low, high, n = (facts[key] for key in ("value", "low", "high", "n"))
    top = _TOP.get(measure, 10)
    usual = _range(low, high, language)
    return _in(
        language,
        f"{name} {value} of {top}; usually {usual} (their last {n} answers)",
        f"{name} {value} de {top}; suele ser {usual} (sus últimas {n} respuestas)",
    )


def _range(low: object, high: object, language: Language) -> str:
    return f"{low}" if low == high else _in(language, f"{low} to {high}", f"de {low} a {high}")


def _silence(facts: Facts, measure: str, language: Language) -> str:
    del measure
    days = _days(facts["days"], language)
    text = _in(language, f"No check-in for {days}", f"Sin registro desde hace {days}")
    if "after" not in facts:
        return text
    return text + _in(
        language,
        f" (the centre asks after {facts['after']})",
        f" (el centro pregunta después de {facts['after']})",
    )


def _backdated(facts: Facts, measure: str, language: Language) -> str:
    del measure
    days = _days(facts["days"], language)
    return _in(
        language,
        f"Answered {days} after the day it is about",
        f"Respondió {days} después del día del que trata",
    )


def _contact_missed(facts: Facts, measure: str, language: Language) -> str:
    del measure
    days = _days(facts["days"], language)
    return _in(
        language,
        f"A planned contact did not come about; it was due {days} ago",
        f"Un contacto previsto no se logró; era para hace {days}",
    )


def _contact_not_reached(facts: Facts, measure: str, language: Language) -> str:
    del measure
    if facts.get("tries", 1) == 1:
        return _in(
            language, "Not reached at the planned contact", "No contestó al contacto previsto"
        )
    tries = facts["tries"]
    return _in(
        language,
        f"Not reached at the planned contact, tried {tries} times",
        f"No contestó al contacto previsto, {tries} intentos",
    )


def _days(number: int, language: Language) -> str:
    if number == 1:
        return _in(language, "1 day", "1 día")
    return _in(language, f"{number} days", f"{number} días")


def _plain(en: str, es: str) -> _Say:
    def say_it(facts: Facts, measure: str, language: Language) -> str:
        del measure
        return _in(language, en, es).format_map(facts)

    return say_it


_SAY: Mapping[FlagCode, _Say] = {
    FlagCode.self_harm: _self_harm,
    FlagCode.may_use: _plain("Said they may use", "Dijo que puede que consuma"),
    FlagCode.use: _use,
    FlagCode.rather_not_say: _plain(
        "Would rather not say whether they drank or used",
        "Prefiere no decir si bebió o consumió",
    ),
    FlagCode.craving_high: _craving,
    FlagCode.mood_low: _plain("Mood {value} of 10", "Ánimo {value} de 10"),
    FlagCode.score_high: _score,
    FlagCode.score_low: _score,
    FlagCode.sharp_change: _sharp_change,
    FlagCode.silence: _silence,
    FlagCode.backdated: _backdated,
    FlagCode.contact_missed: _contact_missed,
    FlagCode.contact_not_reached: _contact_not_reached,
}
