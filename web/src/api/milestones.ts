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
/** What the client chose in this very writing; the rest only repeats what their screen showed. */
export type Chosen = { sharing: boolean; mistake: boolean };
/** `reader_id`: the main counselor who was offered by name when `primary` was chosen. */
export type SlipWritten = SlipContent & { occurred_at: string; zone: string; sharing_chosen?: boolean; mistake_chosen?: boolean; reader_id?: string | null };
/** Who was the main counselor when the client let them read it. `reads`: is still on the team. */
export type Reader = { name: string; is_primary: boolean; reads: boolean };
export type Slip = SlipContent & { id: string; reader: Reader | null; happened_at: Instant; received_at: Instant };

/** Who "main counselor" and "team" are today. */
export type Readers = { primary: string | null; primary_id: string | null; team: string[] };
export type MilestonesRead = { starts_on: Day | null; starts: Start[]; slips: Slip[]; readers: Readers };
export type SharedDebrief = Debrief & { slip_id: string; written_at: Instant };

export type MilestonesEndpoints = {
  "PUT /api/recovery-starts/{id}": { body: StartWritten; answer: Start };
  "PUT /api/slip-entries/{id}": { body: SlipWritten; answer: Slip };
  "GET /api/milestones": { answer: MilestonesRead };
  "GET /api/clients/{client_id}/debriefs": { answer: Items<SharedDebrief> };
};
