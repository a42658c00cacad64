import type { Day, Instant } from "./types.ts";

/** What can be shown to somebody who works at the centre; the name goes with any of it. */
export const FOR_PROVIDERS = [
  "sessions", "check_ins", "craving_logs", "treatment_plan", "safety_plan", "learning", "medications", "monitoring", "needs", "mutual_help",
  "rewards", "aftercare",
] as const;
/** What can be shown to a relative. */
export const FOR_RELATIVES = [
  "family_attendance", "family_calendar", "family_milestones", "family_plan", "family_modules", "family_sessions",
] as const;
export type Shown = (typeof FOR_PROVIDERS)[number] | (typeof FOR_RELATIVES)[number] | "profile";

export type RecipientKind = "provider" | "relative";
/** What is to be shown to whom, until when. Neither end: until it is taken back. */
export type ConsentTerms = { recipient_id: string; data: Shown[]; expires_on: Day | null; ends_with_treatment: boolean };
/** The text to be read. `basis` is what held when it was written. */
export type StatementRead = { text: string; hash: string; version: string; language: string; basis: string };
export type ConsentSigned = ConsentTerms & { hash: string; basis: string; signature: string };
export type ConsentEnding = "taken_back" | "replaced" | "end_of_treatment" | "recipient_left" | "day_passed";
/** One that was signed. `ended` null: it holds now. */
export type ConsentShort = {
  id: string;
  data: Shown[];
  expires_on: Day | null;
  ends_with_treatment: boolean;
  signed_at: Instant;
  ended: ConsentEnding | null;
  ended_at: Instant | null;
};
export type ConsentRead = ConsentShort & {
  recipient_id: string;
  recipient: string;
  kind: RecipientKind;
  purpose: "care" | "family_support";
  statement: string;
  statement_version: string;
  statement_hash: string;
  language: string;
  signature: string;
  history: ConsentShort[];
};
export type RecipientRead = {
  id: string;
  kind: RecipientKind;
  name: string;
  person_id: string | null;
  state: "waiting" | "joined" | "left";
  made_at: Instant;
  joined_at: Instant | null;
  ended_at: Instant | null;
  consent: ConsentShort | null;
  history: ConsentShort[];
};
export type Addable = { person_id: string; shown_name: string; profession: string | null };
/** Who sees what. `team` is who sees what it needs while one is in care; empty for alumni. */
export type Sharing = { is_in_care: boolean; centre: string; team: Addable[]; recipients: RecipientRead[]; could_add: Addable[] };

type Ended<A> = { body: Record<string, never>; answer: A };
export type SharingEndpoints = {
  "GET /api/sharing": { answer: Sharing };
  "PUT /api/recipients/{id}": { body: { kind: RecipientKind; name: string; person_id: string | null }; answer: RecipientRead };
  "PUT /api/recipients/{id}/ending": Ended<RecipientRead>;
  "POST /api/consent-statements": { body: ConsentTerms; answer: StatementRead };
  "PUT /api/consents/{id}": { body: ConsentSigned; answer: ConsentRead };
  "PUT /api/consents/{id}/ending": Ended<ConsentRead>;
  "GET /api/consents/{id}": { answer: ConsentRead };
};
