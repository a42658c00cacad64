import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Plan, PlanContent, PlanDraft } from "../../api/plan.ts";
import { Problem } from "../../api/problem.ts";
import { dropPlanEdit, keepPlanEdit, laterPlan, type PlanEdit, planEdit, planSent, planTaken, readPlanEdit, takePlan } from "../../offline/plan.ts";
import { myDatabase, outbox, sendNow, sent } from "../../offline/sync.ts";
import { who } from "../../person.ts";
import { type Resource, useKept } from "../../ui/resource.ts";
import { type Beyond, beyond } from "./merge.ts";

export type MyPlan = {
  plan: Resource<Plan>;
  beyond: Beyond;
  /** The person's own change that is not yet at the server. */
  edit: PlanEdit | null;
  drafts: PlanDraft[];
  reloadDrafts: () => Promise<void>;
  /** It is gone at the server: neither taken nor dropped once more. */
  forgetDraft: (id: string) => void;
};

/** The plan as the server last said it, and what this phone knows beyond that. */
export function useMyPlan(): MyPlan {
  const read = useKept<Plan>("plan", () => call("GET /api/plan"));
  const plan = { ...read, value: laterPlan(planTaken.value, read.value) };
  const [drafts, setDrafts] = useState<PlanDraft[]>([]);
  const count = plan.value?.drafts ?? 0;
  const queued = outbox.value.filter((op) => op.kind.startsWith("plan_"));
  const taken = planSent.value;

  async function reloadDrafts(): Promise<void> {
    try {
      setDrafts((await call("GET /api/plan/drafts")).items);
    } catch {
      // They are safe at the server; without a connection there is nothing to decide about.
    }
  }
  const forgetDraft = (id: string) => setDrafts((now) => now.filter((one) => one.id !== id));
  useEffect(() => {
    void myDatabase().then((db) => db && readPlanEdit(db)).catch(() => undefined);
  }, []);
  useEffect(() => {
    // What has just left the phone is the server's now.
    if (plan.value) void plan.reload();
  }, [queued.length, taken]);
  useEffect(() => {
    if (count > 0) void reloadDrafts();
    else setDrafts([]);
  }, [count, taken]);
  return { plan, beyond: beyond(queued, sent.value, plan.at), edit: planEdit.value, drafts, reloadDrafts, forgetDraft };
}

/** A change begins with what is there, and is on the disk before it is anywhere else. */
export async function keepEdit(edit: PlanEdit): Promise<void> {
  const db = await myDatabase();
  if (db) await keepPlanEdit(db, edit);
  // Not what is kept as the page of somebody goes whose sign-in has just ended.
  else if (who.value.state === "in") planEdit.value = edit;
}

export function newEdit(content: PlanContent, base: number, from_draft: string | null = null): PlanEdit {
  return { content, base, from_draft, turn: 1, state: "writing", made_at: Date.now(), refusal: null };
}

/** Lets a change go on its way. Without a disk it is sent at once or not at all. */
export async function finishEdit(edit: PlanEdit): Promise<void> {
  const done: PlanEdit = { ...edit, state: "waiting", refusal: null, turn: edit.turn + 1 };
  await keepEdit(done);
  if (await myDatabase()) {
    // It is on the disk: nobody waits for the network with their words in an open form.
    void sendNow();
    return;
  }
  await sendWithoutDisk(done);
}

async function sendWithoutDisk(edit: PlanEdit): Promise<void> {
  let taken: Plan | null = null;
  try {
    const body = { content: edit.content, why: null, from_draft: edit.from_draft };
    taken = await call("PUT /api/plan", { headers: { "If-Match": `"${edit.base}"` }, body });
  } catch (error) {
    const kept = error instanceof Problem && error.status === 412;
    if (!kept) {
      planEdit.value = { ...edit, state: "writing" };
      throw error;
    }
  }
  planEdit.value = null;
  takePlan(taken);
}

export async function dropEdit(): Promise<void> {
  const db = await myDatabase();
  if (db) await dropPlanEdit(db);
  else planEdit.value = null;
}
