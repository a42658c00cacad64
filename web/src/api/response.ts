import type { Urgency } from "./forms.ts";
import type { FlagCode, FlagRating, Hop, ReviewFlag, ReviewTask, TaskOutcome } from "./review.ts";
import type { Day, Instant, Items, LocalTime, Weekday } from "./types.ts";

/** What the routes of the response clock take and give. */
type Named = { id: string; shown_name: string };
export type TaskKind = "check_in" | "craving_log" | "staff_form" | "silence" | "contact";

/** Something to look at. `flags` is empty for an administrator who only has to find somebody. */
export type Task = ReviewTask & {
  client: Named;
  kind: TaskKind;
  focus_id: string;
  opened_at: Instant;
  /** Nobody else is left to take it. */
  is_stuck: boolean;
  acknowledged_at: Instant | null;
  acknowledged_by: string | null;
  closed_at: Instant | null;
  closed_by: string | null;
  outcome: TaskOutcome | null;
  outcome_line: string | null;
  flags: ReviewFlag[];
};
export type TaskDetail = Task & { way: Hop[] };
export type OutcomeWritten = { outcome: TaskOutcome; line: string | null; ratings: Record<string, FlagRating> };

/** Working minutes of the centre, by urgency; days of silence by phase, 0 is never. */
export type PolicyWritten = {
  minutes: Record<Urgency, number>;
  craving_at: number;
  contact_at: number;
  silence_days: Record<"treatment" | "aftercare" | "alumni", number>;
};
export type Policy = PolicyWritten & { changed_at: Instant | null; changed_by: string | null };

export type DutyTurnWritten = {
  provider_id: string;
  day: Weekday;
  from_time: LocalTime;
  until_time: LocalTime;
  from_day: Day;
  until_day: Day | null;
};
export type DutyTurn = Omit<DutyTurnWritten, "provider_id"> & { id: string; provider: Named };
/** `next_open`: when somebody of the centre looks again; none: it keeps no hours. */
export type DutyTurns = { items: DutyTurn[]; on_duty: string[]; next_open: Instant | null };

export type Lead = { programme_id: string; programme: string; lead: Named | null };

/** None: too few to tell, of too few ratings or of fewer than five clients. */
export type Precision = {
  code: FlagCode;
  raised: number | null;
  rated: number | null;
  helpful: number | null;
  known_already: number | null;
  not_a_concern: number | null;
  helpful_share: number | null;
};

export type ResponseEndpoints = {
  "GET /api/tasks": { answer: { items: Task[]; more: boolean } };
  "GET /api/tasks/{id}": { answer: TaskDetail };
  "PUT /api/tasks/{id}/handing-over": { body: { to: string; why: string }; answer: TaskDetail };
  "PUT /api/tasks/{id}/outcome": { body: OutcomeWritten; answer: TaskDetail };
  "GET /api/flag-precision": { answer: { since: Instant; at_least: number; items: Precision[] } };
  "GET /api/response-policy": { answer: Policy };
  "PUT /api/response-policy": { body: PolicyWritten; answer: Policy };
  "GET /api/duty-turns": { answer: DutyTurns };
  "POST /api/duty-turns": { body: DutyTurnWritten; answer: DutyTurn };
  "DELETE /api/duty-turns/{id}": { answer: null };
  "GET /api/leads": { answer: Items<Lead> };
  "PUT /api/programs/{id}/lead": { body: { provider_id: string | null }; answer: Lead };
};
