"""What others may see: a phone's own calendar is shared, shown on a lock screen and in a car."""

from app.people.models import Language
from app.programs.kinds import AppointmentKind

CALENDAR_NAME = "Companion"
OPAQUE = {Language.en: "Appointment", Language.es: "Cita"}

GROUPS = frozenset(
    {
        AppointmentKind.psychoeducational,
        AppointmentKind.skills,
        AppointmentKind.support,
        AppointmentKind.interpersonal,
        AppointmentKind.mutual_help,
        AppointmentKind.holistic,
        AppointmentKind.aftercare,
    }
)
"""Sessions whose title speaks of a group; that of any other may speak of the one person in it."""

_KINDS = {
    Language.en: {
        AppointmentKind.psychoeducational: "Class",
        AppointmentKind.skills: "Skills group",
        AppointmentKind.support: "Group",
        AppointmentKind.interpersonal: "Group",
        AppointmentKind.individual: "One-to-one",
        AppointmentKind.family: "Family session",
        AppointmentKind.medication: "Medication",
        AppointmentKind.monitoring: "Test",
        AppointmentKind.case_management: "Planning",
        AppointmentKind.mutual_help: "Meeting",
        AppointmentKind.holistic: "Body and mind",
        AppointmentKind.aftercare: "Aftercare group",
    },
    Language.es: {
        AppointmentKind.psychoeducational: "Clase",
        AppointmentKind.skills: "Taller",
        AppointmentKind.support: "Grupo",
        AppointmentKind.interpersonal: "Grupo",
        AppointmentKind.individual: "Sesión individual",
        AppointmentKind.family: "Sesión familiar",
        AppointmentKind.medication: "Medicación",
        AppointmentKind.monitoring: "Prueba",
        AppointmentKind.case_management: "Planificación",
        AppointmentKind.mutual_help: "Reunión",
        AppointmentKind.holistic: "Cuerpo y mente",
        AppointmentKind.aftercare: "Grupo de seguimiento",
    },
}


def name_of(kind: AppointmentKind, language: Language) -> str:
    """A session's kind in words."""
    return _KINDS[language][kind]
