import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { AskedSession, Shared } from "../api/family.ts";
import { JoinLink } from "../client/sessions/SessionList.tsx";
import { me } from "../person.ts";
import { clockTime, dayOf, longDay, shortDay } from "../time.ts";
import { Button } from "../ui/Button.tsx";
import { Card, Tag } from "../ui/surfaces.tsx";
import { t } from "./words/index.ts";

const SHOWN_FIRST = 6;

/** Each part that is shared, and no word of the others. */
export function Parts({ shared }: { shared: Shared }) {
  const { sessions, calendar, attendance, milestones, plan, modules } = shared;
  return (
    <div class="stack">
      {sessions && <Part title={t("part.family_sessions")} none={sessions.length === 0}><Sessions all={sessions} /></Part>}
      {calendar && (
        <Part title={t("part.family_calendar")} none={calendar.length === 0}>
          <Lines all={calendar.map((one) => <Time key={one.starts_at} one={one} />)} />
        </Part>
      )}
      {attendance && (
        <Part title={t("part.family_attendance")} none={attendance.length === 0}>
          <Lines all={attendance.map(({ day, came }) => (
            <li key={day} class="spread"><span>{longDay(day)}</span><span class={came ? "" : "muted"}>{t(came ? "came" : "not_there")}</span></li>
          ))} />
        </Part>
      )}
      {milestones && (
        <Part title={t("part.family_milestones")} none={milestones.length === 0}>
          <div class="row family-marks">
            {milestones.map(({ unit, count }) => <Tag key={unit + count} kind="good">{t(`mark.${unit}`, { count })}</Tag>)}
          </div>
        </Part>
      )}
      {plan && <Part title={t("part.family_plan")} none={plan.length === 0}><Lines all={plan.map((goal) => <li key={goal}>{goal}</li>)} /></Part>}
      {modules && (
        <Part title={t("part.family_modules")} none={modules.length === 0}>
          <Lines all={modules.map(({ title, is_finished }) => (
            <li key={title} class="spread"><span>{title}</span><span class="muted small">{t(is_finished ? "finished" : "unfinished")}</span></li>
          ))} />
        </Part>
      )}
    </div>
  );
}

function today(): string {
  return dayOf(new Date(), me().time_zone);
}

function Part({ title, none, children }: { title: string; none: boolean; children: ComponentChildren }) {
  return (
    <Card label={title}>
      <h3>{title}</h3>
      {none ? <p class="muted">{t("part.empty")}</p> : children}
    </Card>
  );
}

function Lines({ all }: { all: ComponentChildren[] }) {
  const [open, setOpen] = useState(false);
  const shown = open ? all : all.slice(0, SHOWN_FIRST);
  return (
    <>
      <ul class="family-lines">{shown}</ul>
      {shown.length < all.length && <Button look="plain" onClick={() => setOpen(true)}>{t("more", { count: all.length - shown.length })}</Button>}
    </>
  );
}

function Time({ one }: { one: { starts_at: string; ends_at: string; is_remote: boolean } }) {
  return <li class="spread"><span>{when(one)}</span><span class="muted small">{t(one.is_remote ? "remote" : "in_room")}</span></li>;
}

function when({ starts_at, ends_at }: { starts_at: string; ends_at: string }): string {
  const zone = me().time_zone;
  return `${shortDay(dayOf(new Date(starts_at), zone), today())}, ${clockTime(starts_at, zone)} – ${clockTime(ends_at, zone)}`;
}

function Sessions({ all }: { all: AskedSession[] }) {
  return (
    <ul class="family-lines">
      {all.map((one) => (
        <li key={one.id} class="stack-s">
          <div class="spread">
            <strong>{when(one)}</strong>
            {one.status === "cancelled" && <Tag kind="warn">{t("cancelled")}</Tag>}
          </div>
          <span class="muted">{one.is_remote ? t("by_link") : (one.place ?? t("in_room"))}</span>
          <JoinLink session={{ ...one, title: "", kind: "family" }} />
        </li>
      ))}
    </ul>
  );
}
