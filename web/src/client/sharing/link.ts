import { words } from "../../i18n/index.ts";

/** The way to who sees what, for pages that load before it. */
export const t = words(
  { text: "Who sees what", detail: "Your choice, person by person" },
  { text: "Quién ve qué", detail: "Tú decides, persona por persona" },
);
