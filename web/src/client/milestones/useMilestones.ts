import { useEffect } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Chosen, MilestonesRead, SlipContent } from "../../api/milestones.ts";
import type { Day } from "../../api/types.ts";
import { newId } from "../../ids.ts";
import { save } from "../../offline/save.ts";
import { outbox, sent } from "../../offline/sync.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { type Resource, useKept } from "../../ui/resource.ts";
import { contentOf, type Now, nowOf } from "./state.ts";

export type Milestones = { now: Now; resource: Resource<MilestonesRead> };

/** The client's days as this phone knows them, with what is still on its way. */
export function useMilestones(): Milestones {
  const resource = useKept<MilestonesRead>("milestones", () => call("GET /api/milestones"));
  const queued = outbox.value;
  useEffect(() => {
    // What has just left the queue is the server's now.
    if (resource.state === "fresh") void resource.reload();
  }, [queued.length]);
  return { now: nowOf(resource.value, resource.at, queued, sent.value), resource };
}

/** Resolves when it is on the disk; throws when this phone cannot keep it. */
export async function writeStart(starts_on: Day | null): Promise<void> {
  await save({ kind: "recovery_start", entity: newId(), body: { starts_on, ...moment() } });
}

/** One more writing of a slip: the one before it stays. `reader_id` is who was offered by name. */
export async function writeSlip(slip: SlipContent, chosen: Chosen, reader_id: string | null = null): Promise<void> {
  const said = { sharing_chosen: chosen.sharing, mistake_chosen: chosen.mistake, reader_id: slip.shared_with === "primary" && chosen.sharing ? reader_id : null };
  await save({ kind: "slip_entry", entity: newId(), body: { ...contentOf(slip), ...said, ...moment() } });
}

function moment(): { occurred_at: string; zone: string } {
  const zone = phoneZone();
  return { occurred_at: withOffset(new Date(), zone), zone };
}
