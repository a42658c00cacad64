import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { call } from "../../api/call.ts";
import type { Away, Bookable, MyCalendar, MySession } from "../../api/booking.ts";
import type { Day, Items, Today } from "../../api/types.ts";
import { t as core } from "../../i18n/core.ts";
import { outbox } from "../../offline/sync.ts";
import { me } from "../../person.ts";
import { addDays, dayAndTime, dayOf, longDay, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { useFetched, useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Empty, Notice, RowLink, Rows } from "../../ui/surfaces.tsx";
import { SessionList } from "../sessions/SessionList.tsx";
import "./calendar.css";
import { CALENDAR, covers, loadCalendar, loadWeek, mondayOf, zonesOf } from "./data.ts";
import { shortDayAndClock, type Zones } from "./say.ts";
import { SessionRow } from "./SessionRow.tsx";
import { WeekStrip } from "./WeekStrip.tsx";
import { t } from "./words.ts";

/** Where to be when: a week to look along, and the sessions of one day. */
export default function Calendar() {
  const known = useKept<MyCalendar>(CALENDAR, loadCalendar);
  const { query, route } = useLocation();
  const zone = known.value?.time_zone ?? me().time_zone;
  const today = dayOf(new Date(), zone);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(query["day"] ?? "") ? (query["day"] as Day) : today;
  const choose = (wanted: Day) => route(wanted === today ? "/calendar" : `/calendar?day=${wanted}`, true);
  const monday = mondayOf(day);
  const isKept = covers(known.value, monday);
  const other = useFetched<MyCalendar | null>(
    async () => (known.value && !isKept ? await loadWeek(monday) : null), [monday, isKept, known.value === null],
  );
  const waiting = outbox.value.length;
  useEffect(() => {
    if (known.state === "fresh") void known.reload();
  }, [waiting]);
  const shown = isKept ? known.value : covers(other.value, monday) ? other.value : null;
  return (
    <Screen title={t("title")} under={<Under monday={monday} at={isKept && known.state !== "fresh" ? known.at : null} />}>
      <WeekStrip day={day} today={today} counts={countsOf(shown, zone, monday)} onDay={choose} />
      {mondayOf(today) !== monday && (
        <div class="to-today"><Button look="plain" onClick={() => choose(today)}>{t("week.this")}</Button></div>
      )}
      {known.value?.away && <AwayLine away={known.value.away} today={today} />}
      <DayList shown={shown} day={day} today={today} later={known.value} missing={missingOf(known.state, known.value, other.state)} />
      <OpenToAlumni day={day} />
      <ThingsToDo />
    </Screen>
  );
}

function Under({ monday, at }: { monday: Day; at: number | null }) {
  const old = at !== null && Date.now() - at > 60_000;
  return (
    <>
      {t("week.of", { day: longDay(monday).replace(/^[^,]+,\s*/, "") })}
      {old && ` · ${core("as_of", { when: dayAndTime(new Date(at), phoneZone()) })}`}
    </>
  );
}

function missingOf(state: string, value: MyCalendar | null, other: string): string {
  if (value === null) return state === "failed" ? t("not_loaded") : core("loading");
  return other === "failed" || other === "stale" ? t("week.not_here") : core("loading");
}

function countsOf(calendar: MyCalendar | null, zone: string, monday: Day): Map<Day, number> {
  const counts = new Map<Day, number>();
  if (!calendar) return counts;
  for (let index = 0; index < 7; index += 1) counts.set(addDays(monday, index), 0);
  for (const item of calendar.items.filter(counted)) {
    const on = dayOf(new Date(item.starts_at), zone);
    const before = counts.get(on);
    if (before !== undefined) counts.set(on, before + 1);
  }
  return counts;
}

function counted(session: MySession): boolean {
  return session.status === "planned" && session.mine !== "open";
}

type DayProps = { shown: MyCalendar | null; day: Day; today: Day; later: MyCalendar | null; missing: string };

function DayList({ shown, day, today, later, missing }: DayProps) {
  if (!shown) return <Empty>{missing}</Empty>;
  const zones = zonesOf(shown);
  const sessions = shown.items.filter((item) => dayOf(new Date(item.starts_at), zones.shown) === day);
  return (
    <section class="stack-s" aria-label={longDay(day)}>
      <h2 class="day-title">{day === today ? `${core("day.today")}, ${longDay(day)}` : longDay(day)}</h2>
      {sessions.length > 0 && (
        <ul class="visits">
          {sessions.map((session) => <SessionRow key={session.id} session={session} zones={zones} />)}
        </ul>
      )}
      {sessions.length === 0 && <FreeDay past={day < today} next={nextAfter(later, day, zones.shown)} zones={zones} />}
    </section>
  );
}

function FreeDay({ past, next, zones }: { past: boolean; next: MySession | null; zones: Zones }) {
  return (
    <div class="free-day">
      <p>{t(past ? "day.empty_past" : "day.empty")}</p>
      {next && !past && (
        <a href={`/sessions/${next.id}`}>{t("day.next", { when: `${shortDayAndClock(next.starts_at, zones.shown)}, ${next.title}` })}</a>
      )}
    </div>
  );
}

function nextAfter(calendar: MyCalendar | null, day: Day, zone: string): MySession | null {
  const now = Date.now();
  return calendar?.items.find((item) =>
    counted(item) && Date.parse(item.ends_at) > now && dayOf(new Date(item.starts_at), zone) > day) ?? null;
}

function AwayLine({ away, today }: { away: Away; today: Day }) {
  if (away.ended_at !== null || away.back_on <= today) return null;
  const said = { from: longDay(away.from_day), day: longDay(away.back_on) };
  return (
    <Notice>
      <p>{t(away.from_day <= today ? "away.now" : "away.coming", said)}</p>
      <a href="/away">{t("away.link")}</a>
    </Notice>
  );
}

/** Whoever has finished comes back to any open class: what is open on this day. */
function OpenToAlumni({ day }: { day: Day }) {
  return me().phase === "alumni" ? <OpenClasses day={day} /> : null;
}

function OpenClasses({ day }: { day: Day }) {
  const today = useKept<Today>("today", () => call("GET /api/today"));
  const zones = today.value && zonesOf(today.value);
  const open = zones ? (today.value?.open_classes ?? []).filter((one) => dayOf(new Date(one.starts_at), zones.shown) === day) : [];
  if (!zones || open.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>{t("open_title")}</h2>
      <p class="muted">{t("open_text")}</p>
      <SessionList sessions={open} zones={zones} />
    </section>
  );
}

/** Booking shows only where somebody can be booked. */
function ThingsToDo() {
  const bookable = useKept<Items<Bookable>>("bookable", () => call("GET /api/bookable"));
  return (
    <div class="stack">
      <div class="pair">
        {(bookable.value?.items.length ?? 0) > 0 && <ButtonLink href="/book">{t("do.book")}</ButtonLink>}
        <ButtonLink href="/away" look="quiet">{t("do.away")}</ButtonLink>
      </div>
      <Rows>
        <RowLink href="/calendar/subscribe" icon="calendar" text={t("do.subscribe")} />
      </Rows>
    </div>
  );
}

