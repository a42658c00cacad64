import { useEffect, useState } from "preact/hooks";
import type { CentreHelp } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { wordsReady } from "../../i18n/index.ts";
import { storageWorks } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Scale } from "../../ui/choices.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import "./craving.css";
import { useCravingEntry } from "./useCravingEntry.ts";

/** Two taps from Today: the button, the number. Everything after that is extra. */
export function CravingSheet({ help, onClose }: { help: CentreHelp | null; onClose: () => void }) {
  const entry = useCravingEntry();
  const [later, setLater] = useState<typeof import("./AfterNumber.tsx") | null>(null);
  useEffect(() => {
    // Not in the first file: it arrives while the number is chosen.
    void import("./AfterNumber.tsx").then((part) => wordsReady().then(() => setLater(part)), () => undefined);
  }, []);
  const close = () => {
    void entry.finish().then((kept) => {
      if (kept) onClose();
    });
  };
  const asking = entry.state === "empty" || entry.state === "saving" || entry.changing;
  return (
    <Sheet title={asking ? t("craving.how_strong") : t("of_ten", { count: entry.intensity ?? 0 })} onClose={close}>
      {asking && (
        <Scale
          label={t("craving.how_strong")} low={t("craving.low")} high={t("craving.high")} value={entry.intensity}
          disabled={entry.state === "saving"} onChoose={(intensity) => void entry.choose(intensity)}
        />
      )}
      {entry.problem && <Notice kind="error" live>{t(entry.problem)}</Notice>}
      {!asking && entry.intensity !== null && (
        <>
          <Saved entry={entry} />
          {later && <later.AfterNumber entry={entry} help={help} onClose={onClose} />}
          <Button wide busy={entry.finishing} onClick={close}>{t(storageWorks.value ? "craving.finish" : "send")}</Button>
        </>
      )}
    </Sheet>
  );
}

export type Entry = ReturnType<typeof useCravingEntry>;

function Saved({ entry }: { entry: Entry }) {
  const key = !storageWorks.value ? "craving.not_kept" : entry.state === "gone" ? "saved.closed" : "saved.on_phone";
  return (
    <div class="saved-line">
      <p role="status" class="saved-word with-icon">{storageWorks.value && <Icon name="check" size={20} />} <span>{t(key)}</span></p>
      {entry.state === "open" && (
        <div class="saved-actions">
          <button type="button" class="icon-button" onClick={entry.change}>{t("change")}</button>
          <button type="button" class="icon-button" onClick={() => void entry.undo()}>{t("undo")}</button>
        </div>
      )}
    </div>
  );
}
