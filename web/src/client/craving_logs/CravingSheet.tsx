import { useEffect, useState } from "preact/hooks";
import { type CentreHelp, TRIGGERS, type Trigger } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { storageWorks } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip, Scale } from "../../ui/choices.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import "./craving.css";
import { RideItOut } from "./RideItOut.tsx";
import { useCravingEntry } from "./useCravingEntry.ts";

const STRONG = 7;

/** Two taps from Today: the button, the number. Everything after that is extra. */
export function CravingSheet({ help, onClose }: { help: CentreHelp | null; onClose: () => void }) {
  const entry = useCravingEntry();
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
          {entry.intensity >= STRONG && <RideItOut help={help} />}
          {entry.state !== "gone" && <Details entry={entry} />}
          <Button wide busy={entry.finishing} onClick={close}>{t(storageWorks.value ? "craving.finish" : "send")}</Button>
        </>
      )}
    </Sheet>
  );
}

type Entry = ReturnType<typeof useCravingEntry>;

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

function Details({ entry }: { entry: Entry }) {
  const [writing, setWriting] = useState(false);
  useEffect(() => {
    if (entry.note !== "") setWriting(true);
  }, []);
  return (
    <>
      <div class="stack-s">
        <h3>{t("craving.triggers")} <span class="muted small">{t("optional")}</span></h3>
        <div class="chips" role="group" aria-label={t("craving.triggers")}>
          {TRIGGERS.map((trigger: Trigger) => (
            <Chip key={trigger} on={entry.triggers.includes(trigger)} onToggle={() => void entry.toggle(trigger)}>
              {t(`trigger.${trigger}`)}
            </Chip>
          ))}
        </div>
      </div>
      {writing ? (
        <TextArea label={t("craving.note")} value={entry.note} maxLength={2000} rows={3} onText={(note) => entry.write(note)} />
      ) : (
        <Button look="quiet" icon="plus" onClick={() => setWriting(true)}>{t("craving.add_note")}</Button>
      )}
    </>
  );
}
