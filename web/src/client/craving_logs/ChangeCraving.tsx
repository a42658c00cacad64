import { useState } from "preact/hooks";
import { t as shared } from "../../i18n/core.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { Button } from "../../ui/Button.tsx";
import { Scale } from "../../ui/choices.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import type { ShownCraving } from "../entries/merge.ts";
import { isSame, whole } from "./content.ts";
import { correct } from "./correcting.ts";
import { Details } from "./Details.tsx";
import { MayUse } from "./MayUse.tsx";
import { t } from "./words.ts";

type Props = { entry: ShownCraving; onClose: () => void; onSaved: (id: string, mayUndo: boolean) => void };

/** The whole entry once more. What it said stays beside what it says from now on. */
export function ChangeCraving({ entry, onClose, onSaved }: Props) {
  const [before] = useState(() => whole(entry.body));
  const [content, setContent] = useState(before);
  const [wrong, setWrong] = useState<ReturnType<typeof whyNotSaved> | null>(null);
  const [busy, setBusy] = useState(false);
  const after = { ...content, note: content.note?.trim() || null };

  async function save(): Promise<void> {
    if (isSame(before, after)) return onClose();
    setBusy(true);
    try {
      // What somebody has to look at is not held back for a second thought.
      const held = before.may_use || !after.may_use;
      onSaved(await correct(entry.id, after, held), held);
    } catch (error) {
      setWrong(whyNotSaved(error));
      setBusy(false);
    }
  }

  return (
    <Sheet title={t("entry.change_title")} onClose={onClose}>
      <p class="muted">{t("entry.change_text")}</p>
      <Scale
        label={shared("craving.how_strong")} low={shared("craving.low")} high={shared("craving.high")} value={content.intensity}
        onChoose={(intensity) => setContent({ ...content, intensity })}
      />
      <MayUse log={entry.id} on={content.may_use} onToggle={(may_use) => setContent({ ...content, may_use })} />
      <Details content={content} onChange={(part) => setContent({ ...content, ...part })} />
      {wrong && <Notice kind="error" live>{shared(wrong)}</Notice>}
      <Button wide busy={busy} onClick={() => void save()}>{t("entry.save")}</Button>
    </Sheet>
  );
}
