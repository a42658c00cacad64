"""What a booked session is called where the programme has no name of its own for it."""

from app.programs.kinds import AppointmentKind

_TITLES = {
    "en": {
        AppointmentKind.individual: "One-to-one",
        AppointmentKind.family: "Couples or family session",
        AppointmentKind.medication: "Medication review",
        AppointmentKind.monitoring: "Monitoring",
        AppointmentKind.case_management: "Practical help",
        AppointmentKind.holistic: "Body and mind",
        AppointmentKind.aftercare: "Aftercare session",
    },
    "es": {
        AppointmentKind.individual: "Sesión individual",
        AppointmentKind.family: "Sesión de pareja o familia",
        AppointmentKind.medication: "Revisión de medicación",
        AppointmentKind.monitoring: "Control",
        AppointmentKind.case_management: "Ayuda práctica",
        AppointmentKind.holistic: "Cuerpo y mente",
        AppointmentKind.aftercare: "Sesión de seguimiento",
    },
}


def title_of(kind: AppointmentKind, language: str) -> str:
    """A plain title; a language that is not there gets English."""
    return _TITLES.get(language, _TITLES["en"])[kind]
