import type { Phase } from "./episodes.ts";
import type { FormText, Urgency } from "./forms.ts";
import type { CheckInAnswers, Day, Halt, Instant, Items, Trigger, Use } from "./types.ts";

/** What the routes of the review desk take and give. */
export const FLAG_CODES = [
  "self_harm", "may_use", "use", "craving_high", "sharp_change", "score_high", "score_low", "mood_low",
  "silence", "contact_missed", "contact_not_reached", "rather_not_say", "backdated",
] as const;
export type FlagCode = (typeof FLAG_CODES)[number];
export const RATINGS = ["helpful", "known_already", "not_a_concern"] as const;
export type FlagRating = (typeof RATINGS)[number];
/** `reason` is worded in the reader's language; a rating is filed under `key`. */
export type ReviewFlag = { key: string; code: FlagCode; measure: string; reason: string; rating: FlagRating | null };

export const OUTCOMES = ["looked", "spoke", "session_arranged", "more_care", "not_reached", "no_longer_needed"] as const;
export type TaskOutcome = (typeof OUTCOMES)[number];
export type TaskState = "waiting" | "has_it" | "answered";
export type ReviewTask = {
  id: string;
  urgency: Urgency;
  due_at: Instant;
  owner: string | null;
  is_mine: boolean;
  state: TaskState;
  overdue: boolean;
  /** How often it has gone on to somebody else. */
  hops: number;
};
export type Hop = {
  number: number;
  owner: string | null;
  at: Instant;
  due_at: Instant;
  why: "opened" | "more_urgent" | "overdue" | "handed_over" | "not_here";
  by: string | null;
  line: string | null;
  took_at: Instant | null;
};

export type ReviewForm = {
  instrument: string;
  name: string;
  complete: boolean;
  missing: string[];
  /** In words, why there is no score. */
  not_scored: string | null;
  late_by_days: number;
  /** What its scores are called. */
  names: Record<string, string>;
  scores: Record<string, number>;
  prorated: Record<string, number>;
  bands: Record<string, string>;
  before: { on_day: Day; scores: Record<string, number> } | null;
};
export type ReviewFormItem = {
  number: string;
  text: string;
  answer: number | null;
  words: string | null;
  before: number | null;
  before_words: string | null;
};
export type FormInFull = ReviewForm & { language: string; items: ReviewFormItem[] };

/** What is different since the last check-in, or since one that somebody looked at. Items before sums. */
export type Changes = { since: "check_in" | "look"; on_day: Day | null; by: string | null; at: Instant | null; sentences: string[] };

export type CheckInForReview = {
  id: string;
  on_day: Day;
  occurred_at: Instant;
  received_at: Instant;
  time_uncertain: boolean;
  /** None when only questionnaires were answered. */
  answers: CheckInAnswers | null;
};
export type ReviewItem = {
  check_in: CheckInForReview;
  client: { id: string; shown_name: string };
  flags: ReviewFlag[];
  forms: ReviewForm[];
  task: ReviewTask | null;
  changed: Changes[];
  waiting_since: Instant;
};
export type ReviewQueue = { items: ReviewItem[]; more: boolean };
export type ReviewWritten = {
  note_to_self: string | null;
  line_to_client: string | null;
  outcome?: TaskOutcome;
  ratings?: Record<string, FlagRating>;
};
export type ReviewMade = { note_to_self: string | null; line_to_client: string | null; by: string; at: Instant };
export type CheckInDetail = Omit<ReviewItem, "forms"> & { forms: FormInFull[]; way: Hop[]; review: ReviewMade | null };

export type ScaleOfTrend = { key: string; name: string; lowest: number; highest: number; bands: { from: number; to: number; text: string }[] };
export type TrendPoint = {
  check_in_id: string;
  on_day: Day;
  complete: boolean;
  missing: string[];
  scores: Record<string, number>;
  prorated: Record<string, number>;
  late_by_days: number;
};
export type TrendItem = { number: string; text: string; words: Record<string, string>; answers: (number | null)[] };
export type InstrumentTrend = { instrument: string; name: string; scales: ScaleOfTrend[]; points: TrendPoint[]; items: TrendItem[] };
export type DayOfTrends = { on_day: Day; mood: number; craving: number; sleep: number; difficulty: number; use: Use };
export type Trends = { from_day: Day; to_day: Day; days: DayOfTrends[]; instruments: InstrumentTrend[] };

