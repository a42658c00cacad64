import { words } from "../../i18n/index.ts";

/** The way to the open door, for pages that load before it. */
export const t = words(
  {
    text: "Come back this week", detail: "Open classes with a place for you, free, for ever",
    quiet: "You keep only your safety plan here. Nothing else comes to you by itself.",
  },
  {
    text: "Vuelve esta semana", detail: "Clases abiertas con lugar para ti, gratis y siempre",
    quiet: "Aquí solo guardas tu plan de seguridad. Nada más te llega por sí solo.",
  },
);
