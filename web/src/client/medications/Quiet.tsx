import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Medication, MedicationContent, OwnMedications } from "../../api/medications.ts";
import type { ReminderSettings } from "../../api/types.ts";
import { sayLocalTime } from "../../time.ts";
import { Options } from "../../ui/choices.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useKept } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { isQuiet } from "./due.ts";
import { contentOf, wrongOf } from "./MedicineForm.tsx";
import { t } from "./words.ts";

/** Which times of a medicine lie in the client's quiet hours, as this phone knows them. */
export function useQuietTimes(): (said: Pick<MedicationContent, "as_needed" | "times">) => string[] {
  const settings = useKept<ReminderSettings>("reminder_settings", () => call("GET /api/reminder-settings"));
  const quiet = settings.value?.quiet_hours ?? null;
  return (said) => (said.as_needed ? [] : said.times.filter((time) => time && isQuiet(time, quiet)));
}

type QuietProps = { times: string[]; value: boolean | null; onChoose: (value: boolean) => void };

/** May the phone ring for these times, although the client wants it silent then? */
export function Quiet({ times, value, onChoose }: QuietProps) {
  const label = t("form.quiet", { times: times.map(sayLocalTime).join(", ") });
  return (
    <div class="stack-s">
      <p>{label}</p>
      <Options
        label={label} value={value === null ? null : value ? "yes" : "no"} onChoose={(one) => onChoose(one === "yes")}
        options={[{ value: "yes", text: t("form.quiet_yes") }, { value: "no", text: t("form.quiet_no") }]}
      />
      <p class="small muted">{t("form.quiet_text")}</p>
    </div>
  );
}

/** Asks about each medicine that somebody of the team wrote with a time in quiet hours. */
export function AskQuiet({ items, resource }: { items: Medication[]; resource: Resource<OwnMedications> }) {
  const quietTimes = useQuietTimes();
  const [wrong, setWrong] = useState<string | null>(null);
  const asked = items.filter((one) => one.stopped_at === null && one.remind && one.rings_in_quiet === null && quietTimes(one).length > 0);

  async function choose(one: Medication, rings_in_quiet: boolean): Promise<void> {
    try {
      const body = { ...contentOf(one), version: one.version, remind: one.remind, rings_in_quiet };
      resource.put(await call("PUT /api/medications/{id}", { path: { id: one.id }, body }));
      setWrong(null);
      announce(t("saved"));
    } catch (error) {
      setWrong(wrongOf(error));
    }
  }
  return (
    <>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {asked.map((one) => (
        <Card key={one.id} label={one.name}>
          <h3>{one.name}</h3>
          <Quiet times={quietTimes(one)} value={null} onChoose={(rings) => void choose(one, rings)} />
        </Card>
      ))}
    </>
  );
}
