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
type Writing = { busy: boolean; write: (work: () => Promise<TeamMedications>) => Promise<string | null> };

/**
 * Gives a sentence when it could not be saved. One at a time: each answer is the whole list, and the
 * earlier of two may come last.
 */
function useWriting(list: Resource<TeamMedications>): Writing {
  const [busy, setBusy] = useState(false);
  async function write(work: () => Promise<TeamMedications>): Promise<string | null> {
    setBusy(true);
    try {
      list.put(await work());
      announce(shared("saved"));
      return null;
    } catch (error) {
      return wrongOf(error);
    } finally {
      setBusy(false);
    }
  }
  return { busy, write };
}

function List({ client, value, list }: ListProps) {
  const [editing, setEditing] = useState<Editing | null>(null);
  const writing = useWriting(list);
  const today = dayOf(new Date(), value.zone);

  async function save(said: MedicationContent): Promise<string | null> {
    if (!editing) return null;
    const path = { client_id: client, id: editing.id };
    const wrong = await writing.write(() => call("PUT /api/clients/{client_id}/medications/{id}", { path, body: { ...said, version: editing.version } }));
    if (wrong === null) setEditing((now) => (now === editing ? null : now));
    return wrong;
  }
  if (editing) {
    return (
      <Card>
        <Heading>{editing.version ? shared("form.change", { name: editing.first.name }) : t("add")}</Heading>
        <MedicineForm key={editing.id} first={editing.first} prescribers={value.prescribers} onSave={save}>
          {() => <p class="small muted">{t("phone")}</p>}
        </MedicineForm>
        <Button look="plain" disabled={writing.busy} onClick={() => setEditing(null)}>{t("close")}</Button>
      </Card>
    );
  }
  return (
    <>
      <Change><div><Button look="quiet" icon="plus" disabled={writing.busy} onClick={() => setEditing({ id: newId(), version: 0, first: emptyMedicine(today) })}>{t("add")}</Button></div></Change>
      {value.items.length === 0 && <Empty><p>{t("none")}</p></Empty>}
      {!value.sees_doses && value.items.length > 0 && <p class="muted">{t("not_shown")}</p>}
      {value.items.map((one) => (
        <OneCard
          key={one.id} client={client} medication={one} value={value} writing={writing} today={today}
          onEdit={() => setEditing({ id: one.id, version: one.version, first: contentOf(one) })}
        />
      ))}
    </>
  );
}

type OneProps = Omit<ListProps, "list"> & { medication: Medication; writing: Writing; today: string; onEdit: () => void };

function OneCard({ client, medication, value, writing, today, onEdit }: OneProps) {
  const [stopping, setStopping] = useState(false);
  const mayChange = useMayChange();
  const adherence = value.adherence.find((one) => one.medication_id === medication.id);

  async function stop(why: string): Promise<string | null> {
    const path = { client_id: client, id: medication.id };
    const wrong = await writing.write(() => call("PUT /api/clients/{client_id}/medications/{id}/stop", { path, body: { why } }));
    if (wrong === null) setStopping(false);
    return wrong;
  }
  return (
    <Card label={medication.name}>
      <div class="spread"><Heading>{medication.name}</Heading>{medication.stopped_at && <Tag>{shared("row.stopped")}</Tag>}</div>
      <Facts medication={medication} zone={value.zone} />
      {adherence && <Went adherence={adherence} asNeeded={medication.as_needed} today={today} />}
      {!medication.stopped_at && mayChange && (
        <div class="row">
          <Button look="quiet" disabled={writing.busy} label={`${shared("one.change")}: ${medication.name}`} onClick={onEdit}>{shared("one.change")}</Button>
          <Button look="plain" disabled={writing.busy} label={`${shared("one.stop")}: ${medication.name}`} onClick={() => setStopping(true)}>{shared("one.stop")}</Button>
        </div>
      )}
      {stopping && <StopSheet onStop={stop} onClose={() => setStopping(false)} />}
    </Card>
  );
}
