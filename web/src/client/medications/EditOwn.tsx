import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Medication, MedicationContent, OwnMedications } from "../../api/medications.ts";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { dayOf } from "../../time.ts";
import { Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { useHere } from "../../ui/useOnce.ts";
import { contentOf, emptyMedicine, MedicineForm, wrongOf } from "./MedicineForm.tsx";
import { Quiet, useQuietTimes } from "./Quiet.tsx";
import { Plain } from "./Taking.tsx";
import { t } from "./words.ts";

type Props = { medication: Medication | null; resource: Resource<OwnMedications> };

/** The client's own form: as for the team, and what their phone may do. */
export function EditOwn({ medication, resource }: Props) {
  const { route } = useLocation();
  const here = useHere();
  const [id] = useState(() => medication?.id ?? newId());
  const [base] = useState(() => medication?.version ?? 0);
  const [first] = useState(() => (medication ? contentOf(medication) : emptyMedicine(dayOf(new Date(), me().time_zone))));
  const [remind, setRemind] = useState(medication?.remind ?? true);
  const [rings, setRings] = useState(medication?.rings_in_quiet ?? null);
  const quietTimes = useQuietTimes();
  const inQuiet = (said: MedicationContent) => (remind ? quietTimes(said) : []);
  const back = medication ? `/taking?one=${medication.id}` : "/taking";

  async function save(said: MedicationContent): Promise<string | null> {
    const isHere = here();
    try {
      resource.put(await call("PUT /api/medications/{id}", { path: { id }, body: { ...said, version: base, remind, rings_in_quiet: rings } }));
      announce(t("saved"));
      if (isHere()) route("/taking", true);
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
