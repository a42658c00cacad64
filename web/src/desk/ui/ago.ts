import type { Instant } from "../../api/types.ts";
import { locale } from "../../i18n/index.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The unit and count in which people say how long ago something was. */
export function spanOf(milliseconds: number): [count: number, unit: "minute" | "hour" | "day"] {
  const span = Math.max(0, milliseconds);
  if (span < HOUR) return [Math.floor(span / MINUTE), "minute"];
  if (span < 2 * DAY) return [Math.floor(span / HOUR), "hour"];
  return [Math.floor(span / DAY), "day"];
}

/** `2 hours ago`; `narrow` where there is little room: `2h ago`. */
export function ago(at: Instant, now = Date.now(), style: "long" | "narrow" = "long"): string {
  const [count, unit] = spanOf(now - Date.parse(at));
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto", style }).format(-count, unit);
}
