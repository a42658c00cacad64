import type { ClientWeeks, Day } from "../../api/types.ts";
import { addDays } from "../../time.ts";

export const MEASURES = ["mood", "craving", "sleep"] as const;
export type Measure = (typeof MEASURES)[number];
export type Before = Record<Measure, number>;
export type LoggedCraving = ClientWeeks["days"][number]["cravings"][number];

const WEEK = 7;

/** The answers of the last check-in before a day; null when there is none in these weeks. */
export function beforeDay(weeks: ClientWeeks, day: Day): Before | null {
  const found = weeks.days.findLast((one) => one.day < day && one.checked_in);
  if (!found || found.mood === null || found.craving === null || found.sleep === null) return null;
  return { mood: found.mood, craving: found.craving, sleep: found.sleep };
}

/** The average of what was answered, to one decimal; null when nothing was. */
export function mean(values: readonly (number | null)[]): number | null {
  const said = values.filter((value) => value !== null);
  if (said.length === 0) return null;
  return Math.round((said.reduce((sum, value) => sum + value, 0) / said.length) * 10) / 10;
}

/** The averages of the last seven days and of the seven before. */
export function lastTwoWeeks(values: readonly (number | null)[]): { now: number | null; before: number | null } {
  return { now: mean(values.slice(-WEEK)), before: mean(values.slice(-2 * WEEK, -WEEK)) };
}

export function valuesOf(weeks: ClientWeeks, measure: Measure): (number | null)[] {
  return weeks.days.map((day) => day[measure]);
}

/** Every logged craving, newest first. */
export function allCravings(weeks: ClientWeeks): LoggedCraving[] {
  return weeks.days.flatMap((day) => day.cravings).sort((one, other) => other.happened_at.localeCompare(one.happened_at));
}

/** The logged cravings of the last seven days, newest first. */
export function recentCravings(weeks: ClientWeeks): LoggedCraving[] {
  const since = addDays(weeks.to_day, 1 - WEEK);
  return allCravings({ ...weeks, days: weeks.days.filter((day) => day.day >= since) });
}

export function hasAnything(weeks: ClientWeeks): boolean {
  return weeks.days.some((day) => day.checked_in || day.cravings.length > 0) || weeks.sessions.length > 0;
}
