import { type Translated, type Words, words } from "../../i18n/index.ts";

export const en = {
  "rule": "How often",
  "change": "Change",
  "end": "End the group",
  "from": "From when",
  "from_hint": "Left empty, everything still to come changes. With a day, what was before it stays as it was.",
  "changed": "The group is changed.",
  "ended": "The group ends.",
  "end_from": "First day without it",
  "end_yes": "End it and tell them",
  "tell": { one: "{count} person has a place in what changes. They are told at once.", other: "{count} people have a place in what changes. They are told at once." },
  "tell_yes": "Change it and tell them",
  "needs_leader": "Whoever leads this leaves before it ends. Please choose somebody else.",
  "all_full": "Every place is taken. You can put them on the waiting list.",
  "wait": "Put on the waiting list",
  "waits": "{name} waits for a place.",
  "calendar": "Show in the calendar",
} satisfies Words;

export const es: Translated<typeof en> = {
  "rule": "Cada cuánto",
  "change": "Cambiar",
  "end": "Terminar el grupo",
  "from": "Desde cuándo",
  "from_hint": "Si queda vacío, cambia todo lo que falta. Con un día, lo anterior sigue como estaba.",
  "changed": "El grupo está cambiado.",
  "ended": "El grupo se termina.",
  "end_from": "Primer día sin él",
  "end_yes": "Terminarlo y avisar",
  "tell": { one: "{count} persona tiene plaza en lo que cambia. Le avisamos enseguida.", other: "{count} personas tienen plaza en lo que cambia. Les avisamos enseguida." },
  "tell_yes": "Cambiarlo y avisar",
  "needs_leader": "La persona a cargo se va antes de que termine. Elige a otra.",
  "all_full": "No quedan plazas. Puedes ponerle en la lista de espera.",
  "wait": "Poner en la lista de espera",
  "waits": "{name} espera una plaza.",
  "calendar": "Ver en el calendario",
};

export const say = words(en, es);
