"""Signs as sentences with numbers, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from app.aftercare.signs import SignKind
from app.people.models import Language

_EN: Mapping[SignKind, tuple[str, str]] = {
    SignKind.use: (
        "Said once that they drank or used, in the last 4 weeks.",
        "Said {count} times that they drank or used, in the last 4 weeks.",
    ),
    SignKind.may_use: (
        "Said once that they may use, in the last 4 weeks.",
        "Said {count} times that they may use, in the last 4 weeks.",
    ),
    SignKind.craving: (
        "1 high craving in the last 4 weeks.",
        "{count} high cravings in the last 4 weeks.",
    ),
    SignKind.change: (
        "1 sharp change in what they answer, in the last 4 weeks.",
        "{count} sharp changes in what they answer, in the last 4 weeks.",
    ),
    SignKind.silence: (
        "No check-in for too long, once in the last 4 weeks.",
        "No check-in for too long, {count} times in the last 4 weeks.",
    ),
    SignKind.contacts: (
        "1 planned contact did not come about in the last 4 weeks.",
        "{count} planned contacts did not come about in the last 4 weeks.",
    ),
    SignKind.sessions: (
        "1 session missed in the last 4 weeks.",
        "{count} sessions missed in the last 4 weeks.",
    ),
    SignKind.asked: (
        "Asked once to hear from somebody sooner, in the last 4 weeks.",
        "Asked {count} times to hear from somebody sooner, in the last 4 weeks.",
    ),
    SignKind.calm: ("Nothing of the kind for 1 week.", "Nothing of the kind for {count} weeks."),
}
_ES: Mapping[SignKind, tuple[str, str]] = {
    SignKind.use: (
        "Dijo una vez que bebió o consumió, en las últimas 4 semanas.",
        "Dijo {count} veces que bebió o consumió, en las últimas 4 semanas.",
    ),
    SignKind.may_use: (
        "Dijo una vez que puede que consuma, en las últimas 4 semanas.",
        "Dijo {count} veces que puede que consuma, en las últimas 4 semanas.",
    ),
    SignKind.craving: (
        "1 vez un deseo fuerte de consumir en las últimas 4 semanas.",
        "{count} veces un deseo fuerte de consumir en las últimas 4 semanas.",
    ),
    SignKind.change: (
        "1 cambio brusco en lo que responde, en las últimas 4 semanas.",
        "{count} cambios bruscos en lo que responde, en las últimas 4 semanas.",
    ),
    SignKind.silence: (
        "Demasiado tiempo sin registro, una vez en las últimas 4 semanas.",
        "Demasiado tiempo sin registro, {count} veces en las últimas 4 semanas.",
    ),
    SignKind.contacts: (
        "1 contacto previsto no se logró en las últimas 4 semanas.",
        "{count} contactos previstos no se lograron en las últimas 4 semanas.",
    ),
    SignKind.sessions: (
        "Faltó a 1 sesión en las últimas 4 semanas.",
        "Faltó a {count} sesiones en las últimas 4 semanas.",
    ),
    SignKind.asked: (
        "Pidió una vez que le llamen antes, en las últimas 4 semanas.",
        "Pidió {count} veces que le llamen antes, en las últimas 4 semanas.",
    ),
    SignKind.calm: (
        "Nada de esto desde hace 1 semana.",
        "Nada de esto desde hace {count} semanas.",
    ),
}
_WORDS = {Language.en: _EN, Language.es: _ES}


def say(sign: Mapping[str, Any], language: Language) -> str:
    """A sign as it is kept with a decision, as a sentence."""
    one, many = _WORDS[language][SignKind(sign["kind"])]
    return (one if sign["count"] == 1 else many).format(count=sign["count"])
