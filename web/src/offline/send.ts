import { call } from "../api/call.ts";
import { Problem, Unreachable } from "../api/problem.ts";
import type { Operation, Write } from "./operations.ts";

export type Outcome =
  | { what: "stored" }
  | { what: "refused"; status: number; code: string }
  | { what: "later"; waitMs: number | null; all: boolean }
  | { what: "stop"; why: "sign_in_needed" | "other_person" };

/** Sends one operation as its owner and judges the answer. */
export async function send(op: Operation): Promise<Outcome> {
  try {
    const stored = await put(op, op.owner);
    // An old answer from some cache is not about this entry: keep it until one is.
    return stored ? { what: "stored" } : { what: "later", waitMs: null, all: true };
  } catch (error) {
    if (error instanceof Unreachable) return { what: "later", waitMs: null, all: true };
    if (error instanceof Problem) return judge(error);
    throw error;
  }
}

/** One request for one write. False: what came back is not about it. */
export async function put(op: Write, person?: string): Promise<boolean> {
  const common = {
    path: { id: op.entity },
    headers: { "X-Sent-At": new Date().toISOString() },
    ...(person ? { person } : {}),
  };
  switch (op.kind) {
    case "craving_log":
      return (await call("PUT /api/craving-logs/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "craving_rating":
      return (await call("PUT /api/craving-ratings/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "craving_correction":
      return (await call("PUT /api/craving-corrections/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "check_in":
      return (await call("PUT /api/check-ins/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "safety_plan":
      return (await call("PUT /api/safety-plan-versions/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "recovery_start":
      return (await call("PUT /api/recovery-starts/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "slip_entry":
      return (await call("PUT /api/slip-entries/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "dose":
      return (await call("PUT /api/doses/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "asked_answer":
      return (await call("PUT /api/monitoring-answers/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "meeting": {
      // Each writing has an id of its own here; the server knows the meeting.
      const { meeting_id, ...body } = op.body;
      return (await call("PUT /api/meetings/{id}", { ...common, path: { id: meeting_id }, body }))?.id === meeting_id;
    }
    case "meeting_attendance":
      return (await call("PUT /api/meeting-attendances/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "need":
      return (await call("PUT /api/needs/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "need_state": {
      const { need_id, ...body } = op.body;
      return (await call("PUT /api/needs/{id}/state", { ...common, path: { id: need_id }, body }))?.id === need_id;
    }
    case "need_words": {
      const { need_id, ...body } = op.body;
      return (await call("PUT /api/needs/{id}/words", { ...common, path: { id: need_id }, body }))?.id === need_id;
    }
    case "need_step": {
      const { step_id, ...body } = op.body;
      return (await call("PUT /api/next-steps/{id}/state", { ...common, path: { id: step_id }, body }))?.id === step_id;
    }
    case "reminder_seen":
      return (await call("PUT /api/reminders/{id}/acknowledgement", { ...common, body: {} })) === null;
    case "review_seen":
      return (await call("PUT /api/check-ins/{id}/review-seen", { ...common, body: {} })) === null;
    case "place_back":
      return (await call("PUT /api/sessions/{id}/cancellation", { ...common, body: op.body }))?.id === op.entity;
    case "plan_tick":
      return (await call("PUT /api/plan-ticks/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "plan_note":
      return (await call("PUT /api/plan-notes/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "plan_note_removal":
      return (await call("PUT /api/plan-notes/{id}/removal", { ...common, body: {} })) === null;
    case "team_wish":
      return (await call("PUT /api/team-wishes/{id}", { ...common, body: op.body }))?.id === op.entity;
    case "team_wish_withdrawal":
      return (await call("PUT /api/team-wishes/{id}/withdrawal", { ...common, body: {} })) === null;
    case "reading_mark":
      return (await call("PUT /api/reading-marks/{id}", { ...common, body: op.body }))?.key === op.body.key;
    case "card_review": {
      const answer = await call("PUT /api/card-reviews/{id}", { ...common, body: op.body });
      return answer?.key === op.body.key && answer.card_id === op.body.card_id;
    }
    case "reflection": {
      // What counts of this prompt may be another writing, made later on another phone.
      const answer = await call("PUT /api/reflections/{id}", { ...common, body: op.body });
      return answer?.key === op.body.key && answer.prompt_id === op.body.prompt_id;
    }
    case "session_feedback":
      return (await call("PUT /api/session-feedback/{id}", { ...common, body: op.body })) === null;
  }
}

function judge(problem: Problem): Outcome {
  const { status, code, waitMs } = problem;
  if (status === 401) return { what: "stop", why: "sign_in_needed" };
  if (code === "other_person") return { what: "stop", why: "other_person" };
  if ([408, 425, 429, 503].includes(status)) return { what: "later", waitMs, all: true };
  if (status >= 500) return { what: "later", waitMs, all: false };
  return { what: "refused", status, code };
}
