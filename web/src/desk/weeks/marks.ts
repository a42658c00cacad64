import type { ClientWeeks, Use } from "../../api/types.ts";
import { dayOf } from "../../time.ts";

export type Attendance = "attended" | "late" | "missed" | "open";
export type Meeting = { index: number; place: number; of: number; kind: Attendance };
export type UseMark = { index: number; use: Exclude<Use, "no"> };
export type LogMark = { index: number; intensity: number };

/** Days on which somebody said they drank or used, or would rather not say. */
export function useMarks(weeks: ClientWeeks): UseMark[] {
  return weeks.days.flatMap(({ use }, index) => (use === "yes" || use === "rather_not_say" ? [{ index, use }] : []));
}

export function logMarks(weeks: ClientWeeks): LogMark[] {
  return weeks.days.flatMap((day, index) => day.cravings.map(({ intensity }) => ({ index, intensity })));
}

/** Sessions on the client's own days; several on one day stand above each other. */
export function meetings(weeks: ClientWeeks, zone: string): Meeting[] {
  const columns = new Map(weeks.days.map(({ day }, index) => [day, index]));
  const found = weeks.sessions.flatMap(({ starts_at, attendance }) => {
    const index = columns.get(dayOf(new Date(starts_at), zone));
    if (attendance === "excused") return []; // no session was missed
    return index === undefined ? [] : [{ index, kind: attendance ?? ("open" as const) }];
  });
  return found.map((one, at) => {
    const same = found.filter((other) => other.index === one.index);
    return { ...one, of: same.length, place: found.slice(0, at).filter((other) => other.index === one.index).length };
  });
}

export function countOf(found: readonly Meeting[], kind: Attendance): number {
  return found.filter((one) => one.kind === kind).length;
}
