import type { Day } from "../../api/types.ts";
import { locale } from "../../i18n/index.ts";

/** `November 21, 2026`: for days that may lie years back or ahead. */
export function dayAndYear(day: Day): string {
  const format = new Intl.DateTimeFormat(locale(), { timeZone: "UTC", year: "numeric", month: "long", day: "numeric" });
  return format.format(new Date(`${day}T12:00:00Z`));
}
