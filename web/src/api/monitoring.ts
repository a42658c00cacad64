import type { Day, Instant } from "./types.ts";

export const SPECIMENS = ["breath", "urine", "saliva", "blood", "patch", "self_report"] as const;
export type Specimen = (typeof SPECIMENS)[number];
export const PURPOSES = [
  "adjust_treatment", "avoid_lapses", "discourage_substitution", "family_trust", "required_by_programme", "asked_by_client",
] as const;
export type Purpose = (typeof PURPOSES)[number];
export const COLLECTED = ["collected", "missed", "declined"] as const;
export type Collected = (typeof COLLECTED)[number];
/** `measured`: a number, and nobody has said what it means. In one's own words: yes, no, not said. */
export const OUTCOMES = ["negative", "positive", "not_clear", "measured"] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const CERTAINTIES = ["screen", "confirmed"] as const;
export type Certainty = (typeof CERTAINTIES)[number] | "own_words";
export const USED = ["no", "yes", "not_said"] as const;
export type Used = (typeof USED)[number];

export type OrderContent = {
  specimen: Specimen;
  panel: string[];
  purpose: Purpose;
  line: string | null;
  due_from: Day;
  due_until: Day;
  on_timeline: boolean;
};
export type Finding = { substance: string; result: Outcome; value: number | null; unit: string | null };
export type ResultContent = {
  /** One of the two: of an order, or in place of another result. */
  order_id: string | null;
  replaces_id: string | null;
  /** None: what it replaces does not count at all. */
  findings: Finding[];
  certainty: Exclude<Certainty, "own_words">;
  taken_at: string;
  line: string | null;
};
export type CollectionContent = { state: Collected; at: string; line: string | null };
export type AnswerWritten = {
  order_id: string;
  findings: { substance: string; used: Used }[];
  line: string | null;
  occurred_at: string;
  zone: string;
};

export type Result = {
  id: string;
  specimen: Specimen;
  findings: Finding[];
  certainty: Certainty;
  taken_at: Instant;
  entered_at: Instant;
  /** Who entered it, or which device posted it. */
  by: string | null;
  device: string | null;
  line: string | null;
  replaces_id: string | null;
  is_current: boolean;
};
export type Order = OrderContent & {
  id: string;
  ordered_by: string;
  ordered_at: Instant;
  cancelled_at: Instant | null;
  /** Oldest first; the last counts. */
  collections: { id: string; state: Collected; at: Instant; by: string; line: string | null }[];
  /** Oldest first. */
  results: Result[];
  /** There is a result that the client does not see in the app. */
  is_with_team: boolean;
};
/** Days are those of `zone`, the centre's. */
export type OwnMonitoring = { zone: string; orders: Order[]; readings: Result[] };
export type DeviceLink = {
  integration_id: string;
  integration: string;
  reference: string;
  specimen: Specimen;
  made_at: Instant;
  ended_at: Instant | null;
};
export type TeamMonitoring = OwnMonitoring & { links: DeviceLink[]; integrations: { id: string; name: string }[] };
export type Integration = {
  id: string;
  name: string;
  made_by: string;
  made_at: Instant;
  ended_at: Instant | null;
  last_used_at: Instant | null;
};

type Empty = Record<string, never>;

export type MonitoringEndpoints = {
  "GET /api/monitoring": { answer: OwnMonitoring };
  "PUT /api/monitoring-answers/{id}": { body: AnswerWritten; answer: Result };
  "GET /api/clients/{client_id}/monitoring": { answer: TeamMonitoring };
  "PUT /api/clients/{client_id}/monitoring-orders/{id}": { body: OrderContent; answer: TeamMonitoring };
  "PUT /api/clients/{client_id}/monitoring-orders/{id}/cancellation": { body: Empty; answer: TeamMonitoring };
  "PUT /api/clients/{client_id}/monitoring-orders/{id}/sharing": { body: { on_timeline: boolean }; answer: TeamMonitoring };
  "PUT /api/clients/{client_id}/monitoring-orders/{id}/collections/{collection_id}": { body: CollectionContent; answer: TeamMonitoring };
  "PUT /api/clients/{client_id}/monitoring-results/{id}": { body: ResultContent; answer: TeamMonitoring };
  "PUT /api/clients/{client_id}/device-links/{id}": { body: { reference: string; specimen: Specimen }; answer: TeamMonitoring };
  "PUT /api/clients/{client_id}/device-links/{id}/end": { body: { reference: string }; answer: TeamMonitoring };
  "GET /api/integrations": { answer: { items: Integration[] } };
  "POST /api/integrations": { body: { name: string }; answer: { integration: Integration; token: string } };
  "PUT /api/integrations/{id}/closure": { body: Empty; answer: null };
};
