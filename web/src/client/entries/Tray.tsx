import { useState } from "preact/hooks";
import { t } from "../../i18n/more.ts";
import { discard, tryAgain } from "../../offline/outbox.ts";
import { myDatabase, outboxChanged, sendNow } from "../../offline/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { canGoWithoutForms, sendWithoutForms } from "../check_ins/withoutForms.ts";
import { t as forms } from "../check_ins/words.ts";
import { EntryBody, textOf } from "./EntryCard.tsx";
import type { ShownEntry } from "./merge.ts";

/** What the server would not take: visible, readable, and nobody's decision but the person's. */
export function Tray({ entries }: { entries: ShownEntry[] }) {
  const [deleting, setDeleting] = useState<string | null>(null);
  if (entries.length === 0) return null;

  async function again(id: string): Promise<void> {
    const db = await myDatabase();
    if (db) await tryAgain(db, id);
    await sendNow();
  }
  async function remove(id: string): Promise<void> {
    setDeleting(null);
    const db = await myDatabase();
    if (db) await discard(db, id);
    await outboxChanged();
  }
  async function copy(entry: ShownEntry): Promise<void> {
    await navigator.clipboard.writeText(textOf(entry));
    announce(t("copied"));
  }

  return (
    <section class="stack-s">
      <h2>{t("tray.title")}</h2>
      <Notice kind="warn"><p>{t("tray.text")}</p></Notice>
      {entries.map((entry) => (
        <Card key={entry.id}>
          <h3>{t(`entry.${entry.kind}`)}</h3>
          <EntryBody entry={entry} />
          <p class="small muted">{t("tray.reason", { reason: reasonFor(entry), code: entry.refusal?.status ?? 0 })}</p>
          <div class="row">
            {canGoWithoutForms(entry) && <Button look="quiet" onClick={() => void sendWithoutForms(entry.id)}>{forms("entry.without")}</Button>}
            <Button look="quiet" onClick={() => void again(entry.id)}>{t("try_again")}</Button>
            <CopyButton onCopy={() => copy(entry)} />
            <Button look="danger" onClick={() => setDeleting(entry.id)}>{t("delete")}</Button>
          </div>
        </Card>
      ))}
      {deleting && (
        <Confirm
          title={t("tray.delete_title")} text={t("tray.delete_text")} yes={t("delete")} danger
          onYes={() => void remove(deleting)} onNo={() => setDeleting(null)}
        />
      )}
    </section>
  );
}

function CopyButton({ onCopy }: { onCopy: () => Promise<void> }) {
  const [done, setDone] = useState(false);
  return (
    <Button look="quiet" onClick={() => void onCopy().then(() => setDone(true), () => setDone(false))}>
      {t(done ? "copied" : "tray.copy")}
    </Button>
  );
}

function reasonFor(entry: ShownEntry): string {
  switch (entry.refusal?.code) {
    case "op_reused":
      return t("reason.op_reused");
    case "form_changed":
    case "form_unavailable":
      return forms("entry.form_changed");
    case "invalid":
      return t("reason.invalid");
    case "not_allowed":
    case "not_found":
      return t("reason.not_allowed");
    case "body_too_large":
      return t("reason.too_large");
    case "conflict":
      return t("reason.conflict");
    case "other_person":
      return t("reason.other_person");
    default:
      return t("reason.unknown");
  }
}
