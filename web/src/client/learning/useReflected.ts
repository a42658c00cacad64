import { useEffect } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Reflections, ReflectionWritten } from "../../api/learning.ts";
import { newId } from "../../ids.ts";
import { save } from "../../offline/save.ts";
import { outbox } from "../../offline/sync.ts";
import { storageWorks } from "../../person.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { type Resource, useKept } from "../../ui/resource.ts";
import { type ReflectedNow, reflectedNow } from "./reflected.ts";
import { useLocal } from "./useLocal.ts";

export type MyReflected = {
  /** Null: not known yet. */
  now: ReflectedNow | null;
  resource: Resource<Reflections>;
  /** Resolves when it is on the disk; throws when this phone cannot keep it. */
  write: (written: Omit<ReflectionWritten, "occurred_at">) => Promise<void>;
};

/** What the client wrote, as this phone knows it, with what is still on its way. */
export function useReflected(): MyReflected {
  const resource = useKept<Reflections>("reflections", () => call("GET /api/reflections"));
  const local = useLocal();
  const queue = outbox.value;
  useEffect(() => {
    // What has just left the queue is the server's now.
    if (resource.state === "fresh") void resource.reload();
  }, [queue.length]);
  async function write(written: Omit<ReflectionWritten, "occurred_at">): Promise<void> {
    await save({ kind: "reflection", entity: newId(), body: { ...written, occurred_at: withOffset(new Date(), phoneZone()) } });
    if (!storageWorks.value) await resource.reload();
  }
  const known = local !== null && (resource.value !== null || resource.state !== "loading");
  return { now: known ? reflectedNow(resource.value, resource.at, local.queued, local.sent) : null, resource, write };
}
