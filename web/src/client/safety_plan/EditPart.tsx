import { useEffect, useRef, useState } from "preact/hooks";
import type { AnyItem, CardContent, CardPart } from "../../api/safety.ts";
import { t as shared } from "../../i18n/core.ts";
import { draft, dropDraft, keepDraft } from "../../offline/drafts.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { myDatabase } from "../../offline/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { newItem, tidied, withPart } from "./content.ts";
import { PartForm, phonesAreRight } from "./PartForm.tsx";
import { t } from "./words.ts";

const TYPING_MS = 300;

/** What was there when it was opened: whatever somebody else writes meanwhile is not taken out by leaving it out. */
type From = { content: CardContent; version: number };
type Half = From & { items: AnyItem[] };
type Props = From & { part: CardPart; save: (content: CardContent, from: number) => Promise<void>; onDone: () => void };

/** One part being changed: kept on the disk as it is typed, on its way when it is done. */
export function EditPart({ part, content, version, save, onDone }: Props) {
  const from = useRef<From>({ content, version });
  const touched = useRef(false);
  const [items, setItems] = useState<AnyItem[]>(content[part].length > 0 ? content[part] : [newItem(part)]);
  const [stopping, setStopping] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unkept = useRef<AnyItem[] | null>(null);
  const key = `card.${part}`;

  useEffect(() => {
    // Half-finished words of last time, if the phone was put away in the middle.
    void myDatabase().then((db) => (db ? draft<Half | AnyItem[]>(db, key) : null)).then((old) => {
      if (!old || Array.isArray(old) || touched.current) return;
      from.current = { content: old.content, version: old.version };
      setItems(old.items);
    }, () => undefined);
    // Who leaves in the middle of a word, or puts the phone away, loses nothing of it.
    document.addEventListener("visibilitychange", keepHalf);
    addEventListener("pagehide", keepHalf);
    return () => {
      document.removeEventListener("visibilitychange", keepHalf);
      removeEventListener("pagehide", keepHalf);
      keepHalf();
    };
  }, []);
  function keepHalf(): void {
    clearTimeout(typing.current);
    const next = unkept.current;
    unkept.current = null;
    if (next) void myDatabase().then((db) => db && keepDraft(db, key, { ...from.current, items: next } satisfies Half)).catch((error) => setWrong(shared(whyNotSaved(error))));
  }
  function change(next: AnyItem[]): void {
    touched.current = true;
    unkept.current = next;
    setItems(next);
    setWrong(null);
    clearTimeout(typing.current);
    typing.current = setTimeout(keepHalf, TYPING_MS);
  }
  async function forget(): Promise<void> {
    clearTimeout(typing.current);
    unkept.current = null;
    const db = await myDatabase().catch(() => null);
    if (db) await dropDraft(db, key);
  }
  async function finish(event: Event): Promise<void> {
    event.preventDefault();
    const tidy = tidied(items);
    if (!phonesAreRight(tidy)) return setWrong(t("person.phone_wrong"));
    setBusy(true);
    try {
      const { content: was, version: before } = from.current;
      if (JSON.stringify(tidy) !== JSON.stringify(was[part])) await save(withPart(was, part, tidy), before);
      await forget();
      onDone();
    } catch (error) {
      setWrong(error instanceof DOMException ? shared(whyNotSaved(error)) : shared("no_connection"));
      setBusy(false);
    }
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void finish(event)}>
      <PartForm part={part} items={items} onChange={change} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button type="submit" wide busy={busy}>{t("done")}</Button>
      <Button look="plain" onClick={() => setStopping(true)}>{t("stop")}</Button>
      {stopping && (
        <Confirm title={t("stop.title")} text={t("stop.text")} yes={t("stop")} danger onYes={() => void forget().then(onDone)} onNo={() => setStopping(false)} />
      )}
    </form>
  );
}
