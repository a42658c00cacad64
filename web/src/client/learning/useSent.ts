import { useEffect, useState } from "preact/hooks";
import type { SentOperation } from "../../offline/operations.ts";
import { myDatabase, outbox } from "../../offline/sync.ts";

/** What this phone has sent lately; null until it has been read from the disk. */
export function useSent(): SentOperation[] | null {
  const [sent, setSent] = useState<SentOperation[] | null>(null);
  const queue = outbox.value;
  useEffect(() => {
    let alive = true;
    void myDatabase()
      .then((db) => db?.getAllFromIndex("sent", "sent_at") ?? [])
      .catch(() => [])
      .then((rows) => alive && setSent(rows));
    return () => {
      alive = false;
    };
  }, [queue]);
  return sent;
}
