import type { Phase } from "./episodes.ts";
import type { Day, Instant } from "./types.ts";

type Named = { id: string; shown_name: string };
export type Stretch = { count: number; every_days: number };
export type ContactRow = { starts_on: Day; stretches: Stretch[] };

export const WAYS = ["call", "message", "session", "visit"] as const;
export type ContactWay = (typeof WAYS)[number];
export type ContactState = "reached" | "not_reached" | "called_off";
/** `open`: its days run; `missed`: they are over. */
export type Standing = ContactState | "came" | "missed" | "open" | "ahead";

/** A contact of the row: it counts from `from_on` to `until_on`. */
export type ContactRead = {
  due_on: Day;
  from_on: Day;
  until_on: Day;
  every_days: number;
  standing: Standing;
  way: ContactWay | null;
  line: string | null;
  by: string | null;
  at: Instant | null;
};

export type ContactPlan = ContactRow & {
  id: string;
  contact: Named;
  /** False: whoever is named has left the team. */
  contact_is_here: boolean;
  made_by: string;
  made_at: Instant;
  why: string;
};

export type ProposalKind = "closer" | "wider";
export type CadenceAnswer = "accepted" | "changed" | "declined";
export type CadenceProposal = { key: string; kind: ProposalKind; reasons: string[]; row: ContactRow };
export type CadenceDecided = { kind: ProposalKind; reasons: string[]; answer: CadenceAnswer; why: string | null; by: string; at: Instant };

export type Aftercare = {
  phase: Phase;
  since: Day;
  plan: ContactPlan | null;
  /** What the programme would do, over `months`. */
  usual: ContactRow;
  months: number;
  team: Named[];
  row: ContactRead[];
  /** The day of the contact to be made now. */
  to_do: Day | null;
  next_on: Day | null;
  signs: string[];
  proposal: CadenceProposal | null;
  decisions: CadenceDecided[];
};

export type ContactToMake = ContactRead & { client: Named; contact: Named; is_mine: boolean; is_now: boolean };
export type PlanWritten = ContactRow & { contact_id: string; why: string; replaces: string | null };
export type ContactWritten = { due_on: Day; state: ContactState; way: ContactWay | null; line: string | null };
export type CadenceWritten = { answer: CadenceAnswer; why: string | null; row: ContactRow | null };

/** One's own: who is in touch, when next, and the whole row. Nothing of what was missed. */
export type OwnContacts = {
  contact: string | null;
  next_on: Day | null;
  next_from: Day | null;
  next_until: Day | null;
  stretches: ContactRow[];
  row: { on: Day; is_done: boolean }[];
  asked_at: Instant | null;
};

export type AftercareEndpoints = {
  "GET /api/contact": { answer: OwnContacts };
  "PUT /api/contact-wish": { body: Record<string, never>; answer: { to: string[]; asked_at: Instant } };
  "GET /api/contacts": { answer: { today: Day; items: ContactToMake[] } };
  /** Query: months, how long the usual row is to be. */
  "GET /api/clients/{client_id}/aftercare": { answer: Aftercare };
  "PUT /api/clients/{client_id}/contact-plans/{id}": { body: PlanWritten; answer: Aftercare };
  "PUT /api/clients/{client_id}/contacts/{id}": { body: ContactWritten; answer: Aftercare };
  "PUT /api/clients/{client_id}/cadence-decisions/{key}": { body: CadenceWritten; answer: Aftercare };
};
