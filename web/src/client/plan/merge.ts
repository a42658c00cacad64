import type { Plan, PlanContent, PlanNote } from "../../api/plan.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";
import { objectivesOf } from "./content.ts";

type Own = Pick<Operation, "kind" | "entity" | "body" | "made_at">;
export type ShownNote = PlanNote & { is_waiting: boolean };
/** What the phone knows beyond the server's last answer: still queued, or sent after that answer. */
export type Beyond = { queued: Operation[]; sent: SentOperation[] };

export function beyond(queued: Operation[], sent: SentOperation[], at: number | null): Beyond {
  return { queued: queued.filter((op) => !op.refusal), sent: sent.filter((op) => op.sent_at >= (at ?? 0)) };
}

/** Which steps are done. What this phone said last wins over what the server said before it: a phone
 * whose clock is wrong must still show its own ticks. */
export function doneSteps(plan: Plan, { queued, sent }: Beyond): Set<string> {
  const done = new Map(plan.ticks.map((tick) => [tick.item_id, tick.is_done]));
  for (const op of [...sent, ...queued].sort((a, b) => a.made_at - b.made_at)) {
    if (op.kind === "plan_tick") done.set(op.body.item_id, op.body.is_done);
  }
  return new Set([...done].filter(([, is]) => is).map(([item]) => item));
}

/** The person's notes, newest first, without those they have taken back. */
export function ownNotes(plan: Plan, { queued, sent }: Beyond): ShownNote[] {
  const notes = new Map<string, ShownNote>(plan.notes.map((note) => [note.id, { ...note, is_waiting: false }]));
  const add = (op: Own, is_waiting: boolean) => {
    if (op.kind === "plan_note_removal") notes.delete(op.entity);
    if (op.kind !== "plan_note" || notes.has(op.entity)) return;
    const { occurred_at, ...body } = op.body as { item_id: string | null; text: string; is_shared: boolean; occurred_at: string };
    notes.set(op.entity, { ...body, id: op.entity, happened_at: occurred_at, is_time_uncertain: false, is_waiting });
  };
  for (const op of sent) add(op, false);
  for (const op of queued) add(op, true);
  return [...notes.values()].sort((a, b) => Date.parse(b.happened_at) - Date.parse(a.happened_at));
}

/** Steps that were done and are no longer in the plan that is shown. */
export function doneBefore(plan: Plan, content: PlanContent, done: Set<string>): { id: string; text: string | null }[] {
  const here = new Set(objectivesOf(content).flatMap((one) => one.steps.map((step) => step.id)));
  return plan.ticks.filter((tick) => done.has(tick.item_id) && !tick.is_in_plan && !here.has(tick.item_id)).map((tick) => ({ id: tick.item_id, text: tick.text }));
}
