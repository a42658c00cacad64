import type { Stretch } from "../../api/aftercare.ts";
import type { Day } from "../../api/types.ts";
import { locale } from "../../i18n/index.ts";
import { t } from "./words.ts";

/** How far apart, as people say it: "every 2 weeks", "every 3 days". */
export function sayEvery(days: number): string {
  return days % 7 === 0 ? t("every.weeks", { count: days / 7 }) : t("every", { count: days });
}

/** `March 2027`. */
export function sayMonth(month: string): string {
  const format = new Intl.DateTimeFormat(locale(), { timeZone: "UTC", year: "numeric", month: "long" });
  return format.format(new Date(`${month}-15T12:00:00Z`));
}

/** `Friday, March 5`, without a year. */
export function sayDay(day: Day): string {
  const format = new Intl.DateTimeFormat(locale(), { timeZone: "UTC", weekday: "long", month: "long", day: "numeric" });
  return format.format(new Date(`${day}T12:00:00Z`));
}

/** A row in sentences: from when, how often, how many times. */
export function sayRow(startsOn: Day, stretches: readonly Stretch[]): string[] {
  return stretches.map(({ count, every_days }, index) => {
    const fill = { every: sayEvery(every_days), times: t("times", { count }), day: sayDay(startsOn) };
    return t(index === 0 ? "way.first" : "way.then", fill);
  });
}

/** Days by their month, in order. */
export function byMonth<T extends { on: Day }>(row: readonly T[]): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const one of row) {
    const month = one.on.slice(0, 7);
    found.set(month, [...(found.get(month) ?? []), one]);
  }
  return [...found];
}
