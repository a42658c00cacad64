import type { CheckIn, CheckInWritten, CravingLog, CravingLogWritten, Review } from "../../api/types.ts";
import type { LocalEntries } from "../../offline/local.ts";
import type { Refusal } from "../../offline/operations.ts";

export type EntryState = "held" | "waiting" | "refused" | "sent" | "looked_at";
type Common = { id: string; at: string; zone: string; state: EntryState; review: Review | null; refusal: Refusal | null };
export type ShownEntry =
  | (Common & { kind: "craving_log"; body: CravingLogWritten })
  | (Common & { kind: "check_in"; body: CheckInWritten });

/**
 * One list of what this phone has queued, what it has sent and what the server has, newest first.
 * What is still queued wins, then the server, then the phone's own memory of having sent it.
 */
export function mergeEntries(local: LocalEntries, logs: CravingLog[], checkIns: CheckIn[]): ShownEntry[] {
  const byId = new Map<string, ShownEntry>();
  for (const op of local.sent) add(byId, op, "sent");
  for (const log of logs) {
    byId.set(log.id, { kind: "craving_log", id: log.id, at: log.occurred_at, zone: log.zone, state: "sent", review: null, refusal: null, body: log });
  }
  for (const one of checkIns) {
    const state = one.review ? "looked_at" : "sent";
    byId.set(one.id, { kind: "check_in", id: one.id, at: one.occurred_at, zone: one.zone, state, review: one.review, refusal: null, body: one });
  }
  for (const op of local.queued) {
    add(byId, op, op.refusal ? "refused" : op.held_until === null ? "waiting" : "held", op.refusal);
  }
  return [...byId.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function add(
  byId: Map<string, ShownEntry>, op: LocalEntries["sent"][number] | LocalEntries["queued"][number],
  state: EntryState, refusal: Refusal | null = null,
): void {
  const common = { id: op.entity, state, refusal, review: null };
  if (op.kind === "craving_log") {
    byId.set(op.entity, { ...common, kind: op.kind, at: op.body.occurred_at, zone: op.body.zone, body: op.body });
  } else if (op.kind === "check_in") {
    byId.set(op.entity, { ...common, kind: op.kind, at: op.body.occurred_at, zone: op.body.zone, body: op.body });
  }
}
