import { type Translated, type Words, words } from "../../i18n/index.ts";

const en = {
  title: "Around treatment",
  under: "What goes on beside your sessions.",
  meetings: "Meetings",
  "meetings.detail": "Groups you go to, and when you were there",
  taking: "What I take",
  "taking.detail": "Medicines, and what you took when",
} satisfies Words;

const es: Translated<typeof en> = {
  title: "Alrededor del tratamiento",
  under: "Lo que pasa al lado de tus sesiones.",
  meetings: "Reuniones",
  "meetings.detail": "Grupos a los que vas y cuándo estuviste",
  taking: "Lo que tomo",
  "taking.detail": "Medicinas, y qué tomaste y cuándo",
};

export const t = words(en, es);
