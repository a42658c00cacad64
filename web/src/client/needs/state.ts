import { type Need, type NextStep, type OwnNeeds, PRIORITIES } from "../../api/needs.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";

/** What there is now: the server's answer with what was written on this phone since. */
export type Now = {
  open: Need[];
  over: Need[];
  /** The client's own open steps, the earliest day first. */
  mine: { step: NextStep; need: Need }[];
  /** What is on its way, by the id of the need or of the step. */
  waiting: Set<string>;
  refused: Operation[];
};

type Ours = Extract<Operation | SentOperation, { kind: "need" | "need_state" | "need_words" | "need_step" }>;

/**
 * What was written here counts over what the server last said, in the order it was written. `sent`
 * are entries the server took after `at`, when it last answered: its answer does not know them yet.
 */
export function nowOf(value: OwnNeeds | null, at: number | null, queued: Operation[], sent: SentOperation[]): Now {
  const late = sent.filter((op) => at === null || op.sent_at >= at);
  const local = [...late, ...queued].filter(isOurs).filter((op) => !("refusal" in op && op.refusal));
  const needs = new Map((value?.items ?? []).map((one) => [one.id, one]));
  for (const op of local) write(needs, op);
  const all = [...needs.values()];
  const open = all.filter((one) => one.state === "open").sort(byPriority);
  return {
    open,
    over: all.filter((one) => one.state !== "open"),
    mine: open.flatMap((need) => need.steps.filter((step) => step.is_clients && step.state === "open").map((step) => ({ step, need }))).sort(byDay),
    waiting: new Set(queued.filter(isOurs).map(idOf)),
    refused: queued.filter((op) => isOurs(op) && op.refusal !== null),
  };
}

export type TakenUp = Extract<Operation, { kind: "need_words" }>;

/** Words that came when somebody of the team had begun to work on the old ones. */
export function isTakenUp(op: Operation): op is TakenUp {
  return op.kind === "need_words" && op.refusal?.code === "need_taken_up";
}

/** The server names whoever is shown the list; where it names nobody, nobody at the centre reads it. */
export function isAlone(value: OwnNeeds | null): boolean {
  return value !== null && value.contact === null && value.or_ask === null;
}

function write(needs: Map<string, Need>, op: Ours): void {
  if (op.kind === "need") {
    if (!needs.has(op.entity)) needs.set(op.entity, newNeed(op));
  } else if (op.kind === "need_state") {
    const held = needs.get(op.body.need_id);
    if (held) needs.set(held.id, { ...held, state: op.body.state, state_at: op.body.occurred_at });
  } else if (op.kind === "need_words") {
    const held = needs.get(op.body.need_id);
    // Whoever has read it has not read this.
    if (held) needs.set(held.id, { ...held, words: op.body.words, looked_by: null, looked_at: null });
  } else {
    const { step_id, state } = op.body;
    for (const held of needs.values()) {
      if (held.steps.some((step) => step.id === step_id)) {
        needs.set(held.id, { ...held, steps: held.steps.map((step) => (step.id === step_id ? { ...step, state } : step)) });
      }
    }
  }
}

function newNeed({ entity: id, body: { kind, words, priority, occurred_at: at } }: Extract<Ours, { kind: "need" }>): Need {
  const said = { stated_by: "", stated_at: at, changed_by: "", changed_at: at, state_by: "", state_at: at, looked_by: null, looked_at: null };
  return { id, kind, words, priority, state: "open", version: 1, is_own: true, can_be_reworded: true, ...said, changes: [], referrals: [], steps: [] };
}

function idOf(op: Ours): string {
  return op.kind === "need" ? op.entity : op.kind === "need_step" ? op.body.step_id : op.body.need_id;
}

function isOurs<O extends Operation | SentOperation>(op: O): op is Extract<O, Ours> {
  return op.kind === "need" || op.kind === "need_state" || op.kind === "need_words" || op.kind === "need_step";
}

/** Of the same priority in the order they came in. */
function byPriority(a: Need, b: Need): number {
  return PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority);
}

function byDay(a: { step: NextStep }, b: { step: NextStep }): number {
  return (a.step.due_on ?? "9999") < (b.step.due_on ?? "9999") ? -1 : 1;
}
