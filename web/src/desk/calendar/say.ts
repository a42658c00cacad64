import type { Meeting } from "../../api/calendar.ts";
import { Problem } from "../../api/problem.ts";
import { locale } from "../../i18n/index.ts";
import type { Day } from "../../api/types.ts";
import { clockTime, dayOf, longDay } from "../../time.ts";
import { sentenceFor } from "../ui/problems.ts";
import { en, t } from "./words.ts";

type Key = keyof typeof en;
const has = (key: string): key is Key => key in en;

/** `Mon 23` */
export function dayLabel(day: Day): string {
  return `${say(day, { weekday: "short" })} ${Number(day.slice(8))}`;
}

/** `Nov 23`, with the year where it is another. */
export function dateLabel(day: Day, year?: string): string {
  return say(day, { month: "short", day: "numeric", ...(year === day.slice(0, 4) ? {} : { year: "numeric" }) });
}

function say(day: Day, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }).format(new Date(`${day}T12:00:00Z`));
}

/** `9:00 AM to 10:30 AM` */
export function span(meeting: Pick<Meeting, "starts_at" | "ends_at" | "time_zone">): string {
  const at = (instant: string) => clockTime(instant, meeting.time_zone);
  return t("span", { from: at(meeting.starts_at), until: at(meeting.ends_at) });
}

/** `Tuesday, November 24, 9:00 AM to 10:30 AM` */
export function whenOf(meeting: Pick<Meeting, "starts_at" | "ends_at" | "time_zone">): string {
  return `${longDay(dayOf(new Date(meeting.starts_at), meeting.time_zone))}, ${span(meeting)}`;
}

/** `7 of 8, 2 waiting` */
export function fillOf({ taken, capacity, waiting }: Pick<Meeting, "taken" | "capacity" | "waiting">): string {
  const fill = capacity === null ? t("fill_open", { count: taken }) : t("fill", { taken, capacity });
  return waiting > 0 ? `${fill}, ${t("waiting", { count: waiting })}` : fill;
}

export type Field = "day" | "time" | "minutes" | "room" | "provider" | "capacity" | "clients" | null;
export type Refusal = { field: Field; sentence: string };

const FIELDS: Record<string, Field> = {
  provider_busy: "provider", provider_away: "provider", room_busy: "room", centre_closed: "day", in_the_past: "day",
  too_far_ahead: "day", day_is_full: "clients", client_busy: "clients", group_full: "clients", no_such_time: "time",
  ends_before_start: "minutes",
};

/** What the server refused, and beside which field it belongs. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Problem)) return { field: null, sentence: sentenceFor(error) };
  if (error.code === "invalid" && error.fieldCode("duration_minutes")) return { field: "minutes", sentence: t("wrong.minutes") };
  const key = `wrong.${error.code}`;
  const known = has(key) ? t(key) : null;
  const said = (error.status === 409 || error.status === 422) && error.code !== "invalid" ? error.detail : "";
  const day = error.more["day"];
  const when = typeof day === "string" ? ` (${longDay(day)})` : "";
  return { field: FIELDS[error.code] ?? null, sentence: (known ?? (said || sentenceFor(error))) + when };
}
