import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { t as shared } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { tryAgain } from "../../offline/outbox.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { myDatabase, outboxChanged, sendNow } from "../../offline/sync.ts";
import { dayAndTime, dayOf, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Counts } from "./Counts.tsx";
import { Debrief } from "./Debrief.tsx";
import "./milestones.css";
import { Reached } from "./Reached.tsx";
import { Slips } from "./Slips.tsx";
import { StartSheet } from "./StartSheet.tsx";
import type { Now } from "./state.ts";
import { useMilestones, writeStart } from "./useMilestones.ts";
import { t } from "./words.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The client's own days: nothing here resets to zero. `/days#slip` goes straight to writing about a
 * slip; `?note=` names what is being written, so that a reload comes back to it.
 */
export default function Milestones() {
  const { now, resource } = useMilestones();
  const { query, route } = useLocation();
  const [known, setKnown] = useState(false);
  const note = query["note"];
  useEffect(() => {
    const straight = () => {
      if (location.hash === "#slip") route(`/days?note=${newId()}`, true);
    };
    straight();
    setKnown(true);
    addEventListener("hashchange", straight);
    return () => removeEventListener("hashchange", straight);
  }, []);
  if (!known) return null;
  if (note && UUID.test(note)) return <Debrief key={note} id={note} now={now} loaded={resource.state !== "loading"} at={"who" in query ? "share" : undefined} />;
  const { state, at, value } = resource;
  const old = state === "stale" && at !== null;
  return (
    <Screen title={t("title")} under={old ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : t("under")} back="/">
      {value === null && state === "loading" && <p class="muted" role="status">{shared("loading")}</p>}
      {value === null && state === "failed" && <Notice kind="warn" live>{t("not_loaded")}</Notice>}
      {now.refused.length > 0 && <Refused ids={now.refused.map((op) => op.id)} />}
      <div class="stack-l">
        {(value !== null || now.asked) && <Counting now={now} />}
        <Slips now={now} onNew={() => route(`/days?note=${newId()}`)} />
      </div>
    </Screen>
  );
}

function Counting({ now }: { now: Now }) {
  const [sheet, setSheet] = useState<"day" | "stop" | null>(null);
  const today = dayOf(new Date(), phoneZone());
  const close = () => setSheet(null);
  return (
    <>
      {now.startsOn === null ? (
        <Off asked={now.asked} onBegin={() => setSheet("day")} />
      ) : (
        <>
          <Counts start={now.startsOn} slips={now.slips} today={today} />
          <Reached starts={now.starts} today={today} />
          <div class="row">
            <Button look="quiet" onClick={() => setSheet("day")}>{t("change")}</Button>
            <Button look="plain" onClick={() => setSheet("stop")}>{t("stop")}</Button>
          </div>
        </>
      )}
      {sheet === "day" && <StartSheet startsOn={now.startsOn} today={today} onClose={close} />}
      {sheet === "stop" && <Stop onClose={close} />}
    </>
  );
}

function Off({ asked, onBegin }: { asked: boolean; onBegin: () => void }) {
  return (
    <Card soft>
      <div class="stack">
        {asked ? <p>{t("off.again")}</p> : <><h2>{t("off.title")}</h2><p>{t("off.text")}</p></>}
        <Button look="quiet" onClick={onBegin}>{t("off.begin")}</Button>
      </div>
    </Card>
  );
}

function Stop({ onClose }: { onClose: () => void }) {
  async function stop(): Promise<void> {
    try {
      await writeStart(null);
      announce(t("note.saved"));
    } catch (error) {
      announce(shared(whyNotSaved(error)));
    }
    onClose();
  }
  return <Confirm title={t("stop.title")} text={t("stop.text")} yes={t("stop")} onYes={() => void stop()} onNo={onClose} />;
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
