import { useEffect } from "preact/hooks";
import type { DoseSaid, OwnMedications } from "../../api/medications.ts";
import { newId } from "../../ids.ts";
import { save } from "../../offline/save.ts";
import { outbox, sent } from "../../offline/sync.ts";
import { me } from "../../person.ts";
import { withOffset } from "../../time.ts";
import { type Resource, useKept } from "../../ui/resource.ts";
import { loadMedications, MEDICATIONS } from "./kept.ts";
import { type Now, nowOf } from "./state.ts";

export type Medications = { now: Now; resource: Resource<OwnMedications> };

/** What the client takes as this phone knows it, with what is still on its way. */
export function useMedications(): Medications {
  const resource = useKept<OwnMedications>(MEDICATIONS, loadMedications);
  const queue = outbox.value;
  useEffect(() => {
    // What has just left the queue is the server's now.
    if (resource.state === "fresh") void resource.reload();
  }, [queue.length]);
  return { now: nowOf(resource.value, queue, sent.value), resource };
}

/** Resolves when it is on the disk; throws when this phone cannot keep it. */
export async function sayDose(said: Partial<DoseSaid> & Pick<DoseSaid, "medication_id" | "state">): Promise<void> {
  const zone = me().time_zone;
  const empty = { due_on: null, due_time: null, undoes: null, why: null, line: null };
  await save({ kind: "dose", entity: newId(), body: { ...empty, ...said, occurred_at: withOffset(new Date(), zone), zone } });
}
