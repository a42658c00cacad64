import { useState } from "preact/hooks";
import type { Day } from "../../api/types.ts";
import { addDays, dayOf, phoneZone } from "../../time.ts";
import { Options } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { t } from "./words.ts";

/** Safety first, then the day. */
export function FirstStep({ day, onDay }: { day: Day; onDay: (day: Day) => void }) {
  const today = dayOf(new Date(), phoneZone());
  const yesterday = addDays(today, -1);
  const [other, setOther] = useState(day !== today && day !== yesterday);

  function choose(which: "today" | "yesterday" | "other"): void {
    setOther(which === "other");
    if (which !== "other") onDay(which === "today" ? today : yesterday);
  }
  return (
    <div class="stack">
      <p class="large">{t("note.first")}</p>
      <Notice kind="warn">
        <p>{t("note.safe")}</p>
        <p class="row"><a href="/help">{t("note.help")}</a> <a href="/help#overdose">{t("note.overdose")}</a></p>
      </Notice>
      <Options
        label={t("note.day")} value={other ? "other" : day === today ? "today" : "yesterday"} onChoose={choose}
        options={(["today", "yesterday", "other"] as const).map((value) => ({ value, text: t(`note.${value}`) }))}
      />
      {other && <Field type="date" label={t("note.other_label")} value={day} max={today} min="1900-01-01" onText={onDay} />}
    </div>
  );
}
