import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Away, AwayPlan, AwaySession, AwayWritten, MyCalendar } from "../../api/booking.ts";
import { t as core } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { addDays, dayOf, longDay } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Choice, Field, Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { zones as allZones } from "../people/zones.ts";
import { CALENDAR, loadCalendar } from "../calendar/data.ts";
import { dayAndClock } from "../calendar/say.ts";
import { useAsking } from "../calendar/useAsking.ts";
import "./booking.css";
import { t } from "./words.ts";

/** Days elsewhere: what is given back, what stays by link, and the way back early. */
export default function AwayPage() {
  const calendar = useKept<MyCalendar>(CALENDAR, loadCalendar);
  const [plan, setPlan] = useState<AwayPlan | null>(null);
  const zone = calendar.value?.time_zone ?? me().time_zone;
  const today = dayOf(new Date(), calendar.value?.centre_time_zone ?? zone);
  const away = plan?.away ?? calendar.value?.away ?? null;
  const isOn = away !== null && away.ended_at === null && away.back_on > today;

  function changed(next: AwayPlan): void {
    setPlan(next);
    void calendar.reload();
  }
  return (
    <Screen title={t("away.title")} under={t("away.under")} back="/calendar">
      {!calendar.value && <Empty>{core(calendar.state === "loading" ? "loading" : "no_connection")}</Empty>}
      {plan?.away && plan.away.ended_at !== null && <BackAgain plan={plan} zone={zone} />}
      {isOn && away && <IsAway away={away} plan={plan} today={today} zone={zone} onEnded={changed} />}
      {calendar.value && !isOn && !plan && <Leaving today={today} zone={zone} onSaid={changed} />}
    </Screen>
  );
}

const WRONG = { away_in_the_past: "away.in_the_past", away_too_long: "away.too_long", away_already: "away.already" } as const;

function Leaving({ today, zone, onSaid }: { today: string; zone: string; onSaid: (plan: AwayPlan) => void }) {
  const [from, setFrom] = useState(addDays(today, 1));
  const [back, setBack] = useState("");
  const [elsewhere, setElsewhere] = useState("");
  const [remote, setRemote] = useState(true);
  const [preview, setPreview] = useState<AwayPlan | null>(null);
  const id = useRef(newId());
  const { busy, wrong, ask } = useAsking(Object.fromEntries(Object.entries(WRONG).map(([code, key]) => [code, t(key)])));
  const daysWrong = back !== "" && from !== "" && back <= from;
  const body: AwayWritten = { from_day: from, back_on: back, time_zone: elsewhere || null, takes_part_remotely: remote };
  const other = <T,>(set: (value: T) => void) => (value: T) => {
    set(value);
    setPreview(null);
  };

  async function look(): Promise<void> {
    setPreview(await ask(() => call("POST /api/away-previews", { body })));
  }
  async function say(): Promise<void> {
    const plan = await ask(() => call("PUT /api/aways/{id}", { path: { id: id.current }, body }));
    if (!plan) return;
    announce(t("away.done"));
    onSaid(plan);
  }
  return (
    <>
      <Card>
        <Field type="date" label={t("away.from")} value={from} min={today} onText={other(setFrom)} />
        <Field
          type="date" label={t("away.back")} hint={t("away.back_hint")} value={back} min={addDays(from || today, 1)}
          wrong={daysWrong ? t("away.wrong_days") : null} onText={other(setBack)}
        />
        <Choice
          label={t("away.zone")} value={elsewhere} options={[{ value: "", text: t("away.zone_same") }, ...allZones(zone)]}
          onChoose={other(setElsewhere)}
        />
        <Toggle label={t("away.remote")} hint={t("away.remote_hint")} on={remote} onToggle={other(setRemote)} />
        {!preview && (
          <Button wide look="soft" busy={busy} disabled={from === "" || back === "" || daysWrong} onClick={() => void look()}>
            {t("away.preview")}
          </Button>
        )}
      </Card>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {preview && (
        <Card soft label={t("away.means")}>
          <h2>{t("away.means")}</h2>
          <Means plan={preview} zone={zone} />
          <Button wide busy={busy} onClick={() => void say()}>{t("away.confirm")}</Button>
        </Card>
      )}
    </>
  );
}

function Means({ plan, zone }: { plan: AwayPlan; zone: string }) {
  const { cancelled, remote, hours_to_make_up: hours } = plan;
  if (cancelled.length + remote.length === 0) return <p>{t("away.nothing")}</p>;
  return (
    <>
      {cancelled.length > 0 && <List said={t("away.given_back", { count: cancelled.length })} sessions={cancelled} zone={zone} />}
      {remote.length > 0 && <List said={t("away.stays", { count: remote.length })} sessions={remote} zone={zone} />}
      <p>{hours > 0 ? t("away.hours", { hours: Number(hours.toFixed(1)) }) : t("away.no_hours")}</p>
    </>
  );
}

function List({ said, sessions, zone }: { said: string; sessions: AwaySession[]; zone: string }) {
  return (
    <div class="stack-s">
      <p>{said}</p>
      <ul class="plain-list">
        {sessions.map((one) => <li key={one.id}>{dayAndClock(one.starts_at, zone)}, {one.title}</li>)}
      </ul>
    </div>
  );
}

type IsAwayProps = { away: Away; plan: AwayPlan | null; today: string; zone: string; onEnded: (plan: AwayPlan) => void };

function IsAway({ away, plan, today, zone, onEnded }: IsAwayProps) {
  const [ending, setEnding] = useState(false);
  const { busy, wrong, ask } = useAsking();
  const begun = away.from_day <= today;
  async function end(): Promise<void> {
    const ended = await ask(() => call("PUT /api/aways/{id}/end", { path: { id: away.id }, body: {} }));
    setEnding(false);
    if (!ended) return;
    announce(t("away.ended"));
    onEnded(ended);
  }
  return (
    <>
      {plan && <Notice live><p>{t("away.done")}</p></Notice>}
      <Card>
        <h2>{t(begun ? "away.now" : "away.coming")}</h2>
        <p>{t("away.days", { from: longDay(away.from_day), back: longDay(away.back_on) })}</p>
        {away.takes_part_remotely && <p class="muted">{t("away.by_link")}</p>}
        {plan && <Means plan={plan} zone={zone} />}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button look="quiet" wide onClick={() => setEnding(true)}>{t(begun ? "away.end" : "away.call_off")}</Button>
      </Card>
      {ending && (
        <Confirm
          title={t("away.end_title")} text={t("away.end_text")} yes={t(begun ? "away.end_yes" : "away.call_off")} busy={busy}
          onYes={() => void end()} onNo={() => setEnding(false)}
        />
      )}
    </>
  );
}

function BackAgain({ plan, zone }: { plan: AwayPlan; zone: string }) {
  return (
    <Card>
      <h2>{t("away.ended")}</h2>
      {plan.cancelled.length > 0 && (
        <>
          <List said={t("away.lost", { count: plan.cancelled.length })} sessions={plan.cancelled} zone={zone} />
          <p class="muted">{t("away.end_text")}</p>
        </>
      )}
      <ButtonLink href="/calendar" look="soft">{t("done.calendar")}</ButtonLink>
    </Card>
  );
}
