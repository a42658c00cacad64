import type { ClientCreated, Instant, Items, Profession } from "./types.ts";

export type Phase = "referral" | "assessment" | "treatment" | "aftercare" | "alumni";
export type Outcome = "completed" | "discharged" | "transferred" | "left" | "not_admitted";
export type Living = "supportive_home" | "risky_home" | "sober_home" | "hotel" | "no_home";
export type Support = "family_or_friend" | "recovery_coach" | "sober_home" | "breath_monitor" | "deterrent_medicine";
export type Detox = "not_needed" | "referred" | "done";
export type Named = { id: string; shown_name: string };
export type Provider = Named & { profession: Profession | null };
/** `since` without a break; `closed` when the account is. */
export type Member = Provider & { primary: boolean; since: Instant; closed: boolean };

export type Step = {
  id: string;
  phase: Phase;
  level: string | null;
  outcome: Outcome | null;
  at: Instant;
  by: string | null;
  why: string;
};
export type Stay = {
  id: string;
  programme: string;
  opened_at: Instant;
  ended_at: Instant | null;
  outcome: Outcome | null;
  steps: Step[];
};
export type AssessmentWritten = {
  fits: boolean | null;
  living: Living | null;
  supports: Support[];
  detox: Detox | null;
  substance_free: boolean | null;
  needs_more_care: boolean | null;
  level: string | null;
  summary: string | null;
};
export type Assessment = AssessmentWritten & { at: Instant; by: string };
export type Move = { phase: Phase; outcome: Outcome | null; ends: boolean; admits: boolean };
export type StepWritten = {
  phase: Phase;
  level: string | null;
  outcome: Outcome | null;
  why: string;
  /** Why to admit although the assessment raises concerns. */
  despite: string | null;
};
export type Episode = {
  client: Named;
  programme: {
    id: string;
    name: string;
    levels: string[];
    is_open: boolean;
    sessions_a_day: number | null;
    must_be_substance_free: boolean;
  };
  phase: Phase;
  level: string | null;
  opened_at: Instant;
  admitted_at: Instant | null;
  ended_at: Instant | null;
  outcome: Outcome | null;
  sessions_a_day: number | null;
  steps: Step[];
  assessment: Assessment | null;
  /** What the assessment says against admission, in the reader's language. */
  concerns: { code: string; text: string }[];
  moves: Move[];
  team: Member[];
  earlier: Stay[];
};
export type FormerClient = Named & { ended_at: Instant | null; outcome: Outcome | null };

export type WishWritten = { provider_id: string; instead_id: string | null; note: string | null };
export type Wish = {
  id: string;
  provider: Provider;
  instead: Provider | null;
  note: string | null;
  asked_at: Instant;
  arranged_at: Instant | null;
  withdrawn_at: Instant | null;
  line: string | null;
};
export type WishToArrange = Pick<Wish, "id" | "provider" | "instead" | "note" | "asked_at"> & {
  client: Named;
  /** About the primary counselor. */
  primary: boolean;
};
/** A wish about somebody is read by `read_by` alone, and done `at_once` when the client says whom. */
export type OwnMember = Member & { read_by: string[]; at_once: boolean };
export type OwnTeam = { team: OwnMember[]; others: Provider[]; wishes: Wish[] };

type Empty = Record<string, never>;

/** What the routes of this part take and give. */
export type EpisodesEndpoints = {
  "POST /api/clients": { body: { phase: "referral" | "treatment"; why: string | null }; answer: ClientCreated };
  "GET /api/providers": { answer: Items<Provider> };
  "GET /api/former-clients": { answer: Items<FormerClient> };
  "POST /api/former-clients/{id}/returns": {
    body: { programme_id: string; phase: "referral" | "treatment"; level: string | null; why: string };
    answer: Episode;
  };
  "GET /api/unattended-clients": { answer: Items<Named> };
  "GET /api/clients/{client_id}/episode": { answer: Episode };
  "PUT /api/clients/{client_id}/assessment": { body: AssessmentWritten; answer: Episode };
  "POST /api/clients/{client_id}/steps": { body: StepWritten; answer: Episode };
  "PUT /api/clients/{client_id}/sessions-a-day": { body: { sessions_a_day: number | null }; answer: Episode };
  "GET /api/clients/{client_id}/team": { answer: Items<Member> };
  "PUT /api/clients/{client_id}/team/{provider_id}": {
    body: { is_primary: boolean; former_stays: boolean };
    answer: Items<Member>;
  };
  "DELETE /api/clients/{client_id}/team/{provider_id}": { answer: null };
  "GET /api/my-team": { answer: OwnTeam };
  "PUT /api/team-wishes/{id}": { body: WishWritten; answer: Wish };
  "PUT /api/team-wishes/{id}/withdrawal": { body: Empty; answer: null };
  "GET /api/team-wishes": { answer: Items<WishToArrange> };
  "PUT /api/clients/{client_id}/team-wishes/{id}/arrangement": {
    body: { instead_id: string | null; line: string | null };
    answer: null;
  };
};
