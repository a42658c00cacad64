import type { ClosedDays, MeetingRow } from "../../api/calendar.ts";
import type { Day } from "../../api/types.ts";
import { clockTime, dayOf, longDay } from "../../time.ts";
import { SessionLink } from "./SessionLink.tsx";
import { dayLabel } from "./say.ts";
import { byDay, closedOn, hoursOf, minutesOf, placed } from "./week.ts";
import { t } from "./words.ts";

type Props = {
  days: Day[];
  items: MeetingRow[];
  closures: ClosedDays[];
  zone: string;
  openId: string | null;
  now: number;
  /** Whose week it is: their own absences are closed days too. */
  provider: string;
};

const STEP = 5;

/** A week by the hour: a list of sessions for each day, laid out by the clock. */
export function HoursGrid({ days, items, closures, zone, openId, now, provider }: Props) {
  const [first, last] = hoursOf(items, zone);
  const found = byDay(items, days, zone);
  const rows = ((last - first) * 60) / STEP;
  const row = (minutes: number) => Math.round((minutes - first * 60) / STEP) + 1;
  const today = dayOf(new Date(now), zone);
  const minutes = minutesOf(new Date(now).toISOString(), zone);
  const template = { gridTemplateRows: `repeat(${rows}, var(--cal-step))` };
  return (
    <div class="cal-hours">
      <div class="cal-scale" aria-hidden="true" style={template}>
        {Array.from({ length: last - first }, (_, hour) => (
          <span key={hour} style={{ gridRow: `${row((first + hour) * 60)} / span ${60 / STEP}` }}>{sayHour(first + hour)}</span>
        ))}
      </div>
      {days.map((day) => {
        const closed = closedOn(closures, day) ?? (provider ? closedOn(closures, day, provider) : null);
        return (
          <section key={day} class={closed ? "cal-day closed" : "cal-day"} aria-label={longDay(day)}>
            <div class="cal-head">
              <h2 aria-current={day === today ? "date" : undefined}>{dayLabel(day)}</h2>
              {closed && <span class="small">{sayClosed(closed)}</span>}
            </div>
            <ol class="cal-column" style={template}>
              {placed(found.get(day) ?? [], zone).map(({ item, from, until, place, of }) => (
                <li
                  key={item.id} class={until - from < 40 ? "cal-cell short" : "cal-cell"}
                  style={{
                    gridRow: `${row(from)} / ${Math.max(row(until), row(from) + 3)}`,
                    inlineSize: `${100 / of}%`, marginInlineStart: `${(100 * place) / of}%`,
                  }}
                >
                  <SessionLink item={item} isOpen={item.id === openId} now={now} />
                </li>
              ))}
              {day === today && minutes >= first * 60 && minutes < last * 60 && (
                <li class="cal-now" style={{ gridRow: `${row(minutes)}` }}><span class="sr-only">{t("now", { time: clockTime(new Date(now), zone) })}</span></li>
              )}
            </ol>
          </section>
        );
      })}
    </div>
  );
}

export function sayClosed(closed: ClosedDays): string {
  if (closed.kind === "holiday") return closed.title ? `${t("closed")}: ${closed.title}` : t("closed");
  return t(closed.kind === "absence" ? "away" : "left");
}

function sayHour(hour: number): string {
  return clockTime(new Date(Date.UTC(2026, 0, 1, hour)), "UTC").replace(":00", "");
}
