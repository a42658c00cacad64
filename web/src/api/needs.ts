import type { Day, Instant } from "./types.ts";

export const NEED_KINDS = [
  "housing", "food", "clothing", "health", "insurance", "transport", "child_care", "work", "school", "legal", "other",
] as const;
export type NeedKind = (typeof NEED_KINDS)[number];
export const PRIORITIES = ["now", "soon", "later"] as const;
export type Priority = (typeof PRIORITIES)[number];
export const NEED_STATES = ["open", "met", "set_aside"] as const;
export type NeedState = (typeof NEED_STATES)[number];
export const REFERRAL_STATES = ["suggested", "contacted", "waiting", "accepted", "declined", "done"] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];
export type StepState = "open" | "done" | "dropped";

/** A need as staff write it. */
export type NeedContent = { kind: NeedKind; words: string; priority: Priority; state: NeedState };
/** A need as its client writes it. */
export type NeedWritten = { kind: NeedKind; words: string; priority: "now" | "soon"; occurred_at: string };
export type NeedNow = NeedContent & { id: string; version: number };

export type ReferralStep = { number: number; state: ReferralState; at: Instant; by: string; line: string | null };
export type Referral = { id: string; to_whom: string; contact: string | null; state: ReferralState; steps: ReferralStep[] };
export type NextStep = {
  id: string;
  words: string;
  whose_id: string;
  whose: string;
  is_clients: boolean;
  /** It is somebody's who is not on the team any more. */
  has_left: boolean;
  /** By this day at the centre. */
  due_on: Day | null;
  state: StepState;
  state_by: string;
  state_at: Instant;
  made_by: string;
  instead_of: string | null;
};

export type Need = NeedNow & {
  /** The client wrote it. */
  is_own: boolean;
  /** Nobody of the team has begun to work on what the client wrote. */
  can_be_reworded: boolean;
  stated_by: string;
  stated_at: Instant;
  changed_by: string;
  changed_at: Instant;
  state_by: string;
  state_at: Instant;
  looked_by: string | null;
  looked_at: Instant | null;
  changes: (NeedContent & { version: number; at: Instant; by: string })[];
  referrals: Referral[];
  steps: NextStep[];
};

export type OwnNeeds = {
  today: Day;
  items: Need[];
  contact: { id: string; name: string; since: Instant; named_by: string } | null;
  /** The primary counselor, as long as nobody is named. */
  or_ask: string | null;
};
export type NeedsPerson = { id: string; name: string; is_client: boolean };
export type TeamNeeds = OwnNeeds & { people: NeedsPerson[] };

/** A step that is due, or (without `step_id`) a need that nobody has looked at. */
export type DueItem = {
  client: { id: string; shown_name: string };
  need_id: string;
  step_id: string | null;
  kind: NeedKind;
  priority: Priority;
  words: string;
  due_on: Day | null;
  said_at: Instant;
};

export type NeedsEndpoints = {
  "GET /api/needs": { answer: OwnNeeds };
  "PUT /api/needs/{id}": { body: NeedWritten; answer: NeedNow };
  "PUT /api/needs/{id}/state": { body: { state: NeedState; occurred_at: string }; answer: NeedNow };
  "PUT /api/needs/{id}/words": { body: { words: string; occurred_at: string }; answer: NeedNow };
  "PUT /api/next-steps/{id}/state": { body: { state: "open" | "done"; occurred_at: string }; answer: { id: string; words: string; state: StepState } };
  "GET /api/next-steps": { answer: { today: Day; items: DueItem[]; more: boolean } };
  "GET /api/clients/{client_id}/needs": { answer: TeamNeeds };
  "PUT /api/clients/{client_id}/needs/{id}": { body: NeedContent; answer: TeamNeeds };
  "PUT /api/clients/{client_id}/needs/{id}/look": { body: Record<string, never>; answer: TeamNeeds };
  "PUT /api/clients/{client_id}/needs/{need_id}/referrals/{id}": {
    body: { to_whom: string; contact: string | null; state: ReferralState; line: string | null };
    answer: TeamNeeds;
  };
  "PUT /api/clients/{client_id}/referrals/{id}/steps/{number}": { body: { state: ReferralState; line: string | null }; answer: TeamNeeds };
  "PUT /api/clients/{client_id}/next-steps/{id}": {
    body: { need_id: string; words: string; whose_id: string; due_on: Day | null; instead_of: string | null };
    answer: TeamNeeds;
  };
  "PUT /api/clients/{client_id}/next-steps/{id}/state": { body: { state: StepState }; answer: TeamNeeds };
  "PUT /api/clients/{client_id}/contact-person": { body: { person_id: string }; answer: TeamNeeds };
};
