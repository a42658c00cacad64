import { useState } from "preact/hooks";
import type { Need } from "../../api/needs.ts";
import { t as shared } from "../../i18n/core.ts";
import { discard } from "../../offline/outbox.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { myDatabase, outboxChanged } from "../../offline/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import type { TakenUp } from "./state.ts";
import { addNeed, rewordNeed } from "./useNeeds.ts";
import { t } from "./words.ts";

/** Other words for what the client wrote, or in a sentence why they stay. */
export function Reword({ need, alone, onDone }: { need: Need; alone: boolean; onDone: () => void }) {
  const [words, setWords] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  const isEmpty = words?.trim() === "";
  if (!need.can_be_reworded) return <p class="small muted">{t("reword.not")}</p>;
  if (words === null) return <Button wide look="soft" onClick={() => setWords(need.words)}>{t("reword")}</Button>;

  async function keep(): Promise<void> {
    const said = words?.trim() ?? "";
    if (said === "") return;
    try {
      if (said !== need.words) await rewordNeed(need.id, said);
      announce(shared("saved.on_phone"));
      onDone();
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <>
      <TextArea label={t("add.words")} hint={t(alone ? "alone.text" : "reword.hint")} value={words} maxLength={400} rows={4} wrong={isEmpty ? t(alone ? "add.words_wrong_alone" : "add.words_wrong") : null} onText={setWords} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button wide busy={busy} onClick={() => void once(keep)}>{t("reword.save")}</Button>
    </>
  );
}

/** Words that came too late stay in sight until the client decides. */
export function CameTooLate({ op, need }: { op: TakenUp; need: Need | undefined }) {
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  async function letGo(): Promise<void> {
    const db = await myDatabase();
    if (db) await discard(db, op.id);
    await outboxChanged();
  }
  async function add(): Promise<void> {
    try {
      await addNeed({ kind: need?.kind ?? "other", words: op.body.words, priority: need?.priority === "now" ? "now" : "soon" });
      await letGo();
      announce(t("add.saved"));
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <Notice kind="warn" live>
      <p>{t("late.text")}</p>
      <p class="need-words">“{op.body.words}”</p>
      <div class="row">
        <Button look="quiet" busy={busy} onClick={() => void once(add)}>{t("late.add")}</Button>
        <Button look="plain" busy={busy} onClick={() => void once(letGo)}>{t("late.drop")}</Button>
      </div>
      {wrong && <p>{wrong}</p>}
    </Notice>
  );
}
