import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { MutualHelp } from "../../api/mutual_help.ts";
import { t as shared } from "../../i18n/core.ts";
import { tryAgain } from "../../offline/outbox.ts";
import { myDatabase, outbox, outboxChanged, sendNow } from "../../offline/sync.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Toggle } from "../../ui/Field.tsx";
import { type Resource, useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { AttendedRows } from "./AttendedRows.tsx";
import { MeetingCard } from "./MeetingCard.tsx";
import { MeetingSheet } from "./MeetingSheet.tsx";
import "./meetings.css";
import type { MeetingNow, Now } from "./state.ts";
import { useMeetings } from "./useMeetings.ts";
import { WasSheet } from "./WasSheet.tsx";
import { t } from "./words.ts";

type Open = { edit: MeetingNow | null } | { was: MeetingNow | null } | null;

/** One's own meetings, and which were attended. Works without a connection. */
export default function Meetings() {
  const { now, resource } = useMeetings();
  const [open, setOpen] = useState<Open>(null);
  const { state, at, value } = resource;
  const close = () => setOpen(null);
  return (
    <Screen title={t("title")} under={state === "stale" && at !== null ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : t("under")} back="/around">
      {value === null && state === "loading" && <p class="muted" role="status">{shared("loading")}</p>}
      {value === null && state === "failed" && <Notice kind="warn" live>{t("not_loaded")}</Notice>}
      {now.refused.length > 0 && <Refused ids={now.refused.map((op) => op.id)} />}
      <div class="stack-l">
        <ThisWeek now={now} />
        <section class="stack">
          <h2>{t("list.title")}</h2>
          {now.meetings.length === 0 && <Empty>{t("list.none")}</Empty>}
          {now.meetings.map((one) => (
            <MeetingCard key={one.id} meeting={one} waiting={now.waiting.has(one.id)} onWas={() => setOpen({ was: one })} onEdit={() => setOpen({ edit: one })} />
          ))}
          <Button look={now.meetings.length === 0 ? "primary" : "soft"} wide icon="plus" onClick={() => setOpen({ edit: null })}>{t("list.add")}</Button>
          <Button look="quiet" wide onClick={() => setOpen({ was: null })}>{t("other.was")}</Button>
        </section>
        <AttendedRows now={now} />
        <WhatTheTeamSees of={resource} />
      </div>
      {open && "edit" in open && <MeetingSheet meeting={open.edit} now={now} onClose={close} />}
      {open && "was" in open && <WasSheet meeting={open.was} now={now} onClose={close} />}
    </Screen>
  );
}

/** What the programme asks for, in the words of the week's review: one count, wherever it is shown. */
function ThisWeek({ now }: { now: Now }) {
  const week = useKept("level-review", () => call("GET /api/level-review"));
  const queued = outbox.value.length;
  useEffect(() => {
    // What has just left the queue is counted now.
    if (week.state === "fresh") void week.reload();
  }, [queued]);
  const sentence = week.value?.sentences.find((one) => one.code.startsWith("mutual_help"));
  if (!week.value || !sentence) return null;
  const { week: monday } = week.value;
  const more = now.attended.filter((one) => now.waiting.has(one.attendance_id) && !one.is_mistake && one.on_day >= monday).length;
  return (
    <Card label={t("week.title")}>
      <h2>{t("week.title")}</h2>
      <p class="large">{sentence.text}</p>
      {more > 0 && <p>{t("week.waiting", { count: more })}</p>}
      <p class="small muted">{t("week.how")}</p>
      {week.state === "stale" && week.at !== null && <p class="small muted">{t("week.kept", { when: dayAndTime(new Date(week.at), phoneZone()) })}</p>}
    </Card>
  );
}

/** A switch that is said to be turned must be turned: so never offline. */
function WhatTheTeamSees({ of }: { of: Resource<MutualHelp> }) {
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const isOn = of.value?.shows_fellowship ?? false;
  async function turn(shows_fellowship: boolean): Promise<void> {
    if (busy) return;
    setBusy(true);
    setWrong(false);
    try {
      of.put(await call("PUT /api/meeting-sharing", { body: { shows_fellowship } }));
    } catch {
      setWrong(true);
    }
    setBusy(false);
  }
  return (
    <Card label={t("who.title")}>
      <h2>{t("who.title")}</h2>
      <p>{t("who.text")}</p>
      {of.value && <Toggle label={t("who.toggle")} hint={t(isOn ? "who.on" : "who.off")} on={isOn} onToggle={(on) => void turn(on)} />}
      {wrong && <Notice kind="warn" live>{t("who.offline")}</Notice>}
    </Card>
  );
}

function Refused({ ids }: { ids: string[] }) {
  async function again(): Promise<void> {
    const db = await myDatabase();
    if (db) for (const id of ids) await tryAgain(db, id);
    await outboxChanged();
    await sendNow();
  }
  return (
    <Notice kind="warn" live>
      <p>{t("refused.text")}</p>
      <Button look="quiet" onClick={() => void again()}>{t("refused.again")}</Button>
    </Notice>
  );
}
