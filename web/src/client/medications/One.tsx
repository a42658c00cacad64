import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Medication, OwnMedications } from "../../api/medications.ts";
import { me } from "../../person.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Tag } from "../../ui/surfaces.tsx";
import { Facts, Went } from "./Facts.tsx";
import { wrongOf } from "./MedicineForm.tsx";
import { StopSheet } from "./StopSheet.tsx";
import { Plain } from "./Taking.tsx";
import { t } from "./words.ts";

/** One medicine: what is written of it, and how it went. */
export function One({ medication, resource }: { medication: Medication; resource: Resource<OwnMedications> }) {
  const [stopping, setStopping] = useState(false);
  const { route } = useLocation();
  const zone = me().time_zone;
  const adherence = resource.value?.adherence.find((one) => one.medication_id === medication.id);

  async function stop(why: string): Promise<string | null> {
    try {
      resource.put(await call("PUT /api/medications/{id}/stop", { path: { id: medication.id }, body: { why } }));
      announce(t("saved"));
      setStopping(false);
      return null;
    } catch (error) {
      return wrongOf(error);
    }
  }
  return (
    <Screen title={medication.name} back="/taking">
      <Card>
        {medication.stopped_at && <p><Tag>{t("row.stopped")}</Tag></p>}
        <Facts medication={medication} zone={zone} own />
        {!medication.stopped_at && (
          <div class="row">
            <Button look="quiet" onClick={() => route(`/taking?edit=${medication.id}`)}>{t("one.change")}</Button>
            <Button look="plain" onClick={() => setStopping(true)}>{t("one.stop")}</Button>
          </div>
        )}
      </Card>
      {adherence && (
        <Card>
          <h2>{t("went.title")}</h2>
          <p class="small muted">{t("went.note")}</p>
          <Went adherence={adherence} asNeeded={medication.as_needed} today={dayOf(new Date(), zone)} />
          <p class="small muted">{t("went.who")}</p>
        </Card>
      )}
      <Plain />
      {stopping && <StopSheet onStop={stop} onClose={() => setStopping(false)} />}
    </Screen>
  );
}
