import type { BookingRules, Hours, HoursWritten } from "../../api/booking.ts";
import type { Day, Weekday } from "../../api/types.ts";
import { sayLocalTime, shortDay, weekdayName } from "../../time.ts";
import { t } from "./words.ts";

export const WEEK: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** `Mon, Tue, Wed`, or that it is every day. */
export function sayDays(days: readonly Weekday[]): string {
  if (days.length === WEEK.length) return t("hours.every_day");
  return WEEK.flatMap((day, index) => (days.includes(day) ? [weekdayName(index, "short")] : [])).join(", ");
}

export function sayTimes(hours: Pick<Hours, "from_time" | "until_time">): string {
  return t("hours.span", { from: sayLocalTime(hours.from_time), until: sayLocalTime(hours.until_time) });
}

/** How and where, and from when to when. */
export function sayMore(hours: Hours, today: Day): string {
  const parts = [t(`modality.${hours.modality}`)];
  if (hours.room) parts.push(t("hours.in_room", { room: hours.room.name }));
  if (hours.from_day > today) parts.push(t("hours.from_day", { day: shortDay(hours.from_day, today) }));
  if (hours.until_day) parts.push(t("hours.until_day", { day: shortDay(hours.until_day, today) }));
  return parts.join(" · ");
}

/** Those that are over are left out; by their first weekday, then by the time of day. */
export function inOrder(all: readonly Hours[], today: Day): Hours[] {
  const first = (hours: Hours) => WEEK.findIndex((day) => hours.days.includes(day));
  return all
    .filter((hours) => hours.until_day === null || hours.until_day >= today)
    .sort((a, b) => first(a) - first(b) || a.from_time.localeCompare(b.from_time) || a.id.localeCompare(b.id));
}

export type HoursWrong = { days?: true; times?: true; until?: true };

export function wrongHours(hours: HoursWritten): HoursWrong {
  return {
    ...(hours.days.length === 0 ? { days: true as const } : {}),
    ...(hours.from_time && hours.until_time && hours.from_time < hours.until_time ? {} : { times: true as const }),
    ...(!hours.from_day || (hours.until_day && hours.until_day < hours.from_day) ? { until: true as const } : {}),
  };
}

/** The limits as they are typed: numbers are text until they are sent. */
export const NUMBERS = {
  sessions_a_day: [1, 24], buffer_minutes: [0, 240], notice_hours: [0, 720], join_notice_hours: [0, 720],
  cancel_notice_hours: [0, 720], days_ahead: [1, 365],
} as const;
export type NumberName = keyof typeof NUMBERS;
export type Typed = Record<NumberName, string> & { kinds: BookingRules["kinds"]; join_link: string };

export function typed(rules: BookingRules): Typed {
  const numbers = Object.keys(NUMBERS).map((name) => [name, String(rules[name as NumberName] ?? "")]);
  return { ...(Object.fromEntries(numbers) as Record<NumberName, string>), kinds: rules.kinds, join_link: rules.join_link ?? "" };
}

/** Only how many sessions a day may be left open. */
export function wrongNumber(name: NumberName, text: string): boolean {
  if (text.trim() === "") return name !== "sessions_a_day";
  const [least, most] = NUMBERS[name];
  const number = Number(text);
  return !Number.isInteger(number) || number < least || number > most;
}

export function wrongLink(text: string): boolean {
  return text.trim() !== "" && !text.trim().startsWith("https://");
}

export function written(form: Typed): BookingRules {
  const number = (name: NumberName) => Number(form[name]);
  return {
    sessions_a_day: form.sessions_a_day.trim() === "" ? null : number("sessions_a_day"),
    buffer_minutes: number("buffer_minutes"),
    notice_hours: number("notice_hours"),
    join_notice_hours: number("join_notice_hours"),
    cancel_notice_hours: number("cancel_notice_hours"),
    days_ahead: number("days_ahead"),
    kinds: form.kinds,
    join_link: form.join_link.trim() || null,
  };
}
