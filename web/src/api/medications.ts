import type { Day, Instant, Weekday } from "./types.ts";

export type DoseState = "taken" | "later" | "skipped" | "undone";
export const REASONS = ["forgot", "side_effects", "ran_out", "felt_no_need", "did_not_want", "was_told_to", "other"] as const;
export type SkipReason = (typeof REASONS)[number];

/** A due dose is named by its wall time; one as needed by nothing, and taken back by its id. */
export type DoseSaid = {
  medication_id: string;
  due_on: Day | null;
  due_time: string | null;
  undoes: string | null;
  state: DoseState;
  why: SkipReason | null;
  line: string | null;
};
export type DoseWritten = DoseSaid & { occurred_at: string; zone: string };
export type Dose = DoseSaid & { id: string; happened_at: Instant; zone: string; after_stop: boolean };

export type MedicationContent = {
  name: string;
  dose: string;
  how: string | null;
  purpose: string | null;
  as_needed: boolean;
  most_a_day: number | null;
  times: string[];
  days: Weekday[];
  window_minutes: number;
  prescriber_id: string | null;
  prescriber_name: string | null;
  from_on: Day;
  until_on: Day | null;
};
export type MedicationWritten = MedicationContent & { version: number };
/** What the client's phone does: for the client alone. */
export type PhoneChoices = { remind: boolean; rings_in_quiet: boolean | null };

export type Medication = MedicationContent & PhoneChoices & {
  id: string;
  version: number;
  prescriber: string | null;
  entered_at: Instant;
  entered_by: string;
  changed_at: Instant;
  changed_by: string;
  stopped_at: Instant | null;
  stopped_by: string | null;
  stopped_why: string | null;
  changes: { version: number; before: Partial<MedicationContent>; at: Instant; by: string }[];
};

export type What = "on_time" | "later" | "skipped" | "not_said" | "open";
export type DoseFigures = {
  days: number;
  on_time: number;
  later: number;
  skipped: number;
  not_said: number;
  as_needed: number;
  reasons: { why: SkipReason; count: number }[];
};
export type Adherence = { medication_id: string; figures: DoseFigures[]; dots: { on: Day; at: string; what: What }[] };
export type Prescriber = { id: string; name: string };

export type TeamMedications = { zone: string; items: Medication[]; adherence: Adherence[]; prescribers: Prescriber[]; sees_doses: boolean };
export type OwnMedications = Omit<TeamMedications, "sees_doses"> & { doses: Dose[] };

export type MedicationsEndpoints = {
  "GET /api/medications": { answer: OwnMedications };
  "PUT /api/medications/{id}": { body: MedicationWritten & PhoneChoices; answer: OwnMedications };
  "PUT /api/medications/{id}/stop": { body: { why: string }; answer: OwnMedications };
  "PUT /api/doses/{id}": { body: DoseWritten; answer: Dose };
  "GET /api/clients/{client_id}/medications": { answer: TeamMedications };
  "PUT /api/clients/{client_id}/medications/{id}": { body: MedicationWritten; answer: TeamMedications };
  "PUT /api/clients/{client_id}/medications/{id}/stop": { body: { why: string }; answer: TeamMedications };
};
