import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Medication, MedicationContent, TeamMedications } from "../../api/medications.ts";
import { Facts, Went } from "../../client/medications/Facts.tsx";
import { contentOf, emptyMedicine, MedicineForm, wrongOf } from "../../client/medications/MedicineForm.tsx";
import { StopSheet } from "../../client/medications/StopSheet.tsx";
import { t as shared } from "../../client/medications/words.ts";
import { newId } from "../../ids.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Change, RecordPage, useMayChange } from "../ui/MayChange.tsx";
import { t } from "./words.ts";

type Editing = { id: string; version: number; first: MedicationContent };

/** What a client takes: read and written down by the team. */
export function MedicationPage() {
  const id = useRoute().params["id"] ?? "";
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const list = useFetched(() => call("GET /api/clients/{client_id}/medications", { path: { client_id: id } }), [id]);
  const name = client.value?.shown_name;
  return (
    <Screen title={name ? t("title", { name }) : t("open")} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Notice>{t("plain")}</Notice>
      <Loaded of={client}>
        {(about) => (
          <RecordPage client={about} what="medications">
            <Loaded of={list}>{(value) => <List key={id} client={id} value={value} list={list} />}</Loaded>
          </RecordPage>
        )}
      </Loaded>
    </Screen>
  );
}

type ListProps = { client: string; value: TeamMedications; list: Resource<TeamMedications> };

function List({ client, value, list }: ListProps) {
  const [editing, setEditing] = useState<Editing | null>(null);
  const today = dayOf(new Date(), value.zone);

  async function save(said: MedicationContent): Promise<string | null> {
    if (!editing) return null;
    try {
      const path = { client_id: client, id: editing.id };
      list.put(await call("PUT /api/clients/{client_id}/medications/{id}", { path, body: { ...said, version: editing.version } }));
      announce(shared("saved"));
      setEditing(null);
      return null;
    } catch (error) {
      return wrongOf(error);
    }
  }
  if (editing) {
    return (
      <Card>
        <Heading>{editing.version ? shared("form.change", { name: editing.first.name }) : t("add")}</Heading>
        <MedicineForm key={editing.id} first={editing.first} prescribers={value.prescribers} onSave={save}>
          {() => <p class="small muted">{t("phone")}</p>}
        </MedicineForm>
        <Button look="plain" onClick={() => setEditing(null)}>{t("close")}</Button>
      </Card>
    );
  }
  return (
    <>
      <Change><div><Button look="quiet" icon="plus" onClick={() => setEditing({ id: newId(), version: 0, first: emptyMedicine(today) })}>{t("add")}</Button></div></Change>
      {value.items.length === 0 && <Empty><p>{t("none")}</p></Empty>}
      {!value.sees_doses && value.items.length > 0 && <p class="muted">{t("not_shown")}</p>}
      {value.items.map((one) => (
        <OneCard
          key={one.id} client={client} medication={one} value={value} list={list} today={today}
          onEdit={() => setEditing({ id: one.id, version: one.version, first: contentOf(one) })}
        />
      ))}
    </>
  );
}

type OneProps = ListProps & { medication: Medication; today: string; onEdit: () => void };

function OneCard({ client, medication, value, list, today, onEdit }: OneProps) {
  const [stopping, setStopping] = useState(false);
  const mayChange = useMayChange();
  const adherence = value.adherence.find((one) => one.medication_id === medication.id);

  async function stop(why: string): Promise<string | null> {
    try {
      const path = { client_id: client, id: medication.id };
      list.put(await call("PUT /api/clients/{client_id}/medications/{id}/stop", { path, body: { why } }));
      announce(shared("saved"));
      setStopping(false);
      return null;
    } catch (error) {
      return wrongOf(error);
    }
  }
  return (
    <Card label={medication.name}>
      <div class="spread"><Heading>{medication.name}</Heading>{medication.stopped_at && <Tag>{shared("row.stopped")}</Tag>}</div>
      <Facts medication={medication} zone={value.zone} />
      {adherence && <Went adherence={adherence} asNeeded={medication.as_needed} today={today} />}
      {!medication.stopped_at && mayChange && (
        <div class="row">
          <Button look="quiet" label={`${shared("one.change")}: ${medication.name}`} onClick={onEdit}>{shared("one.change")}</Button>
          <Button look="plain" label={`${shared("one.stop")}: ${medication.name}`} onClick={() => setStopping(true)}>{shared("one.stop")}</Button>
        </div>
      )}
      {stopping && <StopSheet onStop={stop} onClose={() => setStopping(false)} />}
    </Card>
  );
}
