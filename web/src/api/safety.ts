import type { Day, Instant, Items, LocalTime, Weekday } from "./types.ts";

/** The plan for hard moments. Every item's `id` is made by whoever writes it. */
export type CardItem = {
  id: string;
  text: string;
  /** Two wrote this item at once: the other wording is the item with this id. */
  beside: string | null;
};
export const STAGES = ["emotional", "mental", "physical"] as const;
export type Stage = (typeof STAGES)[number];
export type CardSign = CardItem & { stage: Stage };
export type CardTrigger = CardItem & { inside: boolean };
export type CardSituation = CardItem & { avoid: string; escape: string; cope: string; who: string };
export type CardPerson = {
  id: string;
  name: string;
  relation: string;
  phone: string;
  may_call: boolean;
  may_text: boolean;
  beside: string | null;
};
export const PARTS = [
  "people", "coping", "if_slip", "places", "reasons", "signs", "triggers", "situations", "avoid", "means",
] as const;
export type CardPart = (typeof PARTS)[number];
export type CardContent = {
  reasons: CardItem[];
  signs: CardSign[];
  triggers: CardTrigger[];
  situations: CardSituation[];
  coping: CardItem[];
  people: CardPerson[];
  places: CardItem[];
  avoid: CardItem[];
  if_slip: CardItem[];
  means: CardItem[];
  review_on: Day | null;
  /** What the client lets the phone show while nobody is signed in. The client's alone to say. */
  shown_signed_out: CardPart[];
};
export type AnyItem = CardItem | CardSign | CardTrigger | CardSituation | CardPerson;

/** `version` 0 and no content: nothing is written yet. */
export type Card = {
  content: CardContent | null;
  version: number;
  by: string | null;
  is_by_client: boolean;
  at: Instant | null;
  is_merged: boolean;
  with_team: boolean;
};
export type CardWritten = {
  based_on: number;
  /** One's own earlier change this one goes on from, where the server's answer to it was not known. */
  after: string | null;
  content: CardContent;
  occurred_at: string;
};
export type CardKept = { id: string; version: number; is_merged: boolean; at: Instant };
export type CardHead = { number: number; by: string; is_by_client: boolean; at: Instant; is_merged: boolean };
export type CardVersion = CardHead & { content: CardContent; written: CardContent | null };
export type TeamCard = { shared: false } | (Card & { shared: true });

/** Somewhere to call or write to, in both languages. */
export type HelpNumber = {
  code: string;
  call: string | null;
  text: string | null;
  label: { en: string; es: string };
  note: { en: string; es: string };
};
/** Wall times by weekday in the centre's zone. */
export type Hours = Partial<Record<Weekday, [LocalTime, LocalTime][]>>;
export type HelpSettings = {
  country: string;
  on_call_phone: string | null;
  /** None: at any hour. */
  on_call_hours: Hours | null;
  /** The centre's own, in place of the country's; none: the country's. */
  numbers: HelpNumber[] | null;
};

/** What the routes of this part take and give. */
export type SafetyEndpoints = {
  "GET /api/safety-plan": { answer: Card };
  "PUT /api/safety-plan-versions/{id}": { body: CardWritten; answer: CardKept };
  "GET /api/safety-plan/versions": { answer: Items<CardHead> & { more: boolean } };
  "GET /api/safety-plan/versions/{number}": { answer: CardVersion };
  "PUT /api/safety-plan/sharing": { body: { with_team: boolean }; answer: Card };
  "GET /api/clients/{client_id}/safety-plan": { answer: TeamCard };
  "PUT /api/clients/{client_id}/safety-plan-versions/{id}": { body: CardWritten; answer: CardKept };
  "GET /api/clients/{client_id}/safety-plan/versions": { answer: Items<CardHead> & { more: boolean } };
  "GET /api/clients/{client_id}/safety-plan/versions/{number}": { answer: CardVersion };
  "GET /api/help-numbers": { answer: { settings: HelpSettings; countries: { country: string; checked_on: Day; sources: string[]; numbers: HelpNumber[] }[] } };
  "PUT /api/help-numbers": { body: HelpSettings; answer: { settings: HelpSettings; countries: { country: string; checked_on: Day; sources: string[]; numbers: HelpNumber[] }[] } };
};
