import { batch, signal } from "@preact/signals";
import { call } from "../api/call.ts";
import type { Plan, PlanContent } from "../api/plan.ts";
import { Problem } from "../api/problem.ts";
import type { PersonDatabase } from "./database.ts";
import { keepDraft } from "./drafts.ts";
import { keep } from "./kept.ts";

/**
 * The client's own plan as they change it: on the disk from the first letter on, with the version it
 * was begun on. It leaves the phone only when the server has it, as a version or as a draft.
 */
export type PlanEdit = {
  content: PlanContent;
  base: number;
  from_draft: string | null;
  /** Counts the changes, so that what was typed while it was being sent is not taken for sent. */
  turn: number;
  /** Being written, or said to be done and on its way. */
  state: "writing" | "waiting";
  made_at: number;
  /** Why the server would not take it as it stands. */
  refusal: { status: number; code: string } | null;
};
/** `unreached`: nobody answered; `later`: the server did, and wants to be left alone for a while. */
export type Sent = "nothing" | "stored" | "kept_as_draft" | "refused" | "later" | "unreached";

const KEY = "plan";
/** The unsent change of the person signed in, for every screen to look at. */
export const planEdit = signal<PlanEdit | null>(null);
/** Goes up whenever the server has taken something in: what is shown is old then. */
export const planSent = signal(0);
/** What it became: shown at once, and not only when the plan has been read again. */
export const planTaken = signal<Plan | null>(null);

/** Of two readings the one with the later version. */
export function laterPlan(one: Plan | null, other: Plan | null): Plan | null {
  return one && other ? (one.version > other.version ? one : other) : (other ?? one);
}

export async function readPlanEdit(db: PersonDatabase): Promise<PlanEdit | null> {
  planEdit.value = await onDisk(db);
  return planEdit.value;
}

async function onDisk(db: PersonDatabase): Promise<PlanEdit | null> {
  return ((await db.get("drafts", KEY))?.value as PlanEdit | undefined) ?? null;
}

/** Resolves when the change is on the disk. */
export async function keepPlanEdit(db: PersonDatabase, edit: PlanEdit): Promise<void> {
  planEdit.value = edit;
  await keepDraft(db, KEY, edit);
}

/** Only ever at the person's own word. */
export async function dropPlanEdit(db: PersonDatabase): Promise<void> {
  planEdit.value = null;
  const tx = db.transaction("drafts", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.delete(KEY), tx.done]);
}

/** Sends a change that waits. Whatever happens on the way, the text is here or at the server. */
export async function sendPlanEdit(db: PersonDatabase, person: string): Promise<Sent> {
  const edit = await onDisk(db);
  if (edit?.state !== "waiting" || edit.refusal) return "nothing";
  try {
    const plan = await call("PUT /api/plan", {
      person,
      headers: { "If-Match": `"${edit.base}"` },
      body: { content: edit.content, why: null, from_draft: edit.from_draft },
    });
    await keep(db, KEY, plan);
    await settle(db, edit, plan);
    return "stored";
  } catch (error) {
    return await judge(db, edit, error);
  }
}

async function judge(db: PersonDatabase, edit: PlanEdit, error: unknown): Promise<Sent> {
  if (!(error instanceof Problem)) return "unreached";
  if (error.status === 412 && error.code === "plan_changed") {
    // Somebody else's version came first: the server keeps this text as a draft.
    await settle(db, edit, null);
    return "kept_as_draft";
  }
  if (error.status >= 500 || [401, 408, 425, 429].includes(error.status) || error.code === "other_person") return "later";
  await inTurn(db, edit, (now) => ({ ...now, refusal: { status: error.status, code: error.code } }));
  return "refused";
}

/** A version that the server has just answered with. */
export function takePlan(plan: Plan | null): void {
  if (plan) planTaken.value = plan;
  planSent.value += 1;
}

/** What was sent is done with; what was written meanwhile goes on from the version it became. */
async function settle(db: PersonDatabase, edit: PlanEdit, plan: Plan | null): Promise<void> {
  const changed: Change = (now) => (plan ? { ...now, base: plan.version, from_draft: null } : now);
  await inTurn(db, edit, () => null, changed, () => takePlan(plan));
}

type Change = (now: PlanEdit) => PlanEdit | null;

async function inTurn(db: PersonDatabase, edit: PlanEdit, unchanged: Change, changed: Change = (now) => now, taken = () => {}): Promise<void> {
  const tx = db.transaction("drafts", "readwrite", { durability: "strict" });
  const now = (await tx.store.get(KEY))?.value as PlanEdit | undefined;
  const next = now ? (now.turn === edit.turn ? unchanged(now) : changed(now)) : null;
  if (next) await tx.store.put({ key: KEY, value: next, at: Date.now() });
  else await tx.store.delete(KEY);
  await tx.done;
  batch(() => {
    taken();
    planEdit.value = next;
  });
}
