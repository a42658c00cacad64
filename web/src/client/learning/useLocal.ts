import { useEffect, useState } from "preact/hooks";
import type { Operation, SentOperation } from "../../offline/operations.ts";
import { queuedAndSent } from "../../offline/outbox.ts";
import { myDatabase, outbox } from "../../offline/sync.ts";

export type Local = { queued: Operation[]; sent: SentOperation[] };
const NOTHING: Local = { queued: [], sent: [] };

/**
 * What this phone has written and sent lately; null until it has been read from the disk. Both in one
 * reading: a write that leaves the one list for the other is never in neither.
 */
export function useLocal(): Local | null {
  const [local, setLocal] = useState<Local | null>(null);
  const queue = outbox.value;
  useEffect(() => {
    let alive = true;
    void read().catch(() => NOTHING).then((found) => alive && setLocal(found));
    return () => {
      alive = false;
    };
  }, [queue]);
  return local;
}

async function read(): Promise<Local> {
  const db = await myDatabase();
  if (!db) return NOTHING;
  return await queuedAndSent(db);
}
