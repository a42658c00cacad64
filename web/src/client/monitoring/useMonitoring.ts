import { useEffect } from "preact/hooks";
import type { AnswerWritten, OwnMonitoring } from "../../api/monitoring.ts";
import { newId } from "../../ids.ts";
import { save } from "../../offline/save.ts";
import { outbox, sent } from "../../offline/sync.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { type Resource, useKept } from "../../ui/resource.ts";
import { loadMonitoring, MONITORING } from "./kept.ts";
import { type Now, nowOf } from "./state.ts";

/** What the client is asked for and what was found, as this phone knows it. */
export function useMonitoring(): { now: Now; resource: Resource<OwnMonitoring> } {
  const resource = useKept<OwnMonitoring>(MONITORING, loadMonitoring);
  const queue = outbox.value;
  useEffect(() => {
    // What has just left the queue is the server's now.
    if (resource.state === "fresh") void resource.reload();
  }, [queue.length]);
  return { now: nowOf(resource.value, queue, sent.value, new Date()), resource };
}

/** Resolves when it is on the disk; throws when this phone cannot keep it. */
export async function sayAnswer(said: Pick<AnswerWritten, "order_id" | "findings" | "line">): Promise<void> {
  const zone = phoneZone();
  await save({ kind: "asked_answer", entity: newId(), body: { ...said, occurred_at: withOffset(new Date(), zone), zone } });
}
