import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ReturnWish } from "../../api/open_door.ts";
import { newId } from "../../ids.ts";
import { dayOf, longDay, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { t as link } from "../../i18n/core.ts";
import { useAsking } from "../calendar/useAsking.ts";
import { t } from "./words.ts";

type Props = { wish: ReturnWish | null; onChanged: () => void };

/** Treatment again: a wish with a line, and what was answered. */
export function Again({ wish, onChanged }: Props) {
  const [note, setNote] = useState("");
  const id = useRef(newId());
  const { busy, wrong, ask } = useAsking();
  const waits = wish !== null && wish.answered_at === null;
  async function say(): Promise<void> {
    const kept = await ask(() => call("PUT /api/return-wishes/{id}", { path: { id: id.current }, body: { note: note.trim() || null } }));
    if (!kept) return;
    id.current = newId();
    setNote("");
    onChanged();
  }
  async function back(): Promise<void> {
    if (wish) await ask(() => call("PUT /api/return-wishes/{id}/withdrawal", { path: { id: wish.id }, body: {} }));
    onChanged();
  }
  return (
    <section class="stack-s">
      <h2>{t("again.title")}</h2>
      {wish?.answered_at && wish.line && (
        <Notice>
          <p>{t("again.answered", { name: wish.answered_by ?? "", day: dayIn(wish.answered_at) })}</p>
          <p class="large">{wish.line}</p>
        </Notice>
      )}
      {waits ? (
        <Notice>
          <p>{t("again.sent", { day: dayIn(wish.asked_at) })}</p>
          <Button look="quiet" busy={busy} onClick={() => void back()}>{t("again.back")}</Button>
        </Notice>
      ) : (
        <>
          <p>{t("again.text")}</p>
          <TextArea label={t("again.note")} value={note} onText={setNote} maxLength={400} rows={2} />
          <Button look="soft" wide busy={busy} onClick={() => void say()}>{t("again.send")}</Button>
        </>
      )}
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
      <p class="small muted">{t("again.urgent")}</p>
      <ButtonLink look="plain" href="/help">{link("tab.help")}</ButtonLink>
    </section>
  );
}

function dayIn(at: string): string {
  return longDay(dayOf(new Date(at), phoneZone()));
}
