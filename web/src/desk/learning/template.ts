import type { Language } from "../../api/types.ts";

/** A small whole module to begin with: every field there is, with what belongs into it. */
export function template(language: Language, today: string): string {
  const year = today.slice(0, 4);
  return language === "es" ? spanish(today, year) : english(today, year);
}

const english = (today: string, year: string): string => `+++
id = "own-our-open-evening"
version = 1
language = "en"
title = "Our open evening"
summary = "What happens on our open evening, and who may come."
topics = []
stage = "any"
minutes = 1
audience = ["client"]
triggers = []
groups = []
today = "Write down one question that you would like to ask there."

[[sources]]
title = "Notes for the open evening"
publisher = "Our centre"
url = "https://name.example/open-evening"
year = ${year}
read = ${today}

[[reflections]]
id = "r1"
prompt = "What would make it easier for you to come?"

[[reflections]]
id = "r2"
prompt = "Whom would you like to bring with you?"

[[cards]]
id = "c1"
question = "Do you have to sign up for the open evening?"
answer = "No. You can just come."
why = "It is easier to come when nothing has to be arranged first."

[[cards]]
id = "c2"
question = "Another question?"
answer = "Its answer, in one or two sentences."
why = "Why it is worth knowing, in one sentence."
+++
## What it is

Begin with what helps now. Keep sentences short, and use plain words.

- One thought in each point.
- **Bold** for what matters most.

## Who may come

Write here who may come, and with whom.
`;

const spanish = (today: string, year: string): string => `+++
id = "own-our-open-evening"
version = 1
language = "es"
title = "Nuestra noche abierta"
summary = "Qué pasa en nuestra noche abierta y quién puede venir."
topics = []
stage = "any"
minutes = 1
audience = ["client"]
triggers = []
groups = []
today = "Anota una pregunta que te gustaría hacer allí."

[[sources]]
title = "Notas para la noche abierta"
publisher = "Nuestro centro"
url = "https://name.example/noche-abierta"
year = ${year}
read = ${today}

[[reflections]]
id = "r1"
prompt = "¿Qué te haría más fácil venir?"

[[reflections]]
id = "r2"
prompt = "¿A quién te gustaría traer?"

[[cards]]
id = "c1"
question = "¿Hay que apuntarse a la noche abierta?"
answer = "No. Puedes venir sin más."
why = "Es más fácil venir cuando no hay que arreglar nada antes."

[[cards]]
id = "c2"
question = "¿Otra pregunta?"
answer = "Su respuesta, en una o dos frases."
why = "Por qué vale la pena saberlo, en una frase."
+++
## Qué es

Empieza por lo que ayuda ahora. Frases cortas y palabras sencillas.

- Una idea en cada punto.
- **Negrita** para lo que más importa.

## Quién puede venir

Escribe aquí quién puede venir, y con quién.
`;
