import { locale } from "../../i18n/index.ts";

/** `6`, `7.5`: minutes as hours, rounded down to a tenth so that nothing counts before it is done. */
export function hoursOf(minutes: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(Math.floor(minutes / 6) / 10);
}

/** A sentence in which a number and its `h` stay on one line. */
export function together(text: string): string {
  return text.replace(/(\d) h\b/g, "$1\u00a0h");
}
