import { useState } from "preact/hooks";
import { NEED_KINDS, type NeedKind } from "../../api/needs.ts";
import { t as shared } from "../../i18n/core.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, TextArea, Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import { addNeed } from "./useNeeds.ts";
import { t } from "./words.ts";

/** One more thing the client needs, in their words. */
export function AddSheet({ alone, onClose }: { alone: boolean; onClose: () => void }) {
  const [kind, setKind] = useState<NeedKind>("housing");
  const [words, setWords] = useState("");
  const [cannotWait, setCannotWait] = useState(false);
  const [tried, setTried] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  const isEmpty = words.trim() === "";

  async function keep(): Promise<void> {
    setTried(true);
    if (isEmpty) return;
    try {
      await addNeed({ kind, words: words.trim(), priority: cannotWait ? "now" : "soon" });
      announce(t("add.saved"));
      onClose();
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <Sheet title={t("add.title")} busy={busy} onClose={onClose}>
      <div class="stack">
        <Choice label={t("add.kind")} value={kind} options={NEED_KINDS.map((value) => ({ value, text: t(`k.${value}`) }))} onChoose={(value) => setKind(value as NeedKind)} />
        <TextArea label={t("add.words")} hint={t(alone ? "alone.text" : "add.words_hint")} value={words} maxLength={400} rows={4} wrong={tried && isEmpty ? t(alone ? "add.words_wrong_alone" : "add.words_wrong") : null} onText={setWords} />
        <Toggle label={t("add.now")} hint={t(alone ? "add.now_alone" : "add.now_hint")} on={cannotWait} onToggle={setCannotWait} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={busy} onClick={() => void once(keep)}>{t("add.save")}</Button>
      </div>
    </Sheet>
  );
}
