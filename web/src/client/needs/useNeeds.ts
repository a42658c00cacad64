import { useEffect } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { NeedState, NeedWritten, OwnNeeds } from "../../api/needs.ts";
import { newId } from "../../ids.ts";
import { save } from "../../offline/save.ts";
import { outbox, sent } from "../../offline/sync.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { type Resource, useKept } from "../../ui/resource.ts";
import { type Now, nowOf } from "./state.ts";

/** The client's needs as this phone knows them, with what is still on its way. */
export function useNeeds(): { now: Now; resource: Resource<OwnNeeds> } {
  const resource = useKept<OwnNeeds>("needs", () => call("GET /api/needs"));
  const queued = outbox.value;
  useEffect(() => {
    // What has just left the queue is the server's now.
    if (resource.state === "fresh") void resource.reload();
  }, [queued.length]);
  return { now: nowOf(resource.value, resource.at, queued, sent.value), resource };
}

const said = () => withOffset(new Date(), phoneZone());

/** Resolves when it is on the disk; throws when this phone cannot keep it. */
export async function addNeed(content: Omit<NeedWritten, "occurred_at">): Promise<void> {
  await save({ kind: "need", entity: newId(), body: { ...content, occurred_at: said() } });
}

/** Each saying is an entry of its own: the last one counts. */
export async function sayNeed(need_id: string, state: NeedState): Promise<void> {
  await save({ kind: "need_state", entity: newId(), body: { need_id, state, occurred_at: said() } });
}

/** Other words for what the client wrote themselves; the last ones count. */
export async function rewordNeed(need_id: string, words: string): Promise<void> {
  await save({ kind: "need_words", entity: newId(), body: { need_id, words, occurred_at: said() } });
}

export async function sayStep(step_id: string, state: "open" | "done"): Promise<void> {
  await save({ kind: "need_step", entity: newId(), body: { step_id, state, occurred_at: said() } });
}
