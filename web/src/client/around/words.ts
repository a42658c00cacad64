import { type Translated, type Words, words } from "../../i18n/index.ts";

const en = {
  title: "Around treatment",
  under: "What goes on beside your sessions.",
  meetings: "Meetings",
  "meetings.detail": "Groups you go to, and when you were there",
  contact: "Staying in touch",
  "contact.detail": "Who calls you after your programme, and when",
  needs: "What I need",
  "needs.detail": "A place to live, papers, work, and who helps",
  points: "Points",
  "points.detail": "For coming, and for finishing what you were given",
  results: "Tests and results",
  "results.detail": "What you are asked for, why, and what was found",
  taking: "What I take",
  "taking.detail": "Medicines, and what you took when",
} satisfies Words;

const es: Translated<typeof en> = {
  title: "Alrededor del tratamiento",
  under: "Lo que hay además de tus sesiones.",
  meetings: "Reuniones",
  "meetings.detail": "Grupos a los que vas y cuándo estuviste",
  contact: "Seguir en contacto",
  "contact.detail": "Quién te llama después de tu programa, y cuándo",
  needs: "Lo que necesito",
  "needs.detail": "Un lugar donde vivir, papeles, trabajo, y quién ayuda",
  points: "Puntos",
  "points.detail": "Por venir y por terminar lo que te dieron",
  results: "Pruebas y resultados",
  "results.detail": "Lo que se te pide, para qué y qué se encontró",
  taking: "Lo que tomo",
  "taking.detail": "Medicinas, y qué tomaste y cuándo",
};

export const t = words(en, es);
