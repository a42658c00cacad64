import { useEffect, useState } from "preact/hooks";
import type { Operation, SentOperation } from "./operations.ts";
import { isEntry } from "./operations.ts";
import { myDatabase, outbox } from "./sync.ts";

export type LocalEntries = {
  queued: Extract<Operation, { kind: "craving_log" | "check_in" }>[];
  sent: SentOperation[];
};

/** The person's own entries as this phone knows them, whatever the server says. */
export function useLocalEntries(): LocalEntries {
  const [sent, setSent] = useState<SentOperation[]>([]);
  const queue = outbox.value;
  useEffect(() => {
    let alive = true;
    void myDatabase()
      .then((db) => db?.getAllFromIndex("sent", "sent_at"))
      .then((rows) => {
        if (alive && rows) setSent(rows);
      })
      .catch(() => undefined);
    return () => {
      alive = false;
    };
  }, [queue]);
  return { queued: queue.filter(isEntry), sent };
}
