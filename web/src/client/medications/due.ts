import type { Medication } from "../../api/medications.ts";
import type { Day, Weekday } from "../../api/types.ts";
import { addDays, dayOf, withOffset } from "../../time.ts";
import { instantOf } from "../calendar/wall.ts";

export type Due = { medication: Medication; on: Day; at: string; dueAt: number };
type Times = Pick<Medication, "as_needed" | "times" | "days" | "from_on" | "until_on">;

export const WEEK: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** The due doses of one calendar day in a zone, by the rule of the server: one that clocks jump over is due
 * once, later by the jump; one that comes twice is due the first time; a day that is left out has none. */
export function dueOn(day: Day, times: Times, zone: string): { at: string; dueAt: number }[] {
  const weekday = WEEK[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7] as Weekday;
  if (times.as_needed || !times.days.includes(weekday) || day < times.from_on || (times.until_on && day > times.until_on)) return [];
  return times.times.flatMap((at) => {
    const instant = instantOf(`${day}T${at}`, zone);
    return instant && !isLeftOut(day, at, instant, zone) ? [{ at, dueAt: Date.parse(instant) }] : [];
  });
}

function isLeftOut(day: Day, at: string, instant: string, zone: string): boolean {
  const shown = withOffset(new Date(instant), zone);
  return shown.slice(0, 10) !== day && shown.slice(11, 16) === at;
}

/** What is to be shown now: all of today, and of yesterday what is not over yet. Oldest first. */
export function dueNow(medications: Medication[], zone: string, now: number): Due[] {
  const today = dayOf(new Date(now), zone);
  const found = medications.filter((one) => one.stopped_at === null).flatMap((medication) =>
    [addDays(today, -1), today].flatMap((on) =>
      dueOn(on, medication, zone)
        .filter(({ dueAt }) => dueAt > Date.parse(medication.entered_at) && (on === today || now < dueAt + medication.window_minutes * 60_000))
        .map((due) => ({ medication, on, ...due })),
    ),
  );
  return found.sort((a, b) => a.dueAt - b.dueAt || a.medication.name.localeCompare(b.medication.name));
}

/** Whether a wall time lies in quiet hours, which may pass midnight. */
export function isQuiet(at: string, quiet: { from: string; until: string } | null): boolean {
  if (!quiet) return false;
  return quiet.from <= quiet.until ? quiet.from <= at && at < quiet.until : at >= quiet.from || at < quiet.until;
}
