import { signal } from "@preact/signals";
import type { CalendarWeek } from "../../api/calendar.ts";
import type { Day, Instant } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayOf } from "../../time.ts";
import { isProvider } from "../ui/roles.ts";
import { type By, mondayOf } from "./week.ts";

/** What of the calendar is looked at. Kept for this visit only, so that it is still there after opening a session. */
export type Shown = { first: Day | null; day: Day | null; by: By; provider: string; room: string; group: string };

/** Whose choices these are: another person at the same desk begins anew. */
let owner = "";
const chosen = signal<Shown | null>(null);

export function shown(): Shown {
  if (owner !== me().id) {
    owner = me().id;
    chosen.value = null;
    groups.clear();
  }
  return chosen.value ?? { first: null, day: null, by: isProvider() ? "hours" : "providers", provider: isProvider() ? me().id : "", room: "", group: "" };
}

export function show(part: Partial<Shown>): void {
  chosen.value = { ...shown(), ...part };
}

/** The groups seen so far, to choose from. */
export const groups = new Map<string, string>();

let first: Day | null = null;

/** Notes what has come: its groups, and which week it is. */
export function note(week: CalendarWeek): void {
  first = week.from_day;
  for (const item of week.items) if (item.series_id) groups.set(item.series_id, item.title);
}

/** Turns to the week of a session that was opened from elsewhere, or moved away. */
export function showWeekOf(at: Instant, zone: string): void {
  const day = dayOf(new Date(at), zone);
  const monday = mondayOf(day);
  if (monday !== (first ?? mondayOf(dayOf(new Date(), zone)))) show({ first: monday, day });
}

/** The session that was only opening when `a` was pressed for it. */
export const wantsAttendance = signal<string | null>(null);
