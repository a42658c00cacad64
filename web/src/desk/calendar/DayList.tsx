import type { ClosedDays, MeetingRow } from "../../api/calendar.ts";
import type { Day } from "../../api/types.ts";
import { dayOf, longDay } from "../../time.ts";
import { sayClosed } from "./HoursGrid.tsx";
import { SessionLink } from "./SessionLink.tsx";
import { dayLabel } from "./say.ts";
import { byDay, closedOn } from "./week.ts";
import { t } from "./words.ts";

type Props = { days: Day[]; items: MeetingRow[]; closures: ClosedDays[]; zone: string; now: number; day: Day | null; onDay: (day: Day) => void };

/** A phone's calendar: the days of the week, and the sessions of one of them. */
export function DayList({ days, items, closures, zone, now, day, onDay }: Props) {
  const today = dayOf(new Date(now), zone);
  const chosen = day && days.includes(day) ? day : days.includes(today) ? today : (days[0] ?? today);
  const found = byDay(items, days, zone);
  const list = found.get(chosen) ?? [];
  const closed = closedOn(closures, chosen);
  return (
    <>
      <ul class="cal-strip">
        {days.map((one) => (
          <li key={one}>
            <button type="button" aria-pressed={one === chosen} aria-current={one === today ? "date" : undefined} onClick={() => onDay(one)}>
              {dayLabel(one).split(" ").map((part) => <span key={part}>{part}</span>)}
              <span class="cal-dot" aria-hidden="true">{found.get(one)?.length || "–"}</span>
            </button>
          </li>
        ))}
      </ul>
      <section class="stack-s" aria-label={longDay(chosen)}>
        <h2>{longDay(chosen)}{chosen === today && <span class="muted small"> {t("this_day")}</span>}</h2>
        {closed && <p class="desk-warn-words">{sayClosed(closed)}</p>}
        {list.length === 0 && <p class="muted">{t("none_day")}</p>}
        {list.length > 0 && <ol class="rows">{list.map((item) => <li key={item.id}><SessionLink item={item} isOpen={false} now={now} whole /></li>)}</ol>}
      </section>
    </>
  );
}
