"""What invented clients write into their safety plans. Nobody here is real; the numbers lead
nowhere."""

from dataclasses import dataclass

from app.people.models import Language
from app.safety_plan.content import Stage

COPING: dict[Language, tuple[str, ...]] = {
    Language.en: (
        "Walk once around the block",
        "Call Demo Basil",
        "Cold water on my face and hands",
        "Breathe out slowly, ten times",
        "Put on the one song",
        "Wash the dishes",
        "Write down what I feel",
    ),
    Language.es: (
        "Dar una vuelta a la manzana",
        "Llamar a Demo Albahaca",
        "Agua fría en la cara y las manos",
        "Soltar el aire despacio, diez veces",
        "Poner esa canción",
        "Lavar los platos",
        "Escribir lo que siento",
    ),
}


@dataclass(frozen=True, slots=True)
class PlanCardWords:
    """The lines of one plan. `people` are name, relation and number."""

    people: tuple[tuple[str, str, str], ...]
    if_slip: tuple[str, ...]
    reasons: tuple[str, ...]
    places: tuple[str, ...]
    avoid: tuple[str, ...]
    means: tuple[str, ...]
    signs: tuple[tuple[Stage, str], ...]
    triggers: tuple[tuple[bool, str], ...]
    situation: dict[str, str]


WORDS: dict[Language, PlanCardWords] = {
    Language.en: PlanCardWords(
        people=(
            ("Demo Basil", "my brother", "+1 212 555 0142"),
            ("Demo Fennel", "from group", "+1 212 555 0143"),
        ),
        if_slip=(
            "Put it down and leave the place.",
            "Call Demo Basil before I go home.",
            "Come to the next group anyway.",
        ),
        reasons=("Breakfast with my kids.", "Sleeping through the night."),
        places=("The library on the corner", "The park, by the pond"),
        avoid=("The street behind the station", "The bar at the bowling alley"),
        means=("Nothing to drink in the house.", "My sister keeps the strong tablets."),
        signs=(
            (Stage.emotional, "I stop answering messages."),
            (Stage.mental, "I count the money in my pocket."),
            (Stage.physical, "I walk home by the old street."),
        ),
        triggers=((True, "Being tired and alone"), (False, "Payday")),
        situation={
            "text": "Friday after work",
            "avoid": "Have plans before Friday noon.",
            "escape": "Take the bus that leaves at five.",
            "cope": "Cook something that takes an hour.",
            "who": "Demo Basil",
        },
    ),
    Language.es: PlanCardWords(
        people=(
            ("Demo Albahaca", "mi hermana", "+1 212 555 0144"),
            ("Demo Hinojo", "del grupo", "+1 212 555 0145"),
        ),
        if_slip=(
            "Dejarlo y salir de ahí.",
            "Llamar a Demo Albahaca antes de volver a casa.",
            "Ir al próximo grupo de todos modos.",
        ),
        reasons=("Desayunar con mis hijos.", "Dormir toda la noche."),
        places=("La biblioteca de la esquina", "El parque, junto al estanque"),
        avoid=("La calle detrás de la estación", "El bar de los bolos"),
        means=("Nada de beber en casa.", "Mi hermana guarda las pastillas fuertes."),
        signs=(
            (Stage.emotional, "Dejo de contestar los mensajes."),
            (Stage.mental, "Cuento el dinero que llevo."),
            (Stage.physical, "Vuelvo a casa por la calle de antes."),
        ),
        triggers=((True, "Tener sueño y no tener a nadie cerca"), (False, "El día de pago")),
        situation={
            "text": "El viernes después del trabajo",
            "avoid": "Tener planes antes del viernes al mediodía.",
            "escape": "Tomar el autobús de las cinco.",
            "cope": "Cocinar algo que lleve una hora.",
            "who": "Demo Albahaca",
        },
    ),
}
