import type { MeetingContent } from "../../api/mutual_help.ts";
import type { Day, Instant, Weekday } from "../../api/types.ts";
import { addDays, dayOf } from "../../time.ts";
import { instantOf } from "../calendar/wall.ts";

export const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

type Weekly = Pick<MeetingContent, "day" | "at" | "zone">;

/** The instant of the next time, by the clocks where it is held; null for one without a fixed time. */
export function nextOf({ day, at, zone }: Weekly, now: Date): Instant | null {
  if (day === null || at === null) return null;
  const today = dayOf(now, zone);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const on = addDays(today, ahead);
    const instant = weekdayOf(on) === day ? instantOf(`${on}T${at}`, zone) : null;
    if (instant !== null && Date.parse(instant) >= now.getTime()) return instant;
  }
  return null;
}

/** The days one is likely to mean by "I was there": the last time it was held, today, yesterday; each once. */
export function likelyDays({ day, at, zone }: Weekly, now: Date, today: Day): Day[] {
  const here = dayOf(now, zone);
  const past = day === null ? [] : Array.from({ length: 7 }, (_, back) => addDays(here, -back)).filter((on) => weekdayOf(on) === day);
  const held = past.filter((on) => on <= today && (at === null || Date.parse(instantOf(`${on}T${at}`, zone) ?? "") <= now.getTime()));
  return [...new Set([...held, today, addDays(today, -1)])];
}

export function weekdayOf(day: Day): Weekday {
  return WEEKDAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7] as Weekday;
}

export type Way = { kind: "link" | "call"; href: string } | { kind: "address"; href: string } | null;

/** How one gets there: a link, a number or an address. Only https, so that nothing else ever runs. */
export function wayTo(where: string | null): Way {
  const text = where?.trim() ?? "";
  if (text === "") return null;
  if (/^https:\/\/\S+$/i.test(text)) return { kind: "link", href: text };
  if (/^\+?[\d\s().-]{6,}$/.test(text)) return { kind: "call", href: `tel:${text.replace(/[^+\d]/g, "")}` };
  return { kind: "address", href: `geo:0,0?q=${encodeURIComponent(text)}` };
}
