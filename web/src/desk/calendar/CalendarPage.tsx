import { useLocation, useRoute } from "preact-iso";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CalendarWeek } from "../../api/calendar.ts";
import type { Day } from "../../api/types.ts";
import { clockTime, dayOf, phoneZone, zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Empty } from "../../ui/surfaces.tsx";
import { t as core } from "../../i18n/core.ts";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Deeper } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { useWide } from "../ui/useWide.ts";
import "./calendar.css";
import { Closures } from "./Closures.tsx";
import { DayList } from "./DayList.tsx";
import { HoursGrid } from "./HoursGrid.tsx";
import { KeysSheet } from "./KeysSheet.tsx";
import { LanesTable } from "./LanesTable.tsx";
import { NewSession } from "./NewSession.tsx";
import { SessionPanel } from "./SessionPanel.tsx";
import { note, show, shown as chosen, type Shown, wantsAttendance } from "./shown.ts";
import { goWeek, Toolbar } from "./Toolbar.tsx";
import { daysFrom, mondayOf, neighbour } from "./week.ts";
import { isProvider } from "../ui/roles.ts";
import { t } from "./words.ts";

/** The centre's week, and what was opened from it. */
export function CalendarPage() {
  const shown = chosen();
  const { params } = useRoute();
  const { route } = useLocation();
  const [keysShown, showKeys] = useState(false);
  const wide = useWide();
  const now = useNow();
  const week = useWeek(shown);
  const id = params["id"] ?? null;
  const alone = !wide && id !== null;
  const first = week.value?.from_day ?? shown.first;

  const close = () => route("/desk/calendar");
  useCalendarKeys({ first, openId: id, route, showHelp: () => showKeys(true), week: week.value });
  const opened = id === null ? null : openedOf(id, week.value, { onChanged: week.reload, close, route });
  const title = opened && alone ? opened.title : t("title");
  return (
    <>
      <Screen
        title={title} under={alone ? undefined : <Under week={week.value} now={now} wide={wide} showKeys={() => showKeys(true)} />}
        back={alone ? "/desk/calendar" : undefined} wide nav={<DeskNav />}
      >
        <div class={opened && wide ? "cal with-panel" : "cal"}>
          <div class="cal-main stack" hidden={alone} onKeyDown={(event) => moveByArrow(event, week.value)}>
            {week.value ? <Week week={week.value} resource={week} shown={shown} wide={wide} now={now} openId={id} /> : <Loaded of={week}>{() => null}</Loaded>}
          </div>
          {opened && <Panel key={id} title={opened.title} wide={wide} onClose={close}>{opened.content}</Panel>}
        </div>
      </Screen>
      {keysShown && <KeysSheet onClose={() => showKeys(false)} />}
    </>
  );
}

type Ways = { onChanged: () => Promise<void>; close: () => void; route: (path: string, replace?: boolean) => void };

function openedOf(id: string, week: CalendarWeek | null, { onChanged, close, route }: Ways): { title: string; content: ComponentChildren } {
  if (id === "new") {
    return { title: t("new"), content: <NewSession onMade={(made) => { void onChanged(); if (made) route(`/desk/calendar/${made}`, true); else close(); }} /> };
  }
  if (id === "closures") return { title: t("closures"), content: <Closures onChanged={onChanged} /> };
  const title = week?.items.find((item) => item.id === id)?.title ?? t("title");
  return { title, content: <SessionPanel key={id} id={id} onChanged={onChanged} /> };
}

/** The week that was asked for. While the next one comes, its days are there already, still empty. */
function useWeek(shown: Shown): Resource<CalendarWeek> {
  const { first, provider, room, group } = shown;
  const last = useRef<CalendarWeek | null>(null);
  const week = useFetched(
    () => call("GET /api/calendar", {
      query: {
        ...(first ? { from_day: first } : {}), ...(provider ? { provider_id: provider } : {}),
        ...(room ? { room_id: room } : {}), ...(group ? { series_id: group } : {}),
      },
    }),
    [first, provider, room, group],
  );
  if (week.value) {
    last.current = week.value;
    note(week.value);
  }
  if (week.value || !last.current || week.state === "failed") return week;
  const from_day = first ?? mondayOf(dayOf(new Date(), last.current.time_zone));
  return { ...week, value: { ...last.current, from_day, items: [], closures: [] } };
}

type WeekProps = { week: CalendarWeek; resource: Resource<CalendarWeek>; shown: Shown; wide: boolean; now: number; openId: string | null };

