import type { Phase } from "./episodes.ts";
import type { Day } from "./types.ts";

/** Counts are in whole fives; null: fewer than can be told. */
export type CentreBoard = {
  pathway: { programme: string; phase: Phase; people: number | null }[];
  returns: { visitors: number | null; stays: number | null };
  silent: number | null;
  hours: { under: number | null; within: number | null; over: number | null };
  groups: { title: string; people: number | null; capacity: number | null }[];
};
export type OwnRow = {
  client_id: string;
  name: string;
  programme: string;
  phase: Phase;
  level: string | null;
  since: Day;
  minutes: number | null;
  floor: number | null;
  ceiling: number | null;
  is_silent: boolean;
  is_back: boolean;
};
export type Boards = { week: Day; centre: CentreBoard | null; own: OwnRow[] | null };

export type BoardEndpoints = { "GET /api/boards": { answer: Boards } };
