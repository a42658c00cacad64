import type { Response } from "./forms.ts";
import type { Instant, Page, Trigger } from "./types.ts";

/** What the routes of this part take and give. */
export const PLACES = [
  "home", "work", "school", "street", "transport", "shop", "bar", "friends_place", "family_place", "treatment", "other",
] as const;
export type Place = (typeof PLACES)[number];

export const COMPANY = ["alone", "partner", "family", "children", "friends", "colleagues", "people_using", "strangers"] as const;
export type Company = (typeof COMPANY)[number];

export const OUTCOMES = ["passed", "eased", "still_there", "used", "rather_not_say"] as const;
export type CravingOutcome = (typeof OUTCOMES)[number];

/** Something the client did about it: a skill by its key, with the words it had then. */
export type Did = { key: string; text: string };

/** All that a craving says, apart from when and where in the world it was felt. */
export type CravingContent = {
  intensity: number;
  triggers: Trigger[];
  note: string | null;
  place?: Place | null;
  company?: Company[];
  did?: Did[];
  outcome?: CravingOutcome | null;
  may_use?: boolean;
};
/** `occurred_at` is the phone's own clock, with its offset from UTC. */
type When = { occurred_at: string; zone: string };
export type CravingLogWritten = CravingContent & When;
export type CravingRatingWritten = When & { log_id: string; intensity: number; minutes: number };
export type CravingCorrectionWritten = When & { log_id: string; after: CravingContent };

export type CravingRating = { id: string; intensity: number; minutes: number; happened_at: Instant };
export type CravingLog = CravingLogWritten & {
  id: string;
  happened_at: Instant;
  received_at: Instant;
  time_uncertain: boolean;
  ratings: CravingRating[];
  corrected_at: Instant | null;
  /** The corrections the server knows of, for a phone that has sent more. */
  corrections: string[];
  /** What it said first; null while it says so still. */
  original: CravingContent | null;
  response: Response | null;
};
/** A log as the team reads it. */
export type CravingInWeeks = CravingContent & {
  id: string;
  happened_at: Instant;
  ratings: CravingRating[];
  corrected_at: Instant | null;
  original: CravingContent | null;
};
export type CravingCorrected = { id: string; log_id: string; happened_at: Instant; received_at: Instant; response: Response | null };

export type CravingsEndpoints = {
  "PUT /api/craving-logs/{id}": { body: CravingLogWritten; answer: CravingLog };
  "GET /api/craving-logs": { answer: Page<CravingLog> };
  "PUT /api/craving-ratings/{id}": { body: CravingRatingWritten; answer: CravingRating };
  "PUT /api/craving-corrections/{id}": { body: CravingCorrectionWritten; answer: CravingCorrected };
};
