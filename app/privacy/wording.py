"""The words of consents, in each language."""

from datetime import date

from app.access.models import Data
from app.people.models import Language

WORDS: dict[Language, dict[str, str]] = {
    Language.en: {
        "who": "I am {client}, and I agree to what is written here.",
        "discloser": "Who shows it: {centre}.",
        "recipient_provider": "To whom: {recipient}, who works at {centre}. To nobody else.",
        "recipient_relative": "To whom: {recipient}, whom I have invited. To nobody else.",
        "what": "What is shown:",
        "purpose_provider": "What for: so that {recipient} can care for me.",
        "purpose_relative": "What for: so that {recipient} can support me.",
        "until_day": "How long: until the end of {day}.",
        "until_treatment": (
            "How long: until my treatment and aftercare are over. If I come back later, I am asked "
            "again."
        ),
        "until_none": "How long: until I take it back. There is no other end.",
        "take_back": (
            "I can take this back at any time: in this app under “Who sees what”, or by telling "
            "anybody at {centre}. From then on nothing more is shown. What was seen before cannot "
            "be unseen."
        ),
        "redisclosure_provider": (
            "Passing it on: the privacy of these records is protected by federal law (42 CFR "
            "Part 2). What is shown for my care may be used and passed on as the health privacy "
            "law (HIPAA) allows, and may then no longer be protected by Part 2. It may not be "
            "used against me in court without my consent or a court order."
        ),
        "redisclosure_relative": (
            "Passing it on: the privacy of these records is protected by federal law (42 CFR "
            "Part 2). {recipient} is told that it is not theirs to pass on."
        ),
        "refusal": (
            "If I do not sign: nothing changes in my care. {centre} treats me just the same."
        ),
        "date": "Date: {day}.",
    },
    Language.es: {
        "who": "Soy {client} y estoy de acuerdo con lo que está escrito aquí.",
        "discloser": "Quién lo muestra: {centre}.",
        "recipient_provider": "A quién: {recipient}, que trabaja en {centre}. A nadie más.",
        "recipient_relative": "A quién: {recipient}, a quien he invitado. A nadie más.",
        "what": "Qué se muestra:",
        "purpose_provider": "Para qué: para que {recipient} pueda atenderme.",
        "purpose_relative": "Para qué: para que {recipient} pueda apoyarme.",
        "until_day": "Cuánto tiempo: hasta el final del {day}.",
        "until_treatment": (
            "Cuánto tiempo: hasta que terminen mi tratamiento y el seguimiento. Si vuelvo más "
            "adelante, se me "
            "pregunta otra vez."
        ),
        "until_none": "Cuánto tiempo: hasta que yo lo retire. No hay otro final.",
        "take_back": (
            "Puedo retirarlo en cualquier momento: en esta aplicación, en «Quién ve qué», o "
            "diciéndoselo a cualquier persona de {centre}. Desde entonces no se muestra nada más. "
            "Lo que ya se vio no se puede borrar de la memoria."
        ),
        "redisclosure_provider": (
            "Si se comunica a otros: una ley federal (42 CFR parte 2) protege la privacidad de "
            "estos datos. Lo que se muestra para mi atención se puede usar y comunicar como "
            "permite la ley de privacidad de la salud (HIPAA), y entonces puede dejar de estar "
            "protegido por la parte 2. No se puede usar en mi contra en un juicio sin mi "
            "consentimiento o una orden judicial."
        ),
        "redisclosure_relative": (
            "Si se comunica a otros: una ley federal (42 CFR parte 2) protege la privacidad de "
            "estos datos. A {recipient} se le dice que no le corresponde contarlo."
        ),
        "refusal": (
            "Si no firmo: no cambia nada en mi atención. {centre} me trata exactamente igual."
        ),
        "date": "Fecha: {day}.",
    },
}

DATA_WORDS: dict[Language, dict[Data, str]] = {
    Language.en: {
        Data.profile: "my name and where I am on my way here (this goes with everything else)",
        Data.sessions: "my sessions: when they are and whether I came",
        Data.craving_logs: "my craving logs",
        Data.check_ins: "my check-ins and questionnaires",
        Data.treatment_plan: "my plan",
        Data.safety_plan: "my safety plan, as far as I share it",
        Data.learning: "what I was given to read, and what I wrote about it and shared",
        Data.medications: "my medicines",
        Data.monitoring: "my test results",
        Data.needs: "what I need help with in daily life",
        Data.mutual_help: "the meetings I share",
        Data.rewards: "my points",
        Data.aftercare: "how we keep in touch after treatment",
        Data.family_attendance: "the days I came, and nothing about what I came to",
        Data.family_calendar: "when I have sessions in the coming weeks, and nothing about them",
        Data.family_milestones: "milestones I have reached",
        Data.family_plan: "my goals, in my words",
        Data.family_modules: "the titles of what I read here",
        Data.family_sessions: "the family sessions I ask them to: when and where",
    },
    Language.es: {
        Data.profile: "mi nombre y en qué punto del camino estoy (va siempre con lo demás)",
        Data.sessions: "mis sesiones: cuándo son y si fui",
        Data.craving_logs: "mis registros de ganas de consumir",
        Data.check_ins: "mis registros diarios y cuestionarios",
        Data.treatment_plan: "mi plan",
        Data.safety_plan: "mi plan de seguridad, en lo que yo comparta",
        Data.learning: "lo que me dieron para leer, y lo que escribí sobre ello y compartí",
        Data.medications: "mis medicinas",
        Data.monitoring: "los resultados de mis pruebas",
        Data.needs: "en qué necesito ayuda en la vida diaria",
        Data.mutual_help: "las reuniones que comparto",
        Data.rewards: "mis puntos",
        Data.aftercare: "cómo seguimos en contacto después del tratamiento",
        Data.family_attendance: "los días que vine, y nada de a qué vine",
        Data.family_calendar: "cuándo tengo sesiones en las próximas semanas, y nada de ellas",
        Data.family_milestones: "los logros que he alcanzado",
        Data.family_plan: "mis metas, con mis palabras",
        Data.family_modules: "los títulos de lo que leo aquí",
        Data.family_sessions: "las sesiones familiares a las que les invito: cuándo y dónde",
    },
}

_MONTHS = {
    Language.en: (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    Language.es: (
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
    ),
}  # fmt: skip


def spoken_day(day: date, language: Language) -> str:
    """A day as people write it."""
    month = _MONTHS[language][day.month - 1]
    if language is Language.es:
        return f"{day.day} de {month} de {day.year}"
    return f"{month} {day.day}, {day.year}"
