import { Problem } from "../../api/problem.ts";
import type { DutyTurn } from "../../api/response.ts";
import type { Hours } from "../../api/safety.ts";
import type { Day, LocalTime, Weekday } from "../../api/types.ts";
import { sayLocalTime, shortDay, weekdayName } from "../../time.ts";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

export const WEEK: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export function dayName(day: Weekday, width: "long" | "short" = "long"): string {
  return weekdayName(WEEK.indexOf(day), width);
}

export function sayTimes(from: LocalTime, until: LocalTime): string {
  return t("duty.span", { from: sayLocalTime(from), until: sayLocalTime(until) });
}

/** From when and until when a turn is, if it is not just always. */
export function sayDays(turn: DutyTurn, today: Day): string {
  const parts: string[] = [];
  if (turn.from_day > today) parts.push(t("duty.from", { day: shortDay(turn.from_day, today) }));
  if (turn.until_day) parts.push(t("duty.until", { day: shortDay(turn.until_day, today) }));
  return parts.join(", ");
}

/** `4 h`, `90 min`: opening time as people count it. */
export function sayMinutes(minutes: number): string {
  return minutes % 60 === 0 ? t("promise.hours", { count: minutes / 60 }) : t("promise.minutes", { count: minutes });
}

/** Whether all of a turn lies in the opening hours of its day. */
export function isWithin(turn: DutyTurn, hours: Hours): boolean {
  return (hours[turn.day] ?? []).some(([from, until]) => from <= turn.from_time && turn.until_time <= until);
}

/** Which days have hours that end before they begin, or overlap. */
export function wrongDays(hours: Hours): Weekday[] {
  return WEEK.filter((day) => {
    const stretches = [...(hours[day] ?? [])].sort();
    return stretches.some(([from, until], place) => !from || !until || until <= from || (stretches[place + 1]?.[0] ?? "99") < until);
  });
}

/** Why it was refused, in a sentence; with the name of who was there first. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof Problem)) return sentenceFor(error);
  switch (error.code) {
    case "has_it_already":
    case "answered_already": {
      const name = typeof error.more["by"] === "string" ? error.more["by"] : t("problem.somebody");
      return t(`problem.${error.code}`, { name });
    }
    case "not_here":
    case "not_asked_to_look":
    case "provider_gone":
      return t(`problem.${error.code}`);
    default:
      return sentenceFor(error);
  }
}
