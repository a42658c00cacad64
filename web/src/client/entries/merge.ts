import type { CravingContent } from "../../api/cravings.ts";
import type { Response } from "../../api/forms.ts";
import type { CheckIn, CheckInWritten, CravingLog, CravingLogWritten, Review } from "../../api/types.ts";
import type { LocalEntries } from "../../offline/local.ts";
import type { Operation, Refusal, SentOperation } from "../../offline/operations.ts";

export type EntryState = "held" | "waiting" | "refused" | "sent" | "looked_at";
type Common = { id: string; at: string; zone: string; state: EntryState; review: Review | null; refusal: Refusal | null };
export type ShownRating = { id: string; minutes: number; intensity: number };
/** How a craving went on, and what it said before it was changed. */
type Later = { ratings: ShownRating[]; original: CravingContent | null; response: Response | null };
export type ShownCraving = Common & Later & { kind: "craving_log"; body: CravingLogWritten };
export type ShownEntry =
  | ShownCraving
  | (Common & { kind: "check_in"; body: CheckInWritten | CheckIn });

/**
 * One list of what this phone has queued, what it has sent and what the server has, newest first.
 * What is still queued wins, then the server, then the phone's own memory of having sent it.
 */
export function mergeEntries(local: LocalEntries, logs: CravingLog[], checkIns: CheckIn[], outbox: Operation[] = []): ShownEntry[] {
  const byId = new Map<string, ShownEntry>();
  for (const op of local.sent) add(byId, op, "sent");
  for (const log of logs) {
    // A page that an older version kept has none of these.
    const { ratings = [], original = null, response = null } = log;
    byId.set(log.id, {
      kind: "craving_log", id: log.id, at: log.occurred_at, zone: log.zone, state: "sent", review: null, refusal: null, body: log,
      ratings, original, response,
    });
  }
  for (const one of checkIns) {
    const state = one.review ? "looked_at" : "sent";
    byId.set(one.id, { kind: "check_in", id: one.id, at: one.occurred_at, zone: one.zone, state, review: one.review, refusal: null, body: one });
  }
  for (const op of local.queued) {
    add(byId, op, op.refusal ? "refused" : op.held_until === null ? "waiting" : "held", op.refusal);
  }
  const known = new Set(logs.flatMap((log) => [...(log.corrections ?? []), ...(log.ratings ?? []).map((one) => one.id)]));
  const later = [...local.sent, ...outbox.filter((op) => !op.refusal)].filter((op) => !known.has(op.entity));
  for (const op of later.sort((a, b) => a.made_at - b.made_at)) addLater(byId, op);
  return [...byId.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/** A rating or a change that the server's answer does not know of yet. */
function addLater(byId: Map<string, ShownEntry>, op: Operation | SentOperation): void {
  if (op.kind !== "craving_rating" && op.kind !== "craving_correction") return;
  const entry = byId.get(op.body.log_id);
  if (entry?.kind !== "craving_log") return;
  const next = "held_until" in op && entry.state === "sent" ? { ...entry, state: "waiting" as const } : entry;
  if (op.kind === "craving_rating") {
    const { minutes, intensity } = op.body;
    byId.set(entry.id, { ...next, ratings: [...entry.ratings, { id: op.entity, minutes, intensity }] });
  } else {
    byId.set(entry.id, { ...next, original: entry.original ?? entry.body, body: { ...entry.body, ...op.body.after } });
  }
}

function add(
  byId: Map<string, ShownEntry>, op: LocalEntries["sent"][number] | LocalEntries["queued"][number],
  state: EntryState, refusal: Refusal | null = null,
): void {
  const common = { id: op.entity, state, refusal, review: null };
  if (op.kind === "craving_log") {
    const later = { ratings: [], original: null, response: null };
    byId.set(op.entity, { ...common, ...later, kind: op.kind, at: op.body.occurred_at, zone: op.body.zone, body: op.body });
  } else if (op.kind === "check_in") {
    byId.set(op.entity, { ...common, kind: op.kind, at: op.body.occurred_at, zone: op.body.zone, body: op.body });
  }
}
