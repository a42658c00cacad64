import { type Translated, type Words, words } from "../../i18n/index.ts";

const en = {
  title: "This week",
  bar: "{attended} of {floor} hours so far. The most at this level are {ceiling} hours.",
  bar_open: "{open} hours still in the calendar.",
  attended: "Done",
  open: "In the calendar",
  floor: "{hours} h expected",
  ceiling: "{hours} h at most",
  goals: "Goals of this level",
  reached: "Reached",
  on_the_way: "On the way",
  kept: "As of {when}. It is brought up to date when you are online.",
  unreachable: "This week can be seen when you are online again.",
} satisfies Words;

const es: Translated<typeof en> = {
  title: "Esta semana",
  bar: "{attended} de {floor} horas hasta ahora. Lo máximo en este nivel son {ceiling} horas.",
  bar_open: "{open} horas todavía en el calendario.",
  attended: "Hechas",
  open: "En el calendario",
  floor: "{hours} h previstas",
  ceiling: "{hours} h como máximo",
  goals: "Metas de este nivel",
  reached: "Alcanzada",
  on_the_way: "En camino",
  kept: "Datos de {when}. Se ponen al día cuando tengas conexión.",
  unreachable: "Podrás ver esta semana cuando vuelvas a tener conexión.",
};

export const t = words(en, es);
