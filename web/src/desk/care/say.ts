import type { Move, Provider, Step } from "../../api/episodes.ts";
import { locale } from "../../i18n/index.ts";
import { me } from "../../person.ts";
import { t as desk } from "../words/index.ts";
import { t } from "./words.ts";

/** What a move is called in the list of next steps. */
export function sayMove({ phase, outcome, ends, admits }: Move): string {
  if (ends && outcome) return t(`move.end.${outcome}`);
  if (admits) return t("move.admit");
  if (phase === "treatment") return t("move.level");
  if (phase === "assessment") return t("move.assessment");
  if (phase === "alumni") return outcome ? t("move.alumni.completed") : t("move.alumni");
  return outcome && outcome !== "not_admitted" ? t(`move.aftercare.${outcome}`) : t("phase.aftercare");
}

/** Where a step led: the phase, the level in treatment, and how it ended. */
export function sayStep({ phase, level, outcome }: Step): string {
  const where = phase === "treatment" && level ? `${t("phase.treatment")}, ${level}` : t(`phase.${phase}`);
  return outcome ? `${where} (${t(`outcome.${outcome}`)})` : where;
}

export function sayProvider({ shown_name, profession }: Provider): string {
  return profession ? `${shown_name} (${desk(`profession.${profession}`)})` : shown_name;
}

/** `November 21, 2026 at 9:12 AM`: what stands in a record needs its year. */
export function fullWhen(at: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: me().time_zone, dateStyle: "long", timeStyle: "short" }).format(new Date(at));
}

export function fullDay(at: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: me().time_zone, dateStyle: "long" }).format(new Date(at));
}
