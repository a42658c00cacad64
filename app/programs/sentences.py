"""The sentences in which a check of a programme speaks, in both languages."""

from typing import Any

from pydantic import BaseModel

from app.clock import Weekday
from app.programs.design import Group, Level


class Sentence(BaseModel):
    """One sentence in both languages."""

    en: str
    es: str


def said(pattern: Sentence, **fill: Any) -> Sentence:
    """The sentence with its gaps filled in; what is itself in two languages, in the right one."""
    return Sentence(
        en=pattern.en.format(**{key: _shown(value, "en") for key, value in fill.items()}),
        es=pattern.es.format(**{key: _shown(value, "es") for key, value in fill.items()}),
    )


def number(value: float) -> str:
    """At most one decimal: 9, 9.8."""
    return f"{value:.1f}".removesuffix(".0")


def day_name(day: Weekday) -> Sentence:
    """A weekday as it stands within a sentence."""
    return _DAYS[day]


def level_and_track(level: Level, track: str | None) -> Sentence:
    """A level's name, with the track it is on."""
    if track is None:
        return Sentence(en=level.name, es=level.shown_name("es"))
    word = _TRACKS.get(track, Sentence(en=track, es=track))
    return Sentence(en=f"{level.name}, {word.en}", es=f"{level.shown_name('es')}, {word.es}")


def _shown(value: Any, language: str) -> str:
    match value:
        case Sentence():
            return value.es if language == "es" else value.en
        case Level():
            return value.shown_name(language)
        case Group():
            return (value.title_es or value.title) if language == "es" else value.title
        case float():
            return number(value)
    return str(value)


def _say(en: str, es: str) -> Sentence:
    return Sentence(en=en, es=es)


_TRACKS = {
    "morning": _say("mornings", "por la mañana"),
    "day": _say("days", "de día"),
    "evening": _say("evenings", "por la tarde"),
    "teens": _say("ages 14 to 17", "de 14 a 17 años"),
}
_DAYS = {
    Weekday.mon: _say("Monday", "lunes"),
    Weekday.tue: _say("Tuesday", "martes"),
    Weekday.wed: _say("Wednesday", "miércoles"),
    Weekday.thu: _say("Thursday", "jueves"),
    Weekday.fri: _say("Friday", "viernes"),
    Weekday.sat: _say("Saturday", "sábado"),
    Weekday.sun: _say("Sunday", "domingo"),
}
_PLANNED = _say(
    "{who}: {planned} h a week are planned ({parts})",
    "{who}: hay {planned} h por semana previstas ({parts})",
)
_WITH = _say(
    ", {reachable} h with every optional group", ", {reachable} h con todos los grupos opcionales"
)
_ENDS = {
    "fits": _say(
        "; the level asks for {floor} to {ceiling} h.",
        "; el nivel pide entre {floor} y {ceiling} h.",
    ),
    "under": _say(
        "; the level's floor of {floor} h cannot be reached.",
        "; no se puede llegar al mínimo de {floor} h del nivel.",
    ),
    "over": _say(
        "; that is more than the level's ceiling of {ceiling} h.",
        "; eso pasa del máximo de {ceiling} h del nivel.",
    ),
}
HOURS = {
    "groups": _say("{hours} h in groups", "{hours} h en grupos"),
    "individual": _say(
        "1 individual session of {minutes} minutes", "1 sesión individual de {minutes} minutos"
    ),
    "individuals": _say(
        "{count} individual sessions of {minutes} minutes",
        "{count} sesiones individuales de {minutes} minutos",
    ),
    "other": _say("{hours} h in other sessions", "{hours} h en otras sesiones"),
    **{name: _say(_PLANNED.en + end.en, _PLANNED.es + end.es) for name, end in _ENDS.items()},
    **{
        f"{name}_optional": _say(_PLANNED.en + _WITH.en + end.en, _PLANNED.es + _WITH.es + end.es)
        for name, end in _ENDS.items()
    },
}
SENTENCES = {
    "code_twice": _say("The code {word} is there twice.", "El código {word} aparece dos veces."),
    "name_twice": _say("Two levels have the name {word}.", "Dos niveles tienen el nombre {word}."),
    "no_such_level": _say("There is no level {word}.", "No existe el nivel {word}."),
    "no_such_track": _say("There is no track {word}.", "No existe el horario {word}."),
    "no_such_group": _say("There is no other group {word}.", "No existe otro grupo {word}."),
    "no_such_instrument": _say(
        "There is no check-in or questionnaire {word} that clients can be asked.",
        "No existe ningún registro ni cuestionario {word} que se pueda preguntar.",
    ),
    "no_such_module": _say("There is no module {word}.", "No existe el módulo {word}."),
    "module_twice": _say(
        "The module {word} is there twice at this level.",
        "El módulo {word} aparece dos veces en este nivel.",
    ),
    "cap_not_a_choice": _say(
        "The usual number of sessions a day is not among its choices.",
        "El número habitual de sesiones por día no está entre las opciones.",
    ),
    "too_many_days": _say(
        "{level}: there are groups on {days} days of the week; the level says {most} at most.",
        "{level}: hay grupos en {days} días de la semana; el nivel dice {most} como máximo.",
    ),
    "over_cap": _say(
        "{level}: there are {count} groups on {day}; a client has {cap} sessions a day at most.",
        "{level}: hay {count} grupos el {day}; el máximo por persona es de {cap} sesiones al día.",
    ),
    "individual_do_not_fit": _say(
        "{level}: {count} individual sessions do not fit into the week; there is room for {room}.",
        "{level}: {count} sesiones individuales no caben en la semana; hay lugar para {room}.",
    ),
    "overlap": _say(
        "{other} begins before {one} is over on {day}, for the same people.",
        "{other} se cruza con {one} el {day}, para las mismas personas.",
    ),
    "weeks_do_not_add_up": _say(
        "The levels last {usual} weeks together; the programme says {weeks}.",
        "Los niveles duran {usual} semanas en total; el programa dice {weeks}.",
    ),
    "aftercare_does_not_add_up": _say(
        "The steps of aftercare last {steps} months together; it says {months}.",
        "Los pasos del seguimiento duran {steps} meses en total; dice {months}.",
    ),
    "aftercare_thickens": _say(
        "Aftercare thins out: this step has sessions more often than the one before.",
        "El seguimiento se va espaciando: este paso tiene sesiones más seguidas que el anterior.",
    ),
    "no_spanish": _say("The Spanish text is missing.", "Falta el texto en español."),
}
