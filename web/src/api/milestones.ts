import type { Day, Instant, Items } from "./types.ts";

/** What the routes of this part take and give. */

export type SharedWith = "nobody" | "primary" | "team";

/** The day somebody counts from; null: does not want to count. */
export type StartWritten = { starts_on: Day | null; occurred_at: string; zone: string };
export type Start = { id: string; starts_on: Day | null; happened_at: Instant; received_at: Instant };

/** What somebody wrote of a slip: each part or none of it. */
export type Debrief = {
  on_day: Day;
  trigger: string | null;
  thought: string | null;
  act: string | null;
  next_time: string | null;
  shared_with: SharedWith;
};
/** One writing of a slip, the whole of it. `is_mistake`: taken back, and kept. */
export type SlipContent = Debrief & { slip_id: string; is_mistake: boolean };
export type SlipWritten = SlipContent & { occurred_at: string; zone: string };
export type Slip = SlipContent & { id: string; happened_at: Instant; received_at: Instant };

/** Who "main counselor" and "team" are today. */
export type Readers = { primary: string | null; team: string[] };
export type MilestonesRead = { starts_on: Day | null; starts: Start[]; slips: Slip[]; readers: Readers };
export type SharedDebrief = Debrief & { slip_id: string; written_at: Instant };

export type MilestonesEndpoints = {
  "PUT /api/recovery-starts/{id}": { body: StartWritten; answer: Start };
  "PUT /api/slip-entries/{id}": { body: SlipWritten; answer: Slip };
  "GET /api/milestones": { answer: MilestonesRead };
  "GET /api/clients/{client_id}/debriefs": { answer: Items<SharedDebrief> };
};
