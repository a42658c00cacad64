import type { SlipContent } from "../../api/milestones.ts";
import type { Day } from "../../api/types.ts";
import { locale } from "../../i18n/index.ts";
import { count } from "./days.ts";
import { t } from "./words.ts";

/** Three numbers of the same size: none of them is the one that counts. */
export function Counts({ start, slips, today }: { start: Day; slips: SlipContent[]; today: Day }) {
  const { days, without, slips: noted } = count(start, slips.filter((slip) => !slip.is_mistake).map((slip) => slip.on_day), today);
  const ahead = start > today;
  return (
    <section class="stack" aria-label={t("count.label")}>
      <ul class="days-counts">
        <One value={days} text={t("count.days", { count: days })} />
        <One value={without} text={t("count.without", { count: without })} />
        <One value={noted} text={t("count.slips", { count: noted })} />
      </ul>
      <p class="muted">
        {t(ahead ? "count.ahead" : "count.since", { day: dayAndYear(start) })}
        {start === today && ` ${t("count.first")}`}
      </p>
      <details class="days-what">
        <summary>{t("count.what")}</summary>
        <div class="stack-s">
          <p>{t("count.what_days")}</p>
          <p>{t("count.what_without")}</p>
          <p>{t("count.what_today")}</p>
        </div>
      </details>
    </section>
  );
}

function One({ value, text }: { value: number; text: string }) {
  return <li><strong>{new Intl.NumberFormat(locale()).format(value)}</strong> <span>{text}</span></li>;
}

/** `March 1, 2026`: a day that may lie years back. */
export function dayAndYear(day: Day): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", dateStyle: "long" }).format(new Date(`${day}T12:00:00Z`));
}
