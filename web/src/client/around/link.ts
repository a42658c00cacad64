import { words } from "../../i18n/index.ts";

/** The way to what is around treatment, for pages that load before it. */
export const t = words(
  { text: "Around treatment", detail: "Meetings, and what you take" },
  { text: "Alrededor del tratamiento", detail: "Reuniones y lo que tomas" },
);
