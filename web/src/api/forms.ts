import type { CheckInAnswers, Day, Instant, Items, Page } from "./types.ts";

/** What the routes of check-ins take and give. */
export type FormItem = {
  /** As published: `1`, `7A`. */
  number: string;
  text: string;
  kind: "options" | "days" | "yes_no" | "scale";
  /** None: every whole number from `min` to `max`. */
  options: { value: number; text: string }[] | null;
  min: number;
  max: number;
  /** Whether it is needed for a score. */
  required: boolean;
  note?: string | null;
};
export type FormText = {
  id: string;
  version: number;
  language: string;
  /** The fingerprint of the wording; comes back with the answers. */
  wording: string;
  name: string;
  recall: string | null;
  /** A line of our own above the published `intro`. */
  preface?: string | null;
  intro: string;
  items: FormItem[];
  /** After one of the answers `when` to `item` the items `skips` are not asked. */
  skips: { item: string; when: number[]; to: string | null; skips: string[] }[];
  acts_at_once: { item: string; at_least: number }[];
  scored: boolean;
  licence: string;
  source: string;
};

export type Urgency = "now" | "today" | "soon";
/** Who looks at what was sent, and by when. */
export type Response = {
  task_id: string;
  by: string | null;
  by_when: Instant;
  urgency: Urgency;
  state: "waiting" | "has_it" | "answered";
  went_on: boolean;
  /** False: the centre keeps no opening hours just now, and `by_when` is no time to be told. */
  in_hours?: boolean;
  /** Nobody else is left to take it. */
  stuck?: boolean;
};
export type OwnResponse = Response & { kind: "check_in" | "craving_log" | "staff_form" | "silence"; focus_id: string };
/** What would be said of something that arrived at the moment this was asked. */
export type Promised = Record<Urgency, { by: string | null; by_when: Instant }> & {
  in_hours?: boolean;
  /** What nobody at the centre sees, as an alumna has chosen. */
  nobody_sees?: ("check_in" | "craving_log")[];
};

export type DueForm = {
  instrument: string;
  name?: string;
  due_on: Day;
  is_late: boolean;
  is_available: boolean;
  /** The whole form, so that it can be answered days away from the network. */
  form: FormText | null;
};
export type CheckInDue = {
  on_day: Day;
  /** Whether the daily check-in of `on_day` is done. */
  daily: boolean;
  forms: DueForm[];
  next: { instrument: string; due_on: Day }[];
  policy: { craving_at: number; contact_at: number };
  promise: Promised;
};

export type FormWritten = Pick<FormText, "version" | "language" | "wording" | "recall"> & {
  instrument: string;
  answers: Record<string, number>;
  due_on: Day | null;
};
/** One sitting. Without `forms` it is what earlier versions of the app sent. */
export type CheckInWritten = {
  on_day: Day;
  occurred_at: string;
  zone: string;
  answers: CheckInAnswers | null;
  forms?: FormWritten[];
};

export type OwnScores = {
  instrument: string;
  name: string;
  /** What each score is called. */
  names: Record<string, string>;
  /** Complete ones, oldest first. */
  points: { on_day: Day; scores: Record<string, number> }[];
  /** The instrument's own, from `least` to `most`. */
  bands: { score: string; code: string; least: number; most: number; text: string }[];
};

export type Band = { code: string; text: string };
export type FormAnswered = {
  instrument: string;
  name: string;
  complete: boolean;
  missing: string[];
  answers: Record<string, number>;
  scores?: Record<string, number>;
  bands?: Record<string, Band>;
  /** Days after it was asked for. */
  late_days?: number;
};
export type Care = "use" | "rather_not_say" | "high_craving";
export type CheckIn = Omit<CheckInWritten, "forms"> & {
  id: string;
  received_at: Instant;
  time_uncertain: boolean;
  review: { by: string; at: Instant; line: string | null } | null;
  care: Care | null;
  forms?: FormAnswered[];
  response?: Response | null;
  is_late?: number;
};

export type FormsEndpoints = {
  "GET /api/check-in-due": { answer: CheckInDue };
  "PUT /api/check-ins/{id}": { body: CheckInWritten; answer: CheckIn };
  "GET /api/check-ins": { answer: Page<CheckIn> };
  "GET /api/my-scores": { answer: Items<OwnScores> };
  "GET /api/instruments/{id}": { answer: FormText };
  "GET /api/responses": { answer: Items<OwnResponse> };
};
