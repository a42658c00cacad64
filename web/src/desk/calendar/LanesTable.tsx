import type { CalendarWeek, MeetingRow } from "../../api/calendar.ts";
import type { Day } from "../../api/types.ts";
import { dayOf, longDay } from "../../time.ts";
import { sayClosed } from "./HoursGrid.tsx";
import { SessionLink } from "./SessionLink.tsx";
import { dayLabel } from "./say.ts";
import { byDay, type By, closedOn, type Lane, lanesOf } from "./week.ts";
import { t } from "./words.ts";

type Props = { week: CalendarWeek; items: MeetingRow[]; days: Day[]; by: Exclude<By, "hours">; openId: string | null; now: number; hasFilter: boolean };

/** A week with a row for each provider, room or group. */
export function LanesTable({ week, items, days, by, openId, now, hasFilter }: Props) {
  const known = hasFilter || by === "groups" ? [] : by === "providers" ? week.providers.map((one) => ({ id: one.id, name: one.shown_name })) : week.rooms;
  const lanes = lanesOf(items, by, known);
  const today = dayOf(new Date(now), week.time_zone);
  return (
    <div class="cal-scroll" tabIndex={0} role="region" aria-label={t("title")}>
      <table class="cal-lanes">
        <caption class="sr-only">{t(`by.${by}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`by.${by}`)}</th>
            {days.map((day) => (
              <th key={day} scope="col" aria-current={day === today ? "date" : undefined}>
                <abbr title={longDay(day)}>{dayLabel(day)}</abbr>
                {closedOn(week.closures, day) && <span class="small muted"> {t("closed")}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => <Row key={lane.id} lane={lane} {...{ week, days, by, openId, now }} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ lane, week, days, by, openId, now }: Omit<Props, "items" | "hasFilter"> & { lane: Lane }) {
  const found = byDay(lane.items, days, week.time_zone);
  return (
    <tr>
      <th scope="row">{lane.id ? lane.name : t(`lane.${by}`)}</th>
      {days.map((day) => {
        const closed = closedOn(week.closures, day) ?? (by === "providers" ? closedOn(week.closures, day, lane.id) : null);
        return (
          <td key={day} class={closed ? "closed" : undefined}>
            {closed && closed.kind !== "holiday" && <span class="small muted">{sayClosed(closed)}</span>}
            {(found.get(day)?.length ?? 0) > 0 && (
              <ol>{found.get(day)?.map((item) => <li key={item.id}><SessionLink item={item} isOpen={item.id === openId} now={now} /></li>)}</ol>
            )}
          </td>
        );
      })}
    </tr>
  );
}
