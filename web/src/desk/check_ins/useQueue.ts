import { useMemo } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ReviewQueue } from "../../api/types.ts";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { stillWaiting } from "./order.ts";
import { left } from "./sitting.ts";

/** The list with when the server told it: taking one out here does not make it newer. */
export type ToldQueue = ReviewQueue & { told_at: number };

/** What waits: as the server told it, without what it said later to wait no more. */
export function useQueue(): Resource<ToldQueue> {
  const told = useFetched(readQueue);
  const gone = left.value;
  const value = useMemo(
    () => told.value && { ...told.value, items: stillWaiting(told.value.items, gone, told.at ?? 0) },
    [told.value, told.at, gone],
  );
  return { ...told, value };
}

async function readQueue(): Promise<ToldQueue> {
  return { ...(await call("GET /api/review-queue")), told_at: Date.now() };
}