type Scale = "mood" | "craving" | "sleep";
export type BriefSession = { id: string; title: string; starts_at: Instant; with_me: boolean };
export type Brief = {
  client: { id: string; shown_name: string };
  programme: string;
  level: string | null;
  phase: Phase;
  time_zone: string;
  printed_at: Instant;
  printed_by: string;
  since: Instant;
  since_day: Day;
  since_session: BriefSession | null;
  since_days: number;
  next_session: BriefSession | null;
  sessions_since: Partial<Record<"attended" | "late" | "missed" | "excused" | "open", number>>;
  reactions: {
    title: string;
    starts_at: Instant;
    attendance: "attended" | "late" | "missed" | "excused" | null;
    on_day: Day;
    mood: number | null;
    craving: number | null;
    difficulty: number | null;
    line: string | null;
  }[];
  feelings: Record<Scale | `${Scale}_before`, number | null> & {
    days: number;
    answered: number;
    halt: Partial<Record<Halt, number>>;
    lines: { on_day: Day; text: string }[];
  };
  use: { yes: Day[]; rather_not_say: Day[]; may_use: Day[]; answered: number };
  forms: ReviewForm[];
  pressing: {
    kind: "check_in" | "craving_log" | "staff_form" | "silence" | "contact";
    urgency: Urgency;
    opened_at: Instant;
    due_at: Instant;
    overdue: boolean;
    owner: string | null;
    reasons: string[];
  }[];
  /** Check-ins without a flag that wait for a look. */
  unflagged: number;
  cravings: {
    logs: number;
    strongest: number | null;
    strongest_at: Instant | null;
    triggers: Partial<Record<Trigger, number>>;
    outcomes: Partial<Record<"passed" | "eased" | "still_there" | "used" | "rather_not_say", number>>;
    helped: { text: string; times: number; passed: number; rated: number; fell_by: number | null }[];
  };
  changed: string[];
};

/** How often a client is asked one instrument; `every_days` null: not asked, or at their own pace. */
export type Rhythm = {
  instrument: string;
  name: string;
  /** False: there is no wording in the client's language, so it is not asked. */
  available?: boolean;
  by_programme: boolean;
  programme_every_days: number | null;
  own: { every_days: number | null; why: string; by: string; at: Instant } | null;
  last_on: Day | null;
  next_on: Day | null;
};
export type StaffForm = {
  id: string;
  instrument: string;
  name: string;
  language: string;
  answers: Record<string, number>;
  missing: string[];
  triage: "none" | "low" | "moderate" | "high" | "not_told";
  reasons: string[];
  note: string | null;
  by: string;
  at: Instant;
};

export type ReviewEndpoints = {
  "GET /api/instruments/{id}": { answer: FormText };
  "GET /api/clients/{client_id}/check-in-rhythm": { answer: Items<Rhythm> };
  "PUT /api/clients/{client_id}/check-in-rhythm/{instrument}": { body: { every_days: number | null; why: string }; answer: Items<Rhythm> };
  "DELETE /api/clients/{client_id}/check-in-rhythm/{instrument}": { answer: null };
  "GET /api/clients/{client_id}/staff-forms": { answer: Items<StaffForm> };
  "PUT /api/clients/{client_id}/staff-forms/{id}": {
    body: { instrument: string; language: string; wording: string; answers: Record<string, number>; note: string | null };
    answer: StaffForm;
  };
  "GET /api/review-queue": { answer: ReviewQueue };
  "GET /api/clients/{client_id}/check-ins/{id}": { answer: CheckInDetail };
  "PUT /api/clients/{client_id}/check-ins/{id}/review": { body: ReviewWritten; answer: ReviewMade };
  /** 409 has_it_already answered_already. */
  "PUT /api/tasks/{id}/acknowledgement": { body: Record<string, never>; answer: unknown };
  "GET /api/clients/{client_id}/trends": { answer: Trends };
  "GET /api/clients/{client_id}/session-brief": { answer: Brief };
};
