"""What invented clients and counselors write into a plan."""

from dataclasses import dataclass

from app.people.models import Language


@dataclass(frozen=True, slots=True)
class ProblemWords:
    problem: str
    goal: str
    objective: str
    measured_by: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanWords:
    """`why` says why the first and the second version were written."""

    problems: tuple[ProblemWords, ...]
    why: tuple[str, str]


_ENGLISH = PlanWords(
    problems=(
        ProblemWords(
            "Evenings alone at home are the hardest time",
            "I want to go to bed without having had a drink.",
            "Thirty evenings in a row with a plan for them",
            "The evening line of the daily check-in",
            ("Call somebody before eight", "Leave the car keys with my sister on paydays"),
        ),
        ProblemWords(
            "Sleep is short and broken",
            "I want to wake up rested enough for the day.",
            "Six hours of sleep on five nights of the week",
            "Sleep in the daily check-in",
            ("No screen after ten", "Bring the sleep question to the medication review"),
        ),
        ProblemWords(
            "Trust at home has suffered",
            "I want my family to be able to count on me again.",
            "One family session a month, and Sunday dinners kept",
            "What the family says in the session",
            ("Ask about the next family afternoon",),
        ),
    ),
    why=("Written together after the first days", "The first goal goes well; family was added"),
)
_SPANISH = PlanWords(
    problems=(
        ProblemWords(
            "Las noches a solas son lo más difícil",
            "Quiero acostarme sin haber bebido.",
            "Treinta noches seguidas con un plan para ellas",
            "La línea de la noche en el registro diario",
            (
                "Llamar a alguien antes de las ocho",
                "Los días de pago, darle la tarjeta a mi hermana",
            ),
        ),
        ProblemWords(
            "Duermo poco y mal",
            "Quiero despertarme con descanso suficiente para el día.",
            "Seis horas de sueño cinco noches por semana",
            "El sueño en el registro diario",
            ("Sin pantallas después de las diez", "Llevar la pregunta del sueño a la consulta"),
        ),
        ProblemWords(
            "En casa se ha perdido confianza",
            "Quiero que mi familia pueda contar conmigo otra vez.",
            "Una sesión familiar al mes y las cenas del domingo",
            "Lo que dice la familia en la sesión",
            ("Preguntar por la próxima tarde en familia",),
        ),
    ),
    why=("Lo escribimos juntos los primeros días", "La primera meta va bien; añadimos la familia"),
)  # fmt: skip


def words_for(language: Language) -> PlanWords:
    """The words of a plan in somebody's language."""
    return _SPANISH if language is Language.es else _ENGLISH
