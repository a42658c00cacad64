import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { FreeDay, FreeTime, FreeTimes, MyCalendar, SessionKind, SessionProvider } from "../../api/booking.ts";
import type { Day } from "../../api/types.ts";
import { t as core } from "../../i18n/core.ts";
import { addDays, dayOf, longDay, weekdayName, zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Empty, Tag } from "../../ui/surfaces.tsx";
import type { Zones } from "../calendar/say.ts";
import { TimeGrid } from "../calendar/TimeGrid.tsx";
import { t } from "./words.ts";

const DAYS = 14;

type TimesProps = {
  provider: SessionProvider;
  kind: SessionKind;
  calendar: MyCalendar | null;
  zones: Zones;
  /** Another number: ask again, what is free has changed. */
  round: number;
  chosen: FreeTime | null;
  onChoose: (time: FreeTime) => void;
};

/** Two weeks of days, and the free times of one of them. */
export function Times({ provider, kind, calendar, zones, round, chosen, onChoose }: TimesProps) {
  const today = dayOf(new Date(), zones.centre);
  const [from, setFrom] = useState(today);
  const [day, setDay] = useState<Day | null>(null);
  const free = useFetched<FreeTimes>(
    () => call("GET /api/free-times", { query: { provider_id: provider.id, kind, from_day: from, days: DAYS } }), [from, round],
  );
  const days = free.value?.days ?? [];
  // Without a choice of one's own: the day that was chosen, or else the first that has a time.
  const shown = days.find((one) => one.day === day) ?? days.find((one) => one.times.length > 0) ?? null;
  const name = provider.shown_name;
  return (
    <section class="stack-s">
      <h2>{t("when.title")}</h2>
      {!free.value && <Empty>{core(free.state === "loading" ? "loading" : "no_connection")}</Empty>}
      {free.value && !days.some((one) => one.times.length > 0) && <p>{t("when.none_in", { name })}</p>}
      {days.length > 0 && (
        <div class="day-pick" role="group" aria-label={t("when.title")}>
          {days.map((one) => <DayChoice key={one.day} day={one} on={one === shown} onChoose={() => setDay(one.day)} />)}
        </div>
      )}
      <div class="row">
        {from > today && <Button look="plain" onClick={() => { setFrom(addDays(from, -DAYS)); setDay(null); }}>{t("when.earlier")}</Button>}
        <Button look="plain" onClick={() => { setFrom(addDays(from, DAYS)); setDay(null); }}>{t("when.later")}</Button>
      </div>
      {shown && <DayTimes day={shown} calendar={calendar} zones={zones} chosen={chosen} onChoose={onChoose} />}
      <p class="small muted">{t("when.why", { name })}</p>
      {zoneName(zones.shown) !== zoneName(zones.centre) && (
        <p class="small muted">{t("when.zone", { zone: zoneName(zones.shown), centre: zoneName(zones.centre) })}</p>
      )}
    </section>
  );
}

function DayChoice({ day, on, onChoose }: { day: FreeDay; on: boolean; onChoose: () => void }) {
  const count = day.times.length;
  const said = { day: longDay(day.day), count };
  const name = day.full ? t("when.full", said) : count === 0 ? t("when.no_times", said) : t("when.free", said);
  return (
    <button type="button" class={count === 0 ? "day-choice empty-day" : "day-choice"} aria-pressed={on} onClick={onChoose}>
      <span class="sr-only">{name}</span>
      <span class="weekday" aria-hidden="true">{weekdayName((new Date(`${day.day}T12:00:00Z`).getUTCDay() + 6) % 7, "short").replace(".", "")}</span>
      <span class="number" aria-hidden="true">{Number(day.day.slice(8))}</span>
      <span class="dots">{count > 0 && <span class="dot" />}</span>
    </button>
  );
}

type DayTimesProps = { day: FreeDay; calendar: MyCalendar | null; zones: Zones; chosen: FreeTime | null; onChoose: (time: FreeTime) => void };

function DayTimes({ day, calendar, zones, chosen, onChoose }: DayTimesProps) {
  const taken = takenOn(day.day, calendar);
  const cap = calendar?.cap ?? null;
  return (
    <div class="stack-s" role="group" aria-label={longDay(day.day)}>
      <div class="spread">
        <h3>{longDay(day.day)}</h3>
        {cap !== null && taken !== null && <Tag kind={taken >= cap ? "warn" : "plain"}>{t("cap.count", { count: taken, of: cap })}</Tag>}
      </div>
      {day.full && <p>{t("when.day_full", { count: cap ?? taken ?? 0 })}</p>}
      {!day.full && day.times.length === 0 && <p class="muted">{t("when.day_none")}</p>}
      <TimeGrid key={day.day} times={day.times} zone={zones.shown} chosen={chosen ? [chosen.starts_at] : []} onToggle={onChoose} />
    </div>
  );
}

/** How many sessions the client has on a day of the centre; null where this phone does not know. */
function takenOn(day: Day, calendar: MyCalendar | null): number | null {
  if (!calendar || day < calendar.from_day || day >= addDays(calendar.from_day, calendar.days)) return null;
  return calendar.items.filter(
    (item) => item.mine === "booked" && item.status === "planned" && dayOf(new Date(item.starts_at), calendar.centre_time_zone) === day,
  ).length;
}
