import type { Finding, Outcome, Result, ResultContent } from "../../api/monitoring.ts";
import { instantOf } from "../../client/calendar/wall.ts";
import { withOffset } from "../../time.ts";
import { t } from "./words.ts";

/** One substance as the form has it. */
export type Row = { substance: string; result: Outcome | ""; value: string; unit: string };

/** What was asked for, and what the result that is corrected says of it and of more. */
export function rowsOf(panel: string[], replaces: Result | null): Row[] {
  const known = replaces?.findings ?? [];
  const all = [...new Set([...panel, ...known.map(({ substance }) => substance)])];
  return all.map((substance) => {
    const found = known.find((one) => one.substance === substance);
    return { substance, result: found?.result ?? "", value: found?.value?.toString() ?? "", unit: found?.unit ?? "" };
  });
}

/** `taken` is on the clocks of `zone`. */
type Said = { rows: Row[]; taken: string; zone: string; line: string; isCorrection: boolean; mistake: boolean };

/** What is sent, or what is missing as a sentence. */
export function contentOf({ rows, taken, zone, line, isCorrection, mistake }: Said): Pick<ResultContent, "findings" | "taken_at" | "line"> | string {
  const findings = rows.flatMap(({ substance, result, value, unit }): Finding[] =>
    result === "" ? [] : [{ substance, result, value: value.trim() ? Number(value.replace(",", ".")) : null, unit: unit.trim() || null }],
  );
  const isWrong = ({ result, value, unit }: Finding) =>
    (value === null) !== (unit === null) || (value !== null && !(value >= 0 && value <= 1_000_000)) || (result === "measured" && value === null);
  if (findings.length === 0 && !mistake) return t("result.none_wrong");
  if (findings.some(isWrong)) return t("result.value_wrong");
  if (isCorrection && !line) return t("result.why_wrong");
  const taken_at = instantOf(taken, zone);
  if (taken_at === null || Date.parse(taken_at) > Date.now() + 60_000) return t("result.taken_wrong");
  return { findings, taken_at, line: line || null };
}

/** `2026-06-10T08:15`, as the clocks of a zone show an instant. */
export function wallOf(at: Date, zone: string): string {
  return withOffset(at, zone).slice(0, 16);
}
