import type { Aftercare, ContactRead, ContactRow } from "../../api/aftercare.ts";
import { Problem } from "../../api/problem.ts";
import { sayEvery } from "../../client/contact/say.ts";
import { t as own } from "../../client/contact/words.ts";
import { addDays } from "../../time.ts";
import { dayAndYear } from "../ui/dates.ts";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

/** How far apart contacts are offered to be. */
export const PACES = [3, 7, 14, 28] as const;
export const LENGTHS = [3, 6, 8, 10, 12, 18, 24] as const;

/** A row in sentences, with the day it ends on. */
export function rowLines({ starts_on, stretches }: ContactRow): string[] {
  return stretches.map(({ count, every_days }, index) => {
    const fill = { every: sayEvery(every_days), times: own("times", { count }), day: dayAndYear(starts_on) };
    return own(index === 0 ? "way.first" : "way.then", fill);
  });
}

export function lastDay({ starts_on, stretches }: ContactRow): string {
  const days = stretches.reduce((sum, { count, every_days }) => sum + count * every_days, 0) - (stretches[0]?.every_days ?? 0);
  return addDays(starts_on, days);
}

/** What to show of a long row: what is open or unsettled, what is over (newest first), what is far ahead. */
export function parts(value: Aftercare): { now: ContactRead | null; next: ContactRead | null; over: ContactRead[]; later: ContactRead[] } {
  const now = value.row.find((one) => one.due_on === value.to_do) ?? null;
  const next = value.row.find((one) => one.standing === "ahead") ?? null;
  const over = value.row.filter((one) => one !== now && one.standing !== "ahead").reverse();
  const later = value.row.filter((one) => one.standing === "ahead" && one !== next);
  return { now, next, over, later };
}

const KNOWN = [
  "not_in_aftercare", "plan_changed", "not_on_the_team", "day_past", "not_due", "reason_missing", "proposal_changed", "decided_already",
] as const;

/** Why it was refused, in a sentence. */
export function refusalOf(error: unknown): string {
  const code = error instanceof Problem ? KNOWN.find((one) => one === error.code) : undefined;
  return code ? t(`x.${code}`) : sentenceFor(error);
}
