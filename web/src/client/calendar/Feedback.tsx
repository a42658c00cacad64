import { useState } from "preact/hooks";
import type { MySession } from "../../api/booking.ts";
import { t as core } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { save, whyNotSaved } from "../../offline/save.ts";
import { discard } from "../../offline/outbox.ts";
import { myDatabase, outbox } from "../../offline/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { Scale } from "../../ui/choices.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { t } from "./words.ts";

/** Two questions whose answers nobody else ever sees, and a quiet way to somebody else. */
export function Feedback({ session }: { session: MySession }) {
  const [heard, setHeard] = useState<number | null>(null);
  const [helped, setHelped] = useState<number | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const queued = outbox.value.find((op) => op.kind === "session_feedback" && op.body.appointment_id === session.id);
  const refused = queued?.refusal ? queued.id : null;
  const done = !refused && (saved || queued !== undefined);

  async function keep(): Promise<void> {
    if (heard === null || helped === null) return;
    setSaved(true);
    try {
      const db = refused && (await myDatabase());
      if (db) await discard(db, refused);
      await save({ kind: "session_feedback", entity: newId(), body: { appointment_id: session.id, heard, helped } });
      setWrong(null);
    } catch (error) {
      setSaved(false);
      setWrong(core(whyNotSaved(error)));
    }
  }
  const ends = { low: t("feel.low"), high: t("feel.high") };
  return (
    <Card>
      {(done || session.can.feedback) && (
        <>
          <h2>{t("feel.title")}</h2>
          <p class="muted">{t("feel.text")}</p>
        </>
      )}
      {!done && session.can.feedback && (
        <>
          <h3>{t("feel.heard")}</h3>
          <Scale label={t("feel.heard")} {...ends} value={heard} onChoose={setHeard} />
          <h3>{t("feel.helped")}</h3>
          <Scale label={t("feel.helped")} {...ends} value={helped} onChoose={setHelped} />
          {(wrong || refused) && <Notice kind="error" live>{wrong ?? core("something_wrong")}</Notice>}
          <Button wide look="soft" disabled={heard === null || helped === null} onClick={() => void keep()}>{t("feel.save")}</Button>
        </>
      )}
      {done && <p role="status">{t("feel.thanks")}</p>}
      {session.provider && (
        <p class="small">
          <a href={`/team?provider=${session.provider.id}`}>{t("feel.other")}</a><br />
          <span class="muted">{t("feel.other_text")}</span>
        </p>
      )}
    </Card>
  );
}
