import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CheckIn, CravingLog, Page } from "../../api/types.ts";
import { useLocalEntries } from "../../offline/local.ts";
import { outbox } from "../../offline/sync.ts";
import { useKept } from "../../ui/resource.ts";
import { mergeEntries, type ShownEntry } from "./merge.ts";

const LIMIT = 50;
const NONE: { logs: CravingLog[]; checkIns: CheckIn[] } = { logs: [], checkIns: [] };

export type Entries = {
  entries: ShownEntry[];
  state: "loading" | "fresh" | "stale" | "failed";
  at: number | null;
  /** Null when there is nothing older. */
  older: (() => Promise<void>) | null;
};

/** The newest page is kept on the phone; older ones are fetched when asked for. */
export function useEntries(): Entries {
  const logs = useKept<Page<CravingLog>>("craving_logs", () => call("GET /api/craving-logs", { query: { limit: LIMIT } }));
  const checkIns = useKept<Page<CheckIn>>("check_ins", () => call("GET /api/check-ins", { query: { limit: LIMIT } }));
  const local = useLocalEntries();
  const [more, setMore] = useState(NONE);
  const [next, setNext] = useState<{ logs: string | null; checkIns: string | null } | null>(null);
  const queued = outbox.value.length;

  useEffect(() => {
    // What has just left the queue is the server's now: its answer brings who looked at it.
    if (logs.state === "fresh") void Promise.all([logs.reload(), checkIns.reload()]);
  }, [queued]);

  const cursor = next ?? { logs: logs.value?.next ?? null, checkIns: checkIns.value?.next ?? null };
  async function older(): Promise<void> {
    const [moreLogs, moreCheckIns] = await Promise.all([
      cursor.logs ? call("GET /api/craving-logs", { query: { limit: LIMIT, before: cursor.logs } }) : null,
      cursor.checkIns ? call("GET /api/check-ins", { query: { limit: LIMIT, before: cursor.checkIns } }) : null,
    ]);
    setMore({ logs: [...more.logs, ...(moreLogs?.items ?? [])], checkIns: [...more.checkIns, ...(moreCheckIns?.items ?? [])] });
    setNext({ logs: moreLogs?.next ?? null, checkIns: moreCheckIns?.next ?? null });
  }

  return {
    entries: mergeEntries(local, [...(logs.value?.items ?? []), ...more.logs], [...(checkIns.value?.items ?? []), ...more.checkIns], outbox.value),
    state: worst(logs.state, checkIns.state),
    at: logs.at === null || checkIns.at === null ? null : Math.min(logs.at, checkIns.at),
    older: cursor.logs || cursor.checkIns ? older : null,
  };
}

function worst(...states: Entries["state"][]): Entries["state"] {
  return (["failed", "loading", "stale", "fresh"] as const).find((state) => states.includes(state)) ?? "fresh";
}
