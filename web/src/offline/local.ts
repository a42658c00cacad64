import type { Operation, SentOperation } from "./operations.ts";
import { isEntry } from "./operations.ts";
import { outbox, sent } from "./sync.ts";

export type LocalEntries = {
  queued: Extract<Operation, { kind: "craving_log" | "check_in" }>[];
  sent: SentOperation[];
};

/** The person's own entries as this phone knows them, whatever the server says. */
export function useLocalEntries(): LocalEntries {
  return { queued: outbox.value.filter(isEntry), sent: sent.value };
}
