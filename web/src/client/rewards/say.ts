import type { Draws, Entry } from "../../api/rewards.ts";
import { locale } from "../../i18n/index.ts";
import { t } from "./words.ts";

/** `$5`, or `$5.50`. */
export function money(cents: number): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  const format = new Intl.NumberFormat(locale(), { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol", minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(cents / 100);
}

/** `November 21, 2027`: the limit looks a year ahead. */
export function fullDay(day: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", dateStyle: "long" }).format(new Date(`${day}T12:00:00Z`));
}

/** `+3`, `−10`, or nothing. */
export function signed(points: number): string {
  if (points === 0) return "";
  return new Intl.NumberFormat(locale(), { signDisplay: "exceptZero" }).format(points);
}

/** One line of the ledger in words; the same for the client and for the team. */
export function sayEntry(entry: Entry): string {
  const by = entry.by ?? "";
  if (entry.kind === "earned") return t(`earned.${entry.for_what === "module" || entry.for_what === "result" ? entry.for_what : "session"}`);
  if (entry.kind === "reset") return t("reset");
  if (entry.kind === "draw") return sayDraw(entry);
  if (entry.kind === "handed_out") return t("handed_out", { prize: money(-entry.cents), by });
  if (entry.for_what === "prize") return t("corrected.prize", { prize: money(-entry.cents), by });
  if (entry.for_what === "handing_out") return t("corrected.handing_out", { prize: money(entry.cents), by });
  return t("corrected.points", { by });
}

function sayDraw({ drawn, cents }: Entry): string {
  if (!drawn || cents === 0) return t("draw.words");
  return t("draw.prize", { size: t(`size.${drawn.given}`), prize: money(cents) });
}

/** Where the fund's limit left room for less than what came out of the bowl. */
export function sayLimited({ drawn }: Entry): string | null {
  if (!drawn || drawn.drawn === drawn.given) return null;
  return t("draw.limited", { drawn: money(drawn.drawn_cents), given: money(drawn.cents) });
}

/** What is in the bowl: how many of how many, and what they give. */
export function bowlRows({ bowl }: Draws): { size: string; chance: string }[] {
  const all = bowl.reduce((sum, one) => sum + one.count, 0);
  return bowl.filter((one) => one.count > 0).map((one) => ({
    size: one.cents === 0 ? t("size.well_done") : t("bowl.prize", { size: t(`size.${one.size}`), prize: money(one.cents) }),
    chance: t("bowl.chance", { count: one.count, all }),
  }));
}
