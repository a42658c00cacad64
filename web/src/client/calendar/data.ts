import { call } from "../../api/call.ts";
import type { MyCalendar, MySession } from "../../api/booking.ts";
import type { Day, Today } from "../../api/types.ts";
import { keep, kept } from "../../offline/kept.ts";
import { myDatabase } from "../../offline/sync.ts";
import { me } from "../../person.ts";
import { addDays, dayOf } from "../../time.ts";

export const CALENDAR = "my-calendar";
const DAYS = 42;

/** Six weeks from the Monday of last week on: what the phone keeps for when there is no network. */
export async function loadCalendar(): Promise<MyCalendar> {
  const today = dayOf(new Date(), me().time_zone);
  return await call("GET /api/my-calendar", { query: { from_day: addDays(mondayOf(today), -7), days: DAYS } });
}

export async function loadWeek(monday: Day): Promise<MyCalendar> {
  return await call("GET /api/my-calendar", { query: { from_day: monday, days: 7 } });
}

export function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

export function covers(calendar: MyCalendar | null, monday: Day): boolean {
  return calendar !== null && monday >= calendar.from_day && addDays(monday, 6) <= addDays(calendar.from_day, calendar.days - 1);
}

/** The zones this phone knows of; asked for when it knows none yet. */
export async function knownZones(): Promise<{ shown: string; centre: string } | null> {
  const db = await myDatabase().catch(() => null);
  const known = db && ((await kept<MyCalendar>(db, CALENDAR)) ?? (await kept<Today>(db, "today")));
  if (known) return zonesOf(known.value);
  return await loadCalendar().then(zonesOf, () => null);
}

/** Fetches the six weeks again, so that the phone knows the new state also without a network. */
export async function refreshKept(): Promise<void> {
  try {
    const db = await myDatabase();
    if (db) await keep(db, CALENDAR, await loadCalendar());
  } catch {
    // The calendar asks for itself when it is opened.
  }
}

export type KeptSession = { session: MySession; zones: { shown: string; centre: string }; at: number };

/** One session as this phone last knew it, from its calendar or from today's page. */
export async function keptSession(id: string): Promise<KeptSession | null> {
  const db = await myDatabase().catch(() => null);
  if (!db) return null;
  const calendar = await kept<MyCalendar>(db, CALENDAR);
  const found = calendar?.value.items.find((item) => item.id === id);
  if (calendar && found) return { session: found, zones: zonesOf(calendar.value), at: calendar.at };
  const today = await kept<Today>(db, "today");
  const own = today?.value.sessions.find((item) => item.id === id);
  const open = today?.value.open_classes?.find((item) => item.id === id);
  const simple = own ?? open;
  if (!today || !simple) return null;
  return { session: fromToday(simple, own ? "booked" : "open"), zones: zonesOf(today.value), at: today.at };
}

export function zonesOf(value: { time_zone: string; centre_time_zone: string }): { shown: string; centre: string } {
  return { shown: value.time_zone, centre: value.centre_time_zone };
}

const NOTHING = { take: false, wait: false, cancel: false, ask_to_move: false, feedback: false };

/** What today's page knows of a session is less than its own page; the rest is left empty. */
export function fromToday(session: Today["sessions"][number], mine: "booked" | "open"): MySession {
  return {
    ...session, mine, can: NOTHING, focus: null, room: null, modality: session.join_link ? "either" : "in_person",
    is_remote: false, reason: null, provider: null, position: null, places_left: null, was_at: null,
    attendance: null, request: null,
  };
}
