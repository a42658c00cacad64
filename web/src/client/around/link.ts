import { words } from "../../i18n/index.ts";

/** The way to what is around treatment, for pages that load before it. */
export const t = words(
  { text: "Around treatment", detail: "Meetings, what you take, what you need" },
  { text: "Alrededor del tratamiento", detail: "Reuniones, lo que tomas, lo que necesitas" },
);
