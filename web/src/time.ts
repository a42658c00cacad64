import type { Day, Instant } from "./api/types.ts";
import { locale } from "./i18n/index.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The IANA zone the phone is in now. */
export function phoneZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** The calendar day of an instant in a zone. */
export function dayOf(at: Date, zone: string): Day {
  const part = partsOf(at, zone);
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** The day before or after: calendar arithmetic, so no night is 23 or 25 hours long. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/** The hour, 0 to 23, of an instant in a zone. */
export function hourOf(at: Date, zone: string): number {
  return Number(partsOf(at, zone)("hour"));
}

/** `2026-11-21T20:15:03-05:00`: the wall clock of a zone with its offset from UTC. */
export function withOffset(at: Date, zone: string): string {
  const part = partsOf(at, zone);
  const wall = `${dayOf(at, zone)}T${part("hour")}:${part("minute")}:${part("second")}`;
  const minutes = Math.round((Date.parse(`${wall}Z`) - Math.floor(at.getTime() / 1000) * 1000) / MINUTE);
  const size = Math.abs(minutes);
  const offset = `${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
  return `${wall}${minutes < 0 ? "-" : "+"}${offset}`;
}

function partsOf(at: Date, zone: string): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit",
  }).formatToParts(at);
  return (type) => parts.find((part) => part.type === type)?.value ?? "";
}

/** `9:12 AM` */
export function clockTime(at: Instant | Date, zone: string): string {
  return format(at, zone, { hour: "numeric", minute: "2-digit" });
}

/** `Saturday, November 21` for a calendar day, whatever zone it is read in. */
export function longDay(day: Day): string {
  return format(`${day}T12:00:00Z`, "UTC", { weekday: "long", month: "long", day: "numeric" });
}

/** `Saturday` within the last and next six days, `Sat, Nov 7` further away. */
export function shortDay(day: Day, today: Day): string {
  const apart = Math.abs(Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY;
  const style: Intl.DateTimeFormatOptions =
    apart < 7 ? { weekday: "long" } : { weekday: "short", month: "short", day: "numeric" };
  return format(`${day}T12:00:00Z`, "UTC", style);
}

/** `9:12 AM` when it was today, `Tuesday 9:12 AM` when it was not. */
export function dayAndTime(at: Instant | Date, zone: string, now = new Date()): string {
  const day = dayOf(new Date(at), zone);
  const today = dayOf(now, zone);
  return day === today ? clockTime(at, zone) : `${shortDay(day, today)} ${clockTime(at, zone)}`;
}

/** `Eastern Time`: what people call the zone, for where two of them meet. */
export function zoneName(zone: string): string {
  const named = new Intl.DateTimeFormat(locale(), { timeZone: zone, timeZoneName: "longGeneric" });
  return named.formatToParts(new Date()).find((part) => part.type === "timeZoneName")?.value ?? zone;
}

/** A wall-clock time such as `20:00`, said the way the phone says times. */
export function sayLocalTime(time: string): string {
  return clockTime(`2026-01-01T${time}:00Z`, "UTC");
}

/** The name of a weekday: 0 is Monday. */
export function weekdayName(index: number, width: "long" | "short" = "long"): string {
  return format(new Date(Date.UTC(2026, 5, 1 + index, 12)), "UTC", { weekday: width });
}

function format(at: Instant | Date, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(new Date(at));
}
