import { signal } from "@preact/signals";
import type { CalendarWeek } from "../../api/calendar.ts";
import type { Day } from "../../api/types.ts";
import { me } from "../../person.ts";
import { isProvider } from "../ui/roles.ts";
import type { By } from "./week.ts";

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

export function noteGroups(week: CalendarWeek): void {
  for (const item of week.items) if (item.series_id) groups.set(item.series_id, item.title);
}

/** `a` was pressed for a session that is only opening. */
export const wantsAttendance = signal(false);
