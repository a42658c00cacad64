import type { BookingRules, Hours } from "../../api/booking.ts";
import type { CalendarWeek, MeetingRow } from "../../api/calendar.ts";
import type { Day, LocalTime } from "../../api/types.ts";
import { dayOf } from "../../time.ts";
import { closedOn, codeOf, daysFrom, minutesOf } from "../calendar/week.ts";

export type Free = { day: Day; local_time: LocalTime };
const STEP = 30;
/** Nobody is asked to come within the hour. */
const NOTICE = 60;

/** Sessions of one client alone with whoever looks, still to come and not cancelled. */
export function aloneWith(week: CalendarWeek, clientId: string, now: number): MeetingRow[] {
  return week.items.filter(
    (one) => one.status === "planned" && Date.parse(one.starts_at) > now && one.taken === 1 && one.names.length === 1 && one.names[0]?.id === clientId,
  );
}

/** When somebody with these hours is free for as long as `session` lasts, before it; in the centre's days and wall times. */
export function freeBefore(session: MeetingRow, week: CalendarWeek, hours: readonly Hours[], rules: BookingRules, me: string, now: number, most = 12): Free[] {
  const zone = week.time_zone;
  const length = Math.round((Date.parse(session.ends_at) - Date.parse(session.starts_at)) / 60_000);
  const today = dayOf(new Date(now), zone);
  const last = dayOf(new Date(session.starts_at), zone);
  const found: Free[] = [];
  for (const day of daysFrom(today, 28)) {
    if (day > last || found.length >= most) break;
    if (closedOn(week.closures, day) || closedOn(week.closures, day, me)) continue;
    const from = day === today ? minutesOf(new Date(now).toISOString(), zone) + NOTICE : 0;
    const until = day === last ? minutesOf(session.starts_at, zone) : 24 * 60;
    const taken = takenOn(week, day, session.id, rules.buffer_minutes);
    for (const at of startsOn(day, hours, length)) {
      if (at < from || at >= until || found.length >= most) continue;
      if (taken.every(([begin, end]) => at + length <= begin || at >= end)) found.push({ day, local_time: clock(at) });
    }
  }
  return found;
}

function startsOn(day: Day, hours: readonly Hours[], length: number): number[] {
  const starts = hours
    .filter((one) => one.days.includes(codeOf(day)) && one.from_day <= day && (one.until_day === null || day <= one.until_day))
    .flatMap((one) => {
      const [first, end] = [minutes(one.from_time), minutes(one.until_time)];
      return Array.from({ length: Math.max(0, Math.floor((end - length - first) / STEP) + 1) }, (_, place) => first + place * STEP);
    });
  return [...new Set(starts)].sort((one, other) => one - other);
}

function takenOn(week: CalendarWeek, day: Day, except: string, buffer: number): [number, number][] {
  const zone = week.time_zone;
  return week.items
    .filter((one) => one.id !== except && one.status === "planned" && dayOf(new Date(one.starts_at), zone) === day)
    .map((one) => {
      const begin = minutesOf(one.starts_at, zone);
      return [begin - buffer, begin + Math.round((Date.parse(one.ends_at) - Date.parse(one.starts_at)) / 60_000) + buffer];
    });
}

function minutes(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function clock(at: number): LocalTime {
  const two = (count: number) => String(count).padStart(2, "0");
  return `${two(Math.floor(at / 60))}:${two(at % 60)}`;
}
