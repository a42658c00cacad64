import type { MilestonesRead, Reader, Readers, Slip, SlipContent, SlipWritten, Start, StartWritten } from "../../api/milestones.ts";
import type { Day } from "../../api/types.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";

/** `reader` is who reads it as the main counselor; null where nobody is known to. */
export type SlipNow = SlipContent & { reader: Reader | null };

/** What there is now: the server's answer with what was written on this phone since. */
export type Now = {
  starts: Pick<Start, "starts_on" | "happened_at">[];
  startsOn: Day | null;
  /** Whether a start was ever written, be it one not to count. */
  asked: boolean;
  slips: SlipNow[];
  /** Slips that are on their way, by `slip_id`. */
  waiting: Set<string>;
  refused: Operation[];
  readers: Readers;
};

type Local = (Operation | SentOperation) & { at: string };

/**
 * What was written here counts over what the server last said, in the order it was written. `sent`
 * are entries the server took after `at`, when it last answered: its answer does not know them yet.
 */
export function nowOf(value: MilestonesRead | null, at: number | null, queued: Operation[], sent: SentOperation[]): Now {
  const late = sent.filter((op) => at === null || op.sent_at >= at);
  const local = [...late, ...queued].filter(isOurs).map((op) => ({ ...op, at: op.body.occurred_at }) as Local);
  const known = new Set([...(value?.starts ?? []), ...(value?.slips ?? [])].map((one) => one.id));
  const fresh = local.filter((op) => !known.has(op.entity) && !("refusal" in op && op.refusal));
  const readers = value?.readers ?? { primary: null, primary_id: null, team: [] };
  const starts = [...(value?.starts ?? []), ...fresh.flatMap(startOf)];
  return {
    starts,
    startsOn: starts.at(-1)?.starts_on ?? null,
    asked: starts.length > 0,
    slips: merged(value?.slips ?? [], fresh, readers),
    waiting: new Set(queued.flatMap((op) => (op.kind === "slip_entry" ? [op.body.slip_id] : []))),
    refused: queued.filter((op) => isOurs(op) && op.refusal !== null),
    readers,
  };
}

function isOurs<O extends { kind: string }>(op: O): op is Extract<O, { kind: "recovery_start" | "slip_entry" }> {
  return op.kind === "recovery_start" || op.kind === "slip_entry";
}

function startOf(op: Local): Now["starts"] {
  return op.kind === "recovery_start" ? [{ starts_on: (op.body as StartWritten).starts_on, happened_at: op.at }] : [];
}

function merged(slips: Slip[], local: Local[], readers: Readers): SlipNow[] {
  const found = new Map<string, SlipNow>(slips.map((slip) => [slip.slip_id, slip]));
  for (const op of local) {
    if (op.kind !== "slip_entry") continue;
    const body = op.body as SlipWritten;
    found.set(body.slip_id, written(body, found.get(body.slip_id), readers));
  }
  return [...found.values()].sort((a, b) => (a.on_day === b.on_day ? 0 : a.on_day < b.on_day ? 1 : -1));
}

/** As the server will take it: who reads it changes only where the client chose so. */
function written(body: SlipWritten, before: SlipNow | undefined, readers: Readers): SlipNow {
  const { shared_with, reader } = before && !body.sharing_chosen ? before : { shared_with: body.shared_with, reader: chosenReader(body, readers) };
  const is_mistake = before && !body.mistake_chosen ? before.is_mistake : body.is_mistake;
  return { ...contentOf(body), shared_with, is_mistake, reader };
}

function chosenReader({ shared_with, reader_id }: SlipWritten, readers: Readers): Reader | null {
  if (shared_with !== "primary" || !readers.primary || reader_id !== readers.primary_id) return null;
  return { name: readers.primary, is_primary: true, reads: true };
}

/** Whether it was shown to a main counselor who is not that any more: the client may choose again. */
export function hasNewCounselor({ shared_with, is_mistake, reader }: SlipNow): boolean {
  return shared_with === "primary" && !is_mistake && !reader?.is_primary;
}

/** The parts of a slip that were written, without when and where. */
export function contentOf(slip: SlipContent): SlipContent {
  const { slip_id, on_day, is_mistake, trigger, thought, act, next_time, shared_with } = slip;
  return { slip_id, on_day, is_mistake, trigger, thought, act, next_time, shared_with };
}

export function emptySlip(slip_id: string, on_day: Day): SlipContent {
  return { slip_id, on_day, is_mistake: false, trigger: null, thought: null, act: null, next_time: null, shared_with: "nobody" };
}
