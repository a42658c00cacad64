import { useRef, useState } from "preact/hooks";
import type { Plan } from "../../api/plan.ts";
import { newId } from "../../ids.ts";
import { t as shared } from "../../i18n/core.ts";
import type { Operation } from "../../offline/operations.ts";
import { discard, tryAgain } from "../../offline/outbox.ts";
import { save, saveQuietly, whyNotSaved } from "../../offline/save.ts";
import { myDatabase, outbox, outboxChanged, sendNow } from "../../offline/sync.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { TextArea, Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import { type Beyond, ownNotes, type ShownNote } from "./merge.ts";
import { t } from "./words.ts";

/** The person's own notes on the plan: theirs alone, unless they share one. */
export function Notes({ plan, beyond }: { plan: Plan; beyond: Beyond }) {
  const [removing, setRemoving] = useState<ShownNote | null>(null);
  const notes = ownNotes(plan, beyond);

  async function remove(note: ShownNote): Promise<void> {
    setRemoving(null);
    await saveQuietly({ kind: "plan_note_removal", entity: note.id, body: {} });
    announce(t("notes.removed"));
  }
  return (
    <section class="stack">
      <h2>{t("notes.title")}</h2>
      <NewNote />
      <Refused />
      {notes.map((note) => (
        <Card key={note.id}>
          <p class="plan-note">{note.text}</p>
          <div class="spread">
            <span class="row">
              <Tag kind={note.is_shared ? "good" : "plain"}>{t(note.is_shared ? "notes.shared" : "notes.private")}</Tag>
              {note.is_waiting && <Tag kind="warn">{shared("saved.on_phone")}</Tag>}
              <span class="small muted">{dayAndTime(note.happened_at, phoneZone())}</span>
            </span>
            <Button look="plain" label={t("notes.remove_label", { text: note.text.slice(0, 40) })} onClick={() => setRemoving(note)}>{t("notes.remove")}</Button>
          </div>
        </Card>
      ))}
      {removing && (
        <Confirm
          title={t("notes.remove_title")} text={t("notes.remove_text")} yes={t("notes.remove")} danger
          onYes={() => void remove(removing)} onNo={() => setRemoving(null)}
        />
      )}
    </section>
  );
}

function NewNote() {
  const [text, setText] = useState("");
  const [isShared, setShared] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  const newest = useRef(text);
  newest.current = text;

  async function keep(): Promise<void> {
    const written = text.trim();
    if (!written) return;
    const body = { item_id: null, text: written, is_shared: isShared, occurred_at: new Date().toISOString() };
    try {
      await save({ kind: "plan_note", entity: newId(), body });
      // What was written on meanwhile is not in it.
      if (newest.current === text) {
        setText("");
        setShared(false);
      }
      setWrong(null);
      announce(shared("saved"));
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <form class="stack-s" onSubmit={(event) => { event.preventDefault(); void once(keep); }}>
      <TextArea label={t("notes.new")} hint={t("notes.text")} value={text} maxLength={2000} rows={2} onText={setText} wrong={wrong} />
      {text.trim() !== "" && (
        <>
          <Toggle label={t("notes.share")} on={isShared} onToggle={setShared} />
          <Button type="submit" look="soft" busy={busy}>{t("notes.save")}</Button>
        </>
      )}
    </form>
  );
}

/** What the server would not take stays in sight until the person decides. */
function Refused() {
  const refused = outbox.value.filter((op) => op.refusal && (op.kind === "plan_note" || op.kind === "plan_tick"));
  if (refused.length === 0) return null;
  async function again(op: Operation): Promise<void> {
    const db = await myDatabase();
    if (db) await tryAgain(db, op.id);
    await sendNow();
  }
  async function drop(op: Operation): Promise<void> {
    const db = await myDatabase();
    if (db) await discard(db, op.id);
    await outboxChanged();
  }
  return (
    <Notice kind="warn">
      <h3>{t("refused.title")}</h3>
      <p>{t("refused.text")}</p>
      {refused.map((op) => (
        <div key={op.id} class="stack-s">
          <p class="plan-note">{op.kind === "plan_note" ? op.body.text : t("what.step")}</p>
          <div class="row">
            <Button look="quiet" onClick={() => void again(op)}>{t("refused.try")}</Button>
            <Button look="danger" onClick={() => void drop(op)}>{t("refused.drop")}</Button>
          </div>
        </div>
      ))}
    </Notice>
  );
}
