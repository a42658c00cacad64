import { useState } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { t } from "./words.ts";

/** Asks why something is not taken any more. `onStop` gives a sentence when it could not be noted. */
export function StopSheet({ onStop, onClose }: { onStop: (why: string) => Promise<string | null>; onClose: () => void }) {
  const [why, setWhy] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  async function stop(): Promise<void> {
    setBusy(true);
    setWrong(await onStop(why.trim()));
    setBusy(false);
  }
  return (
    <Sheet title={t("stop.title")} onClose={onClose}>
      <div class="stack">
        <p>{t("stop.text")}</p>
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <TextArea label={t("stop.why")} value={why} rows={3} maxLength={400} onText={setWhy} />
        <Button wide busy={busy} disabled={why.trim() === ""} onClick={() => void stop()}>{t("stop.yes")}</Button>
      </div>
    </Sheet>
  );
}
