import type { Day, Instant, Items, SessionKind } from "./types.ts";

/** What the routes of this part take and give. Every item's `id` is made by whoever writes it. */
export type PlanStep = { id: string; text: string };

export const INTERVENTIONS = ["session", "module", "mutual_help", "medication", "other"] as const;
export type InterventionKind = (typeof INTERVENTIONS)[number];
export type Intervention = {
  id: string;
  kind: InterventionKind;
  text: string;
  /** These two for sessions alone. */
  session_kind: SessionKind | null;
  minutes: number | null;
  /** For sessions and mutual help; 0.5 is every other week. */
  per_week: number | null;
};
export type Objective = {
  id: string;
  text: string;
  measured_by: string;
  target_day: Day | null;
  steps: PlanStep[];
  interventions: Intervention[];
};
export type Goal = { id: string; text: string; objectives: Objective[] };
export type PlanProblem = { id: string; text: string; goals: Goal[] };
export type PlanBenchmark = { id: string; text: string; code: string | null; level: string | null };
export type PlanContent = {
  problems: PlanProblem[];
  interventions: Intervention[];
  benchmarks: PlanBenchmark[];
  level: string | null;
  review_on: Day | null;
};
export type PlanWritten = { content: PlanContent; why: string | null; from_draft: string | null };

/** All that one item says, apart from what belongs to it. */
export type Said = {
  text: string;
  measured_by: string | null;
  target_day: Day | null;
  kind: InterventionKind | null;
  session_kind: SessionKind | null;
  minutes: number | null;
  per_week: number | null;
  code: string | null;
  level: string | null;
};
export type PlanChange = {
  op: "added" | "removed" | "changed" | "moved";
  what: "problem" | "goal" | "objective" | "step" | "intervention" | "benchmark" | "level" | "review_on";
  id: string;
  /** The texts of what it belongs to, outermost first. */
  path: string[];
  before: Said | null;
  after: Said | null;
};

export type Agreement = { by: string; is_client: boolean; is_me: boolean; at: Instant };
export type VersionHead = {
  number: number;
  by: string;
  is_by_client: boolean;
  at: Instant;
  why: string | null;
  acknowledgements: Agreement[];
  is_agreed: boolean;
};
export type PlanLevel = {
  name: string;
  hours_floor: number;
  hours_ceiling: number;
  benchmarks: { code: string; text: string }[];
};
export type TickWritten = { item_id: string; is_done: boolean; occurred_at: string };
export type TickKept = { id: string; item_id: string; is_done: boolean; happened_at: Instant; is_time_uncertain: boolean };
/** `text` only where the step is no longer in the plan: what an earlier version said. */
export type PlanTick = TickKept & { is_in_plan: boolean; text: string | null };
export type NoteWritten = { item_id: string | null; text: string; is_shared: boolean; occurred_at: string };
export type PlanNote = {
  id: string;
  item_id: string | null;
  text: string;
  is_shared: boolean;
  happened_at: Instant;
  is_time_uncertain: boolean;
};
export type Plan = {
  /** 0 while nothing is written. */
  version: number;
  content: PlanContent | null;
  head: VersionHead | null;
  is_running: boolean;
  /** The version both sides last agreed to; `changes` are those since. */
  agreed: VersionHead | null;
  changes: PlanChange[];
  hours: number;
  /** The client's level now, which need not be the one the plan names. */
  level: string | null;
  levels: PlanLevel[];
  ticks: PlanTick[];
  notes: PlanNote[];
  drafts: number;
};
/** A text that lost against somebody else's. `merged` is the plan as it stands with it taken in. */
export type PlanDraft = {
  id: string;
  based_on: number;
  kept_at: Instant;
  why: string | null;
  content: PlanContent;
  version: number;
  merged: PlanContent;
  meanwhile: PlanChange[];
  changes: PlanChange[];
};
export type PlanDifference = { from_number: number; to_number: number; changes: PlanChange[] };
type Versions = Items<VersionHead> & { more: boolean };
type Empty = Record<string, never>;

export type PlanEndpoints = {
  "GET /api/plan": { answer: Plan };
  "PUT /api/plan": { body: PlanWritten; answer: Plan };
  "GET /api/plan/versions": { answer: Versions };
  "GET /api/plan/changes": { answer: PlanDifference };
  "PUT /api/plan/versions/{number}/acknowledgement": { body: Empty; answer: Plan };
  "GET /api/plan/drafts": { answer: Items<PlanDraft> };
  "PUT /api/plan/drafts/{id}/removal": { body: Empty; answer: null };
  "PUT /api/plan-ticks/{id}": { body: TickWritten; answer: TickKept };
  "PUT /api/plan-notes/{id}": { body: NoteWritten; answer: PlanNote };
  "PUT /api/plan-notes/{id}/removal": { body: Empty; answer: null };

  "GET /api/clients/{client_id}/plan": { answer: Plan };
  "PUT /api/clients/{client_id}/plan": { body: PlanWritten; answer: Plan };
  "GET /api/clients/{client_id}/plan/versions": { answer: Versions };
  "GET /api/clients/{client_id}/plan/changes": { answer: PlanDifference };
  "PUT /api/clients/{client_id}/plan/versions/{number}/acknowledgement": { body: Empty; answer: Plan };
  "GET /api/clients/{client_id}/plan/drafts": { answer: Items<PlanDraft> };
  "PUT /api/clients/{client_id}/plan/drafts/{id}/removal": { body: Empty; answer: null };
};
