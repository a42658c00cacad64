import { locale } from "../../i18n/index.ts";
import { t } from "../words/index.ts";
import { countOf, type LogMark, type Meeting, type UseMark } from "./marks.ts";
import { lastTwoWeeks, type Measure } from "./summary.ts";

/** `last 7 days 4.3, before 5.6` */
export function meanSentence(values: readonly (number | null)[]): string {
  const { now, before } = lastTwoWeeks(values);
  if (now === null) return t("weeks.mean_none");
  if (before === null) return t("weeks.mean_now", { now: number(now) });
  return t("weeks.mean", { now: number(now), before: number(before) });
}

/** A whole row in one sentence: all that a screen reader gets of its picture. */
export function rowSentence(measure: Measure, values: readonly (number | null)[]): string {
  const said = values.filter((value) => value !== null);
  const what = t(`answers.${measure}`);
  const latest = said.at(-1);
  if (latest === undefined) return t("weeks.row_none", { what });
  return t("weeks.row", { what, answered: said.length, days: values.length, latest, mean: meanSentence(values) });
}

export function logSentence(logs: readonly LogMark[]): string {
  if (logs.length === 0) return t("weeks.logs_none");
  return t("weeks.logs_row", { count: logs.length, highest: Math.max(...logs.map((log) => log.intensity)) });
}

export function useSentence(marks: readonly UseMark[]): string {
  if (marks.length === 0) return t("weeks.use_none");
  const yes = marks.filter((mark) => mark.use === "yes").length;
  return t("weeks.use_row", { yes, rather: marks.length - yes });
}

export function sessionSentence(found: readonly Meeting[]): string {
  if (found.length === 0) return t("weeks.sessions_none");
  return t("weeks.sessions_row", {
    attended: countOf(found, "attended"), late: countOf(found, "late"), missed: countOf(found, "missed"), open: countOf(found, "open"),
  });
}

function number(value: number): string {
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}
