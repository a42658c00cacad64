import type { Hours } from "../../api/safety.ts";
import type { Day, Weekday } from "../../api/types.ts";
import { addDays, dayOf } from "../../time.ts";

const DAYS: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const LAST_MINUTE = "23:59";

/** What hours say of a moment: times are wall times of the zone, days counted from its today. */
export type Opening =
  | { state: "always" }
  | { state: "open"; until: string }
  | { state: "closed"; opens: string; inDays: number; today: Day };

const LOOKING_AHEAD = 60;

/** Null: it never opens, or the zone is not known to this phone. On `closed` days no hours count. */
export function openingAt(hours: Hours | null | undefined, zone: string | undefined, now: Date, closed: Day[] = []): Opening | null {
  if (hours === null) return { state: "always" };
  if (!hours || !zone) return null;
  let today: Day;
  let clock: string;
  try {
    today = dayOf(now, zone);
    clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", hour: "2-digit", minute: "2-digit" }).format(now);
  } catch {
    return null;
  }
  const on = (inDays: number) => stretches(hours, addDays(today, inDays), closed);
  for (const [from, until] of on(0)) {
    if (from <= clock && (clock < until || until === LAST_MINUTE)) return untilWhen(on, until);
  }
  for (let inDays = 0; inDays <= LOOKING_AHEAD; inDays += 1) {
    const next = on(inDays).find(([from]) => inDays > 0 || from > clock);
    if (next) return { state: "closed", opens: next[0], inDays, today };
  }
  return null;
}

/** What goes on past midnight is written as two stretches on two days. */
function untilWhen(on: (inDays: number) => [string, string][], until: string): Opening {
  let end = until;
  for (let day = 1; end === LAST_MINUTE; day += 1) {
    if (day > 7) return { state: "always" };
    const next = on(day).find(([from]) => from === "00:00");
    if (!next) break;
    end = next[1];
  }
  return { state: "open", until: end };
}

function stretches(hours: Hours, day: Day, closed: Day[]): [string, string][] {
  if (closed.includes(day)) return [];
  return hours[DAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7]!] ?? [];
}
