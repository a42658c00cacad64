import { useState } from "preact/hooks";
import type { Day } from "../../api/types.ts";
import { t as shared } from "../../i18n/core.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { writeStart } from "./useMilestones.ts";
import { t } from "./words.ts";

type Props = { startsOn: Day | null; today: Day; onClose: () => void };

export function StartSheet({ startsOn, today, onClose }: Props) {
  const [day, setDay] = useState(startsOn ?? today);
  const [wrong, setWrong] = useState<string | null>(null);

  async function keep(): Promise<void> {
    if (day > today) return setWrong(t("start.ahead"));
    try {
      await writeStart(day);
      announce(t("note.saved"));
      onClose();
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <Sheet title={t("start.title")} onClose={onClose}>
      <div class="stack">
        <Field type="date" label={t("start.label")} hint={t("start.hint")} value={day} max={today} min="1900-01-01" wrong={wrong} onText={setDay} />
        <Button wide disabled={day === ""} onClick={() => void keep()}>{t("start.save")}</Button>
      </div>
    </Sheet>
  );
}
