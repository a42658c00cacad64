import type { Series } from "../../api/types.ts";
import { locale } from "../../i18n/index.ts";
import { sayLocalTime, weekdayName } from "../../time.ts";
import { t as calendar } from "../calendar/words.ts";
import { dayAndYear } from "../ui/dates.ts";
import { t } from "../words/index.ts";
import { endOf, placesOf } from "./series.ts";

/** `Monday, Wednesday and Thursday, 6:00 PM to 9:00 PM` */
export function sayWhen(series: Series, width: "long" | "short" = "long"): string {
  const names = placesOf(series.days).map((place) => weekdayName(place, width));
  const days = new Intl.ListFormat(locale(), { style: width, type: width === "long" ? "conjunction" : "unit" }).format(names);
  return t("series.when", {
    days: days.charAt(0).toLocaleUpperCase(locale()) + days.slice(1),
    from: sayLocalTime(series.local_time),
    until: sayLocalTime(endOf(series.local_time, series.duration_minutes)),
  });
}

/** `Every 2 weeks`, `Every month: the first`; nothing for every week, which goes without saying. */
export function sayRule({ every, nth }: Pick<Series, "every" | "nth">): string | null {
  if (nth !== null) return `${calendar("form.every_month", { count: every })}: ${calendar(`form.nth.${nth}`).toLocaleLowerCase(locale())}`;
  return every > 1 ? calendar("form.every_week", { count: every }) : null;
}

export function sayDates({ from_day, until_day }: Series): string {
  if (!until_day) return t("series.from", { day: dayAndYear(from_day) });
  return t("series.from_until", { from: dayAndYear(from_day), until: dayAndYear(until_day) });
}
