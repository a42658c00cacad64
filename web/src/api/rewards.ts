import type { Day, Instant } from "./types.ts";

export const SIZES = ["well_done", "small", "medium", "large"] as const;
export type Size = (typeof SIZES)[number];
export const SUBSTANCES = ["alcohol", "amphetamines", "cannabis", "cocaine", "mdma", "methamphetamine", "nicotine"] as const;
export type Substance = (typeof SUBSTANCES)[number];

/** So many slips of one size in the bowl, each worth so many US cents; `well_done` none. */
export type Slips = { size: Size; count: number; cents: number };
export type Draws = { cost: number; bowl: Slips[] };
export type RewardRules = {
  session_points: number;
  module_points: number;
  /** More for each session in a row, up to `most`. */
  escalation: { step: number; most: number; resets: boolean } | null;
  draws: Draws | null;
  /** Points for tests that found none of these; null: test results earn nothing. */
  results: { points: number; substances: Substance[] } | null;
};

/** What came out of the bowl, and what was given where the fund's limit left less room. */
export type Drawn = { bowl: Slips[]; drawn: Size; drawn_cents: number; given: Size; cents: number };
export type EntryKind = "earned" | "reset" | "draw" | "handed_out" | "corrected";
export type Entry = {
  id: string;
  kind: EntryKind;
  for_what: "session" | "module" | "result" | "draw" | "prize" | "handing_out" | "points";
  on_day: Day;
  at: Instant;
  points: number;
  cents: number;
  by: string | null;
  line: string | null;
  drawn: Drawn | null;
  /** Of a draw that gave something. */
  prize: "waiting" | "handed_out" | "cancelled" | null;
  /** While it waits: what stands for the client in the file of the fund that pays. */
  reference: string | null;
  /** The session it stands for is marked otherwise by now. */
  is_changed: boolean;
};
export type FundRoom = { name: string; cap_a_year: number; used_cents: number; left_cents: number; more_on: Day | null; is_closed: boolean };
export type Points = {
  rules: RewardRules | null;
  points: number;
  in_a_row: number;
  next_points: number;
  can_draw: boolean;
  fund: FundRoom | null;
  /** Newest first. */
  entries: Entry[];
};
/** The same for the team; `reference` stands for the client in the fund's file. */
export type ClientPoints = Points & { reference: string | null };

/** A prize that waits; what it is worth in US cents, and since which day. */
export type Prize = { id: string; size: Size; cents: number; on_day: Day };
export type WaitingPrize = Prize & { client: { id: string; shown_name: string } };
/** Of somebody who is not in care any more: nobody is named. */
export type LeftOverPrize = Prize & { reference: string };

export type Fund = { id: string; name: string; cap_a_year: number; made_at: Instant; closed_at: Instant | null };
export type Scheme = { fund_id: string | null; rules: RewardRules | null; made_by: string | null; made_at: Instant | null };

export type RewardsEndpoints = {
  "GET /api/points": { answer: Points };
  "PUT /api/draws/{id}": { body: Record<string, never>; answer: Points };
  "GET /api/waiting-prizes": { answer: { items: WaitingPrize[]; more: boolean } };
  "GET /api/reward-funds/{id}/left-over-prizes": { answer: { items: LeftOverPrize[] } };
  "PUT /api/reward-funds/{fund_id}/left-over-prizes/{id}/handing-out": { body: Record<string, never>; answer: null };
  "GET /api/clients/{client_id}/points": { answer: ClientPoints };
  "PUT /api/clients/{client_id}/point-corrections/{id}": { body: { points: number; line: string }; answer: ClientPoints };
  "PUT /api/clients/{client_id}/prizes/{id}/handing-out": { body: { is_handed_out: boolean; line?: string }; answer: ClientPoints };
  "PUT /api/clients/{client_id}/prizes/{id}/cancellation": { body: { line: string }; answer: ClientPoints };
  "GET /api/programs/{id}/rewards": { answer: Scheme };
  "PUT /api/programs/{id}/rewards": { body: { fund_id: string | null; rules: RewardRules | null }; answer: Scheme };
  "GET /api/reward-funds": { answer: { items: Fund[] } };
  "POST /api/reward-funds": { body: { name: string; cap_a_year: number }; answer: Fund };
  "PUT /api/reward-funds/{id}/closure": { body: Record<string, never>; answer: Fund };
};