function Week({ week, resource, shown, wide, now, openId }: WeekProps) {
  const days = daysFrom(week.from_day);
  const hasFilter = Boolean(shown.provider || shown.room || shown.group);
  const grid = { days, items: week.items, closures: week.closures, zone: week.time_zone, now };
  return (
    <>
      <Toolbar week={week} first={week.from_day} shown={shown} wide={wide} />
      <div class="stack" aria-busy={resource.state === "loading"}>
        {resource.state === "loading" && <p class="sr-only" role="status">{core("loading")}</p>}
        <Loaded of={resource}>
          {() =>
            !wide ? <DayList {...grid} day={shown.day} onDay={(day: Day) => show({ day })} />
            : shown.by === "hours" ? <HoursGrid {...grid} openId={openId} provider={shown.provider} />
            : <LanesTable week={week} items={week.items} days={days} by={shown.by} openId={openId} now={now} hasFilter={hasFilter} />}
        </Loaded>
        {resource.state !== "loading" && week.items.length === 0 && <Nothing hasFilter={hasFilter} />}
      </div>
    </>
  );
}

function Nothing({ hasFilter }: { hasFilter: boolean }) {
  return (
    <Empty>
      <p>{t(hasFilter ? "none_filter" : "none_week")}</p>
      {hasFilter && <Button look="quiet" onClick={() => show({ provider: "", room: "", group: "" })}>{t("show_all")}</Button>}
    </Empty>
  );
}

type UnderProps = { week: CalendarWeek | null; now: number; wide: boolean; showKeys: () => void };

function Under({ week, now, wide, showKeys }: UnderProps) {
  if (!week) return null;
  const zone = zoneName(week.time_zone);
  const here = phoneZone();
  const same = clockTime(new Date(now), here) === clockTime(new Date(now), week.time_zone);
  return (
    <span class="row small">
      <span>{same ? t("zone", { zone }) : t("zone_elsewhere", { zone, here: zoneName(here), time: clockTime(new Date(now), here) })}</span>
      <a href="/desk/sessions">{t("groups")}</a>
      <a href="/desk/calendar/closures">{t("closures")}</a>
      {isProvider() && <a href="/desk/hours">{t("hours")}</a>}
      {wide && <button type="button" class="desk-text-button" onClick={showKeys}>{t("keys")}</button>}
    </span>
  );
}

function Panel({ title, wide, onClose, children }: { title: string; wide: boolean; onClose: () => void; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    (heading.current ?? document.querySelector<HTMLElement>("main h1"))?.focus({ preventScroll: true });
    if (!heading.current) scrollTo({ top: 0 });
  }, []);
  return (
    <aside class="cal-panel stack" aria-label={title}>
      {wide && (
        <div class="spread">
          <h2 ref={heading} class="desk-pane-title" tabIndex={-1}>{title}</h2>
          <button type="button" class="icon-button" aria-label={core("close")} onClick={onClose}><Icon name="close" /></button>
        </div>
      )}
      <Deeper.Provider value={wide}>{children}</Deeper.Provider>
    </aside>
  );
}

/** This minute, for the line across today. */
function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

type Keys = { first: Day | null; openId: string | null; route: (path: string) => void; showHelp: () => void; week: CalendarWeek | null };

function useCalendarKeys({ first, openId, route, showHelp, week }: Keys): void {
  const isSession = openId !== null && openId !== "new" && openId !== "closures";
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    h: () => first && goWeek(first, -1),
    l: () => first && goWeek(first, 1),
    t: () => show({ first: null, day: null }),
    n: () => route("/desk/calendar/new"),
    a: () => {
      const id = isSession ? openId : focusedId();
      if (!id || !week) return;
      wantsAttendance.value = id;
      if (id !== openId) route(`/desk/calendar/${id}`);
    },
    Escape: () => {
      if (openId === null) return;
      route("/desk/calendar");
      requestAnimationFrame(() => focusOn(openId));
    },
    "?": showHelp,
  });
}

const links = () => [...document.querySelectorAll<HTMLElement>(".cal-main a.cal-item")];
const focusedId = () => (document.activeElement instanceof HTMLElement ? (document.activeElement.dataset["id"] ?? null) : null);

function focusOn(id: string): void {
  links().find((link) => link.dataset["id"] === id)?.focus();
}

function step(steps: 1 | -1): void {
  const all = links();
  const place = all.indexOf(document.activeElement as HTMLElement);
  const open = all.findIndex((link) => link.getAttribute("aria-current") === "true");
  const from = place >= 0 ? place : open;
  all[from < 0 ? (steps > 0 ? 0 : all.length - 1) : from + steps]?.focus();
}

function moveByArrow(event: KeyboardEvent, week: CalendarWeek | null): void {
  const id = focusedId();
  if (!week || !id || !event.key.startsWith("Arrow") || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = neighbour(week.items, id, event.key, week.time_zone);
  event.preventDefault();
  if (to) focusOn(to);
}

