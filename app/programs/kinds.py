"""What a session can be: the words that programmes and the calendar share."""

from enum import StrEnum


class AppointmentKind(StrEnum):
    """What a session is for (SAMHSA TIP 47's core and enhanced services)."""

    psychoeducational = "psychoeducational"
    skills = "skills"
    support = "support"
    interpersonal = "interpersonal"
    individual = "individual"
    family = "family"
    medication = "medication"
    monitoring = "monitoring"
    case_management = "case_management"
    mutual_help = "mutual_help"
    holistic = "holistic"
    aftercare = "aftercare"


OF_ONE_CLIENT = frozenset(
    {
        AppointmentKind.individual,
        AppointmentKind.medication,
        AppointmentKind.monitoring,
        AppointmentKind.case_management,
    }
)
"""Kinds that are one client's own, unless they say otherwise by their capacity."""


class AskedIn(StrEnum):
    """The stretches of a stay in which clients are asked how they are."""

    assessment = "assessment"
    treatment = "treatment"
    aftercare = "aftercare"
    alumni = "alumni"


class SkillFocus(StrEnum):
    """What a skills group trains (TIP 47, "skills-development groups")."""

    refusal = "refusal"
    relapse_prevention = "relapse_prevention"
    assertiveness = "assertiveness"
    stress = "stress"


class Modality(StrEnum):
    """Where people meet: in one room, by a link, or each as they like."""

    in_person = "in_person"
    remote = "remote"
    either = "either"
