import type { Start } from "../../api/milestones.ts";
import type { Day } from "../../api/types.ts";
import { addDays, dayOf } from "../../time.ts";

/**
 * What is counted, and how. All of it is arithmetic on calendar days as the client wrote them: no
 * time zone moves a written day, and no night is 23 or 25 hours long. "Today" is the day of the
 * phone, wherever it is.
 *
 * - **Days in recovery**: the days behind somebody, from the start day to today. The start day itself
 *   is 0, the day after it 1. No slip changes this number. A start that lies ahead counts 0.
 * - **Days without use, in all**: those of the same days on which no slip is noted. A slip takes out
 *   its own day and no other, so the number goes on from where it was. The day of today is in neither
 *   number until it is over: noting a slip today takes nothing away.
 * - **Slips**: each one noted since the start. Two on one day are two slips and take out one day.
 *   Slips from before the start stay in the list and change no number; neither do those taken back.
 * - **Milestones** belong to the days in recovery, so no slip can take one away. When somebody counts
 *   from another day later, those reached before stay, unless the earlier start stood less than a day:
 *   that was a slip of the finger.
 */
export type Count = { days: number; without: number; slips: number };

export type Milestone = { unit: "day" | "month" | "year"; count: number; on: Day };

const DAY_MS = 86_400_000;
const DAYS = [1, 7, 14, 30, 60, 90];
const MONTHS = [6, 9];

/** Whole days from one calendar day to another; negative when the other lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** `slipDays`: the day of each slip that was not taken back. */
export function count(start: Day, slipDays: Day[], today: Day): Count {
  const days = Math.max(0, daysBetween(start, today));
  const since = slipDays.filter((day) => day >= start);
  const lost = new Set(since.filter((day) => day < today)).size;
  return { days, without: days - lost, slips: since.length };
}

/** Every milestone reached, the newest first. `starts` in the order they were written. */
export function reached(starts: Pick<Start, "starts_on" | "happened_at">[], today: Day, zone: string): Milestone[] {
  const found = new Map<string, Milestone>();
  starts.forEach((start, index) => {
    const next = starts[index + 1];
    if (start.starts_on === null || (next && stood(start, next) < DAY_MS)) return;
    const until = next ? earlier(dayOf(new Date(next.happened_at), zone), today) : today;
    for (const one of milestonesOf(start.starts_on, until)) found.set(`${one.unit}${one.count}`, one);
  });
  return [...found.values()].sort((a, b) => (a.on === b.on ? sizeOf(b) - sizeOf(a) : a.on < b.on ? 1 : -1));
}

function stood(start: { happened_at: string }, next: { happened_at: string }): number {
  return Date.parse(next.happened_at) - Date.parse(start.happened_at);
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

function sizeOf({ unit, count: many }: Milestone): number {
  return many * (unit === "day" ? 1 : unit === "month" ? 30 : 365);
}

function milestonesOf(start: Day, until: Day): Milestone[] {
  const years = Math.max(0, Number(until.slice(0, 4)) - Number(start.slice(0, 4)));
  const all: Milestone[] = [
    ...DAYS.map((many) => ({ unit: "day" as const, count: many, on: addDays(start, many) })),
    ...MONTHS.map((many) => ({ unit: "month" as const, count: many, on: addMonths(start, many) })),
    ...Array.from({ length: years }, (_, year) => ({ unit: "year" as const, count: year + 1, on: addMonths(start, 12 * (year + 1)) })),
  ];
  return all.filter((one) => one.on <= until);
}

/** The same day some months on; where that month has no such day, the first of the next one. */
export function addMonths(day: Day, many: number): Day {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
  const there = new Date(Date.UTC(year, month - 1 + many, date));
  if (there.getUTCDate() !== date) there.setUTCDate(1);
  return there.toISOString().slice(0, 10);
}
