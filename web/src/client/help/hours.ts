import type { Hours } from "../../api/safety.ts";
import type { Weekday } from "../../api/types.ts";
import { addDays, dayOf } from "../../time.ts";

const DAYS: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const LAST_MINUTE = "23:59";

/** What hours say of a moment: times are wall times of the zone, days counted from its today. */
export type Opening =
  | { state: "always" }
  | { state: "open"; until: string }
  | { state: "closed"; opens: string; inDays: number; weekday: number };

/** Null: it never opens, or the zone is not known to this phone. */
export function openingAt(hours: Hours | null | undefined, zone: string | undefined, now: Date): Opening | null {
  if (hours === null) return { state: "always" };
  if (!hours || !zone) return null;
  let today: string;
  let clock: string;
  try {
    today = dayOf(now, zone);
    clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", hour: "2-digit", minute: "2-digit" }).format(now);
  } catch {
    return null;
  }
  const first = weekdayOf(today);
  for (const [from, until] of stretches(hours, first)) {
    if (from <= clock && (clock < until || until === LAST_MINUTE)) return untilWhen(hours, first, until);
  }
  for (let inDays = 0; inDays <= 7; inDays += 1) {
    const next = stretches(hours, first + inDays).find(([from]) => inDays > 0 || from > clock);
    if (next) return { state: "closed", opens: next[0], inDays, weekday: weekdayOf(addDays(today, inDays)) };
  }
  return null;
}

/** What goes on past midnight is written as two stretches on two days. */
function untilWhen(hours: Hours, first: number, until: string): Opening {
  let end = until;
  for (let day = first + 1; end === LAST_MINUTE; day += 1) {
    if (day > first + 7) return { state: "always" };
    const next = stretches(hours, day).find(([from]) => from === "00:00");
    if (!next) break;
    end = next[1];
  }
  return { state: "open", until: end };
}

function stretches(hours: Hours, day: number): [string, string][] {
  return hours[DAYS[day % 7]!] ?? [];
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
}
