import type { ClientReason, SessionFeedback } from "../api/booking.ts";
import type { WishWritten } from "../api/episodes.ts";
import type { CravingCorrectionWritten, CravingRatingWritten } from "../api/cravings.ts";
import type { CardReviewWritten, MarkWritten, ReflectionWritten } from "../api/learning.ts";
import type { SlipWritten, StartWritten } from "../api/milestones.ts";
import type { DoseWritten } from "../api/medications.ts";
import type { AnswerWritten } from "../api/monitoring.ts";
import type { AttendanceWritten, MeetingWritten } from "../api/mutual_help.ts";
import type { NeedState, NeedWritten } from "../api/needs.ts";
import type { NoteWritten, TickWritten } from "../api/plan.ts";
import type { CardWritten } from "../api/safety.ts";
import type { CheckInWritten, CravingLogWritten } from "../api/types.ts";

/** The only things ever written offline. Signing in, passphrases and settings are not among them. */
export type Write =
  | { kind: "craving_log"; entity: string; body: CravingLogWritten }
  | { kind: "craving_rating"; entity: string; body: CravingRatingWritten }
  | { kind: "craving_correction"; entity: string; body: CravingCorrectionWritten }
  | { kind: "check_in"; entity: string; body: CheckInWritten }
  | { kind: "safety_plan"; entity: string; body: CardWritten }
  | { kind: "recovery_start"; entity: string; body: StartWritten }
  | { kind: "slip_entry"; entity: string; body: SlipWritten }
  | { kind: "dose"; entity: string; body: DoseWritten }
  | { kind: "asked_answer"; entity: string; body: AnswerWritten }
  | { kind: "meeting"; entity: string; body: MeetingWritten & { meeting_id: string } }
  | { kind: "meeting_attendance"; entity: string; body: AttendanceWritten }
  | { kind: "need"; entity: string; body: NeedWritten }
  | { kind: "need_state"; entity: string; body: { need_id: string; state: NeedState; occurred_at: string } }
  | { kind: "need_words"; entity: string; body: { need_id: string; words: string; occurred_at: string } }
  | { kind: "need_step"; entity: string; body: { step_id: string; state: "open" | "done"; occurred_at: string } }
  | { kind: "reminder_seen"; entity: string; body: Record<string, never> }
  | { kind: "review_seen"; entity: string; body: Record<string, never> }
  | { kind: "place_back"; entity: string; body: { reason: ClientReason } }
  | { kind: "session_feedback"; entity: string; body: SessionFeedback }
  | { kind: "team_wish"; entity: string; body: WishWritten }
  | { kind: "team_wish_withdrawal"; entity: string; body: Record<string, never> }
  | { kind: "reading_mark"; entity: string; body: MarkWritten }
  | { kind: "card_review"; entity: string; body: CardReviewWritten }
  | { kind: "reflection"; entity: string; body: ReflectionWritten }
  | { kind: "plan_tick"; entity: string; body: TickWritten }
  | { kind: "plan_note"; entity: string; body: NoteWritten }
  | { kind: "plan_note_removal"; entity: string; body: Record<string, never> };
export type Entry = Extract<Write, { kind: "craving_log" | "check_in" }>;

export type Refusal = { status: number; code: string; at: number };

/** One write on its way to the server. Unchangeable once it is no longer held. */
export type Operation = Write & {
  id: string;
  owner: string;
  seq: number;
  made_at: number;
  /** Still open for a second thought until then; in any case already durable. */
  held_until: number | null;
  tries: number;
  next_try_at: number;
  refusal: Refusal | null;
};

export type SentOperation = Write & { id: string; owner: string; made_at: number; sent_at: number };

export function isEntry<W extends Write>(write: W): write is Extract<W, { kind: "craving_log" | "check_in" }> {
  return write.kind === "craving_log" || write.kind === "check_in";
}

const OWN = new Set<Write["kind"]>(["safety_plan", "craving_rating", "craving_correction", "recovery_start", "slip_entry", "dose", "asked_answer", "meeting", "meeting_attendance", "need", "need_state", "need_words", "need_step", "plan_tick", "plan_note", "team_wish", "place_back", "session_feedback", "card_review", "reflection"]);

/** Something of the person's own: never dropped unasked, and sent again to a server that lost it. */
export function isOwn(write: Write): boolean {
  return isEntry(write) || OWN.has(write.kind) || (write.kind === "reading_mark" && write.body.is_finished);
}

/** The same intent has the same id, so that asking twice is asking once. */
export function operationId(write: Write): string {
  return isEntry(write) ? write.entity : `${write.kind}:${write.entity}`;
}
