import { type Translated, type Words, words } from "../../i18n/index.ts";

const en = {
  title: "Back again",
  under: "People who were here before. Every one of them is a success.",
  "wishes.title": "Would like to begin again",
  "wishes.none": "Nobody has asked just now.",
  "wishes.said": "Said on {day}",
  "wishes.line": "A line to {name}",
  "wishes.send": "Answer",
  "wishes.done": "Answered.",
  "wishes.how": "You see a name and a line. What else there is stays with them until they share it, or begin a new stay.",
  "wishes.begin": "To begin a new stay: Clients, New client, Coming back.",
  "problem.answered": "Somebody else has answered this already.",
  "problem.empty": "Write a line first.",
  "visits.title": "Came to an open class of yours",
  "visits.none": "Nobody you know came to an open class of yours in the last thirty days.",
  "stays.title": "Began again",
  "stays.none": "None of your clients began a new stay in the last thirty days.",
} as const satisfies Words;

const es: Translated<typeof en> = {
  title: "De vuelta",
  under: "Personas que ya estuvieron aquí. Cada una es un logro.",
  "wishes.title": "Quieren empezar otra vez",
  "wishes.none": "Nadie lo ha pedido por ahora.",
  "wishes.said": "Lo dijo el {day}",
  "wishes.line": "Unas palabras para {name}",
  "wishes.send": "Responder",
  "wishes.done": "Respondido.",
  "wishes.how": "Ves un nombre y unas palabras. Lo demás es suyo hasta que lo comparta o empiece una nueva estancia.",
  "wishes.begin": "Para empezar una nueva estancia: Clientes, Nuevo cliente, Volver.",
  "problem.answered": "Alguien más ya respondió.",
  "problem.empty": "Escribe primero unas palabras.",
  "visits.title": "Vinieron a una clase abierta tuya",
  "visits.none": "Nadie a quien conozcas vino a una clase abierta tuya en los últimos treinta días.",
  "stays.title": "Empezaron otra vez",
  "stays.none": "Ninguno de tus clientes empezó una nueva estancia en los últimos treinta días.",
};

export const t = words(en, es);
