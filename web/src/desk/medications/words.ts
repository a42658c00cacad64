import { type Translated, type Words, words } from "../../i18n/index.ts";

const en = {
  open: "Medicines",
  title: "Medicines of {name}",
  plain: "What is written here is a note of what was prescribed. The service neither prescribes nor works out a dose, and it warns of nothing: questions go to whoever prescribed it. Nobody should stop on their own.",
  none: "Nothing is written here yet.",
  add: "Add a medicine",
  close: "Close without saving",
  phone: "Reminders are the client's own choice, and on at first. They are silent in the client's quiet hours unless the client allows it.",
  not_shown: "How the doses went is shown to the main counselor and to whoever prescribed it.",
} satisfies Words;

const es: Translated<typeof en> = {
  open: "Medicinas",
  title: "Medicinas de {name}",
  plain: "Lo que está escrito aquí es una nota de lo recetado. El servicio no receta ni calcula una dosis, y no avisa de nada: las preguntas van a quien la recetó. Nadie debe dejarla por su cuenta.",
  none: "Aquí todavía no hay nada escrito.",
  add: "Añadir una medicina",
  close: "Cerrar sin guardar",
  phone: "Los avisos los elige cada cliente; al principio están activados. Callan en sus horas de silencio, salvo que el cliente lo permita.",
  not_shown: "Cómo fueron las dosis lo ven la persona de referencia y quien la recetó.",
};

export const t = words(en, es);
