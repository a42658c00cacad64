import type { Intervention, PlanChange, PlanLevel, Said } from "../../api/plan.ts";
import type { Day } from "../../api/types.ts";
import { locale } from "../../i18n/index.ts";
import { t } from "./words.ts";

/** `December 1, 2026`: the days of a plan may lie far off. */
export function sayDay(day: Day): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", year: "numeric", month: "long", day: "numeric" }).format(new Date(`${day}T12:00:00Z`));
}

export function sayNumber(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
}

type Told = Pick<Intervention, "kind" | "text" | "session_kind" | "minutes" | "per_week">;

/** `One-to-one session, 50 minutes, twice a week: with Robin` */
export function sayIntervention({ kind, text, session_kind, minutes, per_week }: Told): string {
  const parts = [
    session_kind ? t(`kind.${session_kind}`) : t(`intervention.${kind}`),
    minutes && t("minutes", { count: minutes }),
    per_week && (per_week === 0.5 ? t("often.half") : t("often", { count: per_week })),
  ];
  const head = parts.filter(Boolean).join(", ");
  return text ? `${head}: ${text}` : head;
}

/** One item in one line, the way it is read in a list of changes. */
export function sayItem(what: PlanChange["what"], said: Said): string {
  if (what === "intervention" && said.kind) return sayIntervention({ ...said, kind: said.kind });
  return what === "review_on" ? sayDay(said.text) : said.text;
}

export type Line = { field: string | null; before: string | null; after: string | null };

/** What a change did, field by field; `field` is null where it is the item itself. */
export function linesOf({ op, what, before, after }: PlanChange): Line[] {
  if (op !== "changed" || !before || !after) {
    return [{ field: null, before: before && op === "removed" ? sayItem(what, before) : null, after: after ? sayItem(what, after) : null }];
  }
  const lines: Line[] = [];
  const [was, is] = [sayItem(what, before), sayItem(what, after)];
  if (was !== is) lines.push({ field: null, before: was, after: is });
  for (const field of ["measured_by", "target_day", "level"] as const) {
    if (before[field] !== after[field]) lines.push({ field: t(`field.${field}`), before: sayField(field, before), after: sayField(field, after) });
  }
  return lines;
}

function sayField(field: "measured_by" | "target_day" | "level", said: Said): string | null {
  const value = said[field];
  return value && field === "target_day" ? sayDay(value) : value || null;
}

/** How the planned hours stand to what the level has, in a sentence. */
export function sayHours(hours: number, level: PlanLevel | undefined): { text: string; fits: boolean } {
  if (!level) return { text: t("hours.no_level"), fits: true };
  const [below, above] = [level.hours_floor - hours, hours - level.hours_ceiling];
  if (below > 0) return { text: t("hours.below", { count: sayNumber(below) }), fits: false };
  if (above > 0) return { text: t("hours.above", { count: sayNumber(above) }), fits: false };
  return { text: t("hours.within"), fits: true };
}
