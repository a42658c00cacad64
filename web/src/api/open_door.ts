import type { MySession } from "./booking.ts";
import type { Day, Instant } from "./types.ts";

export const PACES = [7, 14, 30, 90] as const;
export type Pace = (typeof PACES)[number] | null;
export type AlumniChoice = { every_days: Pace; only_safety_plan: boolean; chosen_at: Instant };
export type ReturnWish = {
  id: string;
  note: string | null;
  asked_at: Instant;
  answered_at: Instant | null;
  answered_by: string | null;
  line: string | null;
};
export type OpenDoor = {
  classes: MySession[];
  choice: AlumniChoice | null;
  wish: ReturnWish | null;
  /** Whom of the staff something is shown to now, by name. */
  shown_to: string[];
  /** What was signed ended with treatment, and nothing has taken its place. */
  has_lapsed: boolean;
};

/** A wish as staff see it: a name and a line. */
export type WishOfSomebody = { id: string; client_id: string; name: string; note: string | null; asked_at: Instant; can_readmit: boolean };
export type Visit = { client_id: string; name: string; title: string; on_day: Day };
export type Return = { client_id: string; name: string; programme: string; on_day: Day };
export type Returns = { wishes: WishOfSomebody[]; visits: Visit[]; stays: Return[] };

export type OpenDoorEndpoints = {
  "GET /api/open-door": { answer: OpenDoor };
  "PUT /api/alumni-choice": { body: { every_days: Pace; only_safety_plan: boolean }; answer: AlumniChoice };
  "PUT /api/return-wishes/{id}": { body: { note: string | null }; answer: ReturnWish };
  "PUT /api/return-wishes/{id}/withdrawal": { body: Record<string, never>; answer: null };
  "GET /api/returns": { answer: Returns };
  "PUT /api/clients/{client_id}/return-wishes/{id}/answer": { body: { line: string }; answer: null };
};
