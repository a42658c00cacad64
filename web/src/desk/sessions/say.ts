import type { Series } from "../../api/types.ts";
import { locale } from "../../i18n/index.ts";
import { sayLocalTime, weekdayName } from "../../time.ts";
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

export function sayDates({ from_day, until_day }: Series): string {
  if (!until_day) return t("series.from", { day: dayAndYear(from_day) });
  return t("series.from_until", { from: dayAndYear(from_day), until: dayAndYear(until_day) });
}
