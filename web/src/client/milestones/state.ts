import type { MilestonesRead, Readers, Slip, SlipContent, SlipWritten, Start, StartWritten } from "../../api/milestones.ts";
import type { Day } from "../../api/types.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";

/** What there is now: the server's answer with what was written on this phone since. */
export type Now = {
  starts: Pick<Start, "starts_on" | "happened_at">[];
  startsOn: Day | null;
  /** Whether a start was ever written, be it one not to count. */
  asked: boolean;
  slips: SlipContent[];
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
  const starts = [...(value?.starts ?? []), ...fresh.flatMap(startOf)];
  return {
    starts,
    startsOn: starts.at(-1)?.starts_on ?? null,
    asked: starts.length > 0,
    slips: merged(value?.slips ?? [], fresh),
    waiting: new Set(queued.flatMap((op) => (op.kind === "slip_entry" ? [op.body.slip_id] : []))),
    refused: queued.filter((op) => isOurs(op) && op.refusal !== null),
    readers: value?.readers ?? { primary: null, team: [] },
  };
}

function isOurs<O extends { kind: string }>(op: O): op is Extract<O, { kind: "recovery_start" | "slip_entry" }> {
  return op.kind === "recovery_start" || op.kind === "slip_entry";
}

function startOf(op: Local): Now["starts"] {
  return op.kind === "recovery_start" ? [{ starts_on: (op.body as StartWritten).starts_on, happened_at: op.at }] : [];
}

function merged(slips: Slip[], local: Local[]): SlipContent[] {
  const found = new Map<string, SlipContent>(slips.map((slip) => [slip.slip_id, slip]));
  for (const op of local) {
    if (op.kind === "slip_entry") found.set((op.body as SlipWritten).slip_id, op.body as SlipWritten);
  }
  return [...found.values()].sort((a, b) => (a.on_day === b.on_day ? 0 : a.on_day < b.on_day ? 1 : -1));
}

/** The parts of a slip that were written, without when and where. */
export function contentOf(slip: SlipContent): SlipContent {
  const { slip_id, on_day, is_mistake, trigger, thought, act, next_time, shared_with } = slip;
  return { slip_id, on_day, is_mistake, trigger, thought, act, next_time, shared_with };
}

export function emptySlip(slip_id: string, on_day: Day): SlipContent {
  return { slip_id, on_day, is_mistake: false, trigger: null, thought: null, act: null, next_time: null, shared_with: "nobody" };
}
