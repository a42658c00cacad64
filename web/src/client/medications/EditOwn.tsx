import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Medication, MedicationContent, OwnMedications } from "../../api/medications.ts";
import type { ReminderSettings } from "../../api/types.ts";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { dayOf, sayLocalTime } from "../../time.ts";
import { Options } from "../../ui/choices.tsx";
import { Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { isQuiet } from "./due.ts";
import { contentOf, emptyMedicine, MedicineForm, wrongOf } from "./MedicineForm.tsx";
import { Plain } from "./Taking.tsx";
import { t } from "./words.ts";

type Props = { medication: Medication | null; resource: Resource<OwnMedications> };

/** The client's own form: as for the team, and what their phone may do. */
export function EditOwn({ medication, resource }: Props) {
  const { route } = useLocation();
  const [id] = useState(() => medication?.id ?? newId());
  const [base] = useState(() => medication?.version ?? 0);
  const [first] = useState(() => (medication ? contentOf(medication) : emptyMedicine(dayOf(new Date(), me().time_zone))));
  const [remind, setRemind] = useState(medication?.remind ?? true);
  const [rings, setRings] = useState(medication?.rings_in_quiet ?? null);
  const settings = useKept<ReminderSettings>("reminder_settings", () => call("GET /api/reminder-settings"));
  const quiet = settings.value?.quiet_hours ?? null;
  const inQuiet = (said: MedicationContent) => (said.as_needed || !remind ? [] : said.times.filter((time) => time && isQuiet(time, quiet)));
  const back = medication ? `/taking?one=${medication.id}` : "/taking";

  async function save(said: MedicationContent): Promise<string | null> {
    try {
      resource.put(await call("PUT /api/medications/{id}", { path: { id }, body: { ...said, version: base, remind, rings_in_quiet: rings } }));
      announce(t("saved"));
      route("/taking", true);
      return null;
    } catch (error) {
      return wrongOf(error);
    }
  }
  return (
    <Screen title={medication ? t("form.change", { name: medication.name }) : t("form.new")} back={back}>
      <MedicineForm
        first={first} prescribers={resource.value?.prescribers ?? []} onSave={save}
        ready={(said) => (inQuiet(said).length > 0 && rings === null ? t("form.quiet_ask") : null)}
      >
        {(said) => (said.as_needed ? null : (
          <>
            <Toggle label={t("form.remind")} hint={t("form.remind_hint")} on={remind} onToggle={setRemind} />
            {inQuiet(said).length > 0 && <Quiet times={inQuiet(said)} value={rings} onChoose={setRings} />}
          </>
        ))}
      </MedicineForm>
      <Plain />
    </Screen>
  );
}

function Quiet({ times, value, onChoose }: { times: string[]; value: boolean | null; onChoose: (value: boolean) => void }) {
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
