import type { Day, Instant } from "./types.ts";

export type Proposal = "stay" | "step_down" | "step_up" | "complete";
export type LevelDecisionKind = "accepted" | "changed" | "declined";
/** One thing the rules say, in the reader's language. */
export type Sentence = { code: string; text: string };
/** Minutes in one week. `floor` is what is expected, `usual_floor` when nothing is excused. */
export type WeekHours = {
  planned: number;
  attended: number;
  open: number;
  excused: number;
  floor: number;
  usual_floor: number;
  ceiling: number;
};
export type LevelBenchmark = {
  code: string;
  text: string;
  measure: "attendance" | "individual" | "mutual_help" | "check_ins" | "no_use" | "judgement";
  is_met: boolean;
  evidence: string;
  by: string | null;
  at: Instant | null;
};
export type LevelDecision = {
  week: Day;
  level: string;
  proposal: Proposal;
  to_level: string | null;
  decision: LevelDecisionKind;
  decided_level: string | null;
  reason: string | null;
  by: string;
  at: Instant;
  sentences: string[];
};
/** One week of a client with what is proposed; `week` is its Monday. */
export type LevelReview = {
  week: Day;
  is_begun: boolean;
  is_over: boolean;
  phase: "referral" | "assessment" | "treatment" | "aftercare" | "alumni";
  level: string | null;
  current_level: string | null;
  levels: string[];
  hours: WeekHours | null;
  sentences: Sentence[];
  benchmarks: LevelBenchmark[];
  proposal: { kind: Proposal; to_level: string | null; reasons: Sentence[] };
  can_decide: boolean;
  decision: LevelDecision | null;
  history: LevelDecision[];
};
export type LevelDecisionWritten = {
  decision: LevelDecisionKind;
  level: string | null;
  reason: string | null;
  /** What was on the screen: nobody decides about something else than they saw. */
  level_now: string | null;
  proposal: Proposal;
};
/** One's own week. */
export type MyWeek = {
  week: Day;
  is_begun: boolean;
  is_over: boolean;
  level: string | null;
  hours: WeekHours | null;
  sentences: Sentence[];
  benchmarks: { text: string; is_met: boolean }[];
  decided: string | null;
};

/** What the routes of this part take and give. */
export type LevelsEndpoints = {
  "GET /api/level-review": { answer: MyWeek };
  "GET /api/clients/{client_id}/level-review": { answer: LevelReview };
  "PUT /api/clients/{client_id}/level-reviews/{week}": { body: LevelDecisionWritten; answer: LevelReview };
  "PUT /api/clients/{client_id}/benchmarks/{code}": { body: { is_met: boolean; evidence: string }; answer: LevelReview };
};
