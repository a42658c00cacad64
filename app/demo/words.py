"""What invented clients write, and what invented counselors write back."""

from app.craving_logs.models import Trigger
from app.flags.models import FlagCode
from app.people.models import Language

_EN, _ES = Language.en, Language.es

NOTES: dict[Language, dict[Trigger, tuple[str, ...]]] = {
    _EN: {
        Trigger.alone_at_night: ("Couldn't sleep. The house was too quiet.", "Up late again."),
        Trigger.work: ("Long shift, everybody went for drinks.", "They changed the plan again."),
        Trigger.stressed: ("Too many things at once.", "Bills on the table all day."),
        Trigger.family: ("Talked with my sister. It went in circles.", "Dinner was tense."),
        Trigger.conflict: ("Argued about the car.", "Said things I didn't mean."),
        Trigger.bored: ("Nothing to do until dinner.",),
        Trigger.celebrating: ("Birthday at a bar. Left after an hour.",),
        Trigger.people_using: ("Ran into old friends outside the store.",),
        Trigger.place_using: ("Walked past the old corner.",),
        Trigger.lonely: ("Wanted to call somebody.", "Called my brother. It helped a bit."),
        Trigger.tired: ("Four hours of sleep.",),
        Trigger.pain: ("My back again.",),
        Trigger.money: ("Payday.",),
        Trigger.happy: ("Good news, and my first thought was to have a drink.",),
    },
    _ES: {
        Trigger.alone_at_night: ("No podía dormir. La casa estaba muy callada.",),
        Trigger.work: ("Turno largo y después todos fueron a tomar algo.",),
        Trigger.stressed: ("Demasiadas cosas a la vez.",),
        Trigger.family: ("Hablé con mi hermana. Dimos mil vueltas.",),
        Trigger.conflict: ("Discutimos por el coche.",),
        Trigger.bored: ("Nada que hacer hasta la cena.",),
        Trigger.celebrating: ("Un cumpleaños en un bar. Me fui después de una hora.",),
        Trigger.people_using: ("Me encontré con amigos de antes.",),
        Trigger.lonely: ("Quería llamar a alguien y no llamé.",),
        Trigger.tired: ("Dormí cuatro horas.",),
        Trigger.money: ("Día de pago.",),
    },
}  # fmt: skip

GOOD_DAYS: dict[Language, tuple[str, ...]] = {
    _EN: (
        "Walked home the long way. It was a good day.",
        "Slept through. First time this week.",
        "Cooked for my kids.",
        "Group helped today.",
        "Quiet day, and quiet was fine.",
    ),
    _ES: (
        "Caminé a casa por el camino largo. Fue un buen día.",
        "Dormí toda la noche.",
        "Cociné para mis hijos.",
        "Hoy el grupo me ayudó.",
    ),
}
HARD_DAYS: dict[Language, tuple[str, ...]] = {
    _EN: (
        "Hard evening. Went to bed early to get through it.",
        "Everything was too loud today.",
        "Nearly didn't come to group.",
        "Called my counselor's line instead of going out.",
        "Woke up at four and that was it.",
    ),
    _ES: (
        "Una tarde difícil. Me acosté temprano para pasarla.",
        "Hoy todo era demasiado.",
        "Casi no fui al grupo.",
        "Me desperté a las cuatro y ya no dormí.",
    ),
}
AFTER_USE: dict[Language, tuple[str, ...]] = {
    _EN: ("I had some last night. I want to talk.", "Two beers after work. Then I stopped."),
    _ES: ("Anoche tomé. Quiero hablar de eso.",),
}  # fmt: skip

REPLIES: dict[Language, dict[FlagCode | None, tuple[str, ...]]] = {
    _EN: {
        FlagCode.self_harm: ("Thank you for answering that honestly. I am calling you now.",),
        FlagCode.may_use: ("Good that you said it before. I am calling you now.",),
        FlagCode.use: (
            "Thank you for telling me. Nothing is lost. Let's talk today; I'll call at noon.",
            "I'm glad you said it. Come ten minutes early tomorrow and we'll look at it together.",
        ),
        FlagCode.rather_not_say: (
            "That's fine. The door is open whenever you want to talk.",
        ),
        FlagCode.craving_high: (
            "That was a strong one, and you got through it. What helped? Tell me on our next day.",
            "You noticed it early. Let's plan the evenings when we meet.",
        ),
        FlagCode.mood_low: (
            "Sounds like a heavy day. I'll have time after group if you'd like to sit down.",
        ),
        FlagCode.backdated: ("Thanks for filling in the days you missed.",),
        None: (
            "Read it. See you soon.",
            "Thank you for writing. It helps me to know how the day was.",
            "Thanks for checking in.",
        ),
    },
    _ES: {
        FlagCode.self_harm: ("Gracias por contestar eso con sinceridad. Te llamo ahora.",),
        FlagCode.may_use: ("Qué bien que lo dijiste antes. Te llamo ahora.",),
        FlagCode.use: ("Gracias por decírmelo. Nada está perdido. Te llamo a las doce.",),
        FlagCode.rather_not_say: ("Está bien. La puerta está abierta cuando quieras hablar.",),
        FlagCode.craving_high: ("Fue fuerte y lo pasaste. ¿Qué te ayudó? Me cuentas luego.",),
        FlagCode.mood_low: ("Parece un día pesado. Tengo tiempo después del grupo, si quieres.",),
        FlagCode.backdated: ("Gracias por completar los días que faltaban.",),
        None: (
            "Lo leí. Nos vemos pronto.",
            "Gracias por escribir hoy.",
        ),
    },
}  # fmt: skip
ANYTHING = {
    _EN: "I read it. We can talk it over when we meet.",
    _ES: "Lo leí. Lo hablamos cuando nos veamos.",
}
AFTER_ITEM_9 = "Reached by phone. Went through the screener and the safety plan together."
OWN_NOTES = (
    "Ask about sleep on our next day.",
    "Evenings are the hard part; go over the evening plan.",
    "Mention the Saturday class.",
    "Third weekend in a row. Bring to the team.",
)
