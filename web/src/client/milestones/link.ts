import { words } from "../../i18n/index.ts";

/** The way to one's days, for pages that load before them. */
export const t = words(
  { text: "My days", detail: "Your days, and a place to write after a slip" },
  { text: "Mis días", detail: "Tus días y un lugar para escribir después de un tropiezo" },
);
