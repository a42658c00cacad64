import type { Day, Instant, Language } from "./types.ts";

/** What the client's routes of psychoeducation take and give. A module is known by its `key` and a
 * text by its `digest`: both say nothing of what it is about. */

export type Audience = "client" | "family";
export type SharedWith = "nobody" | "primary" | "team";
/** As somebody rates their own card (FSRS): 1 forgot, 2 hard, 3 good, 4 easy. */
export type Rating = 1 | 2 | 3 | 4;

/** A piece of a text as the server cleaned it: a string, or an element of a short list. */
export type Node = string | ElementNode;
export type ElementNode = {
  tag: string;
  /** The key of another module. */
  to?: string;
  /** Outside: `https:` or `tel:`. */
  href?: string;
  /** One of our own pictures, `/pictures/…`. */
  src?: string;
  alt?: string;
  in?: Node[];
};

export type Assigned = {
  for: "person" | "group" | "level";
  /** Who gave it, as they are shown; null: the level brings it. */
  by: string | null;
  /** When it came to the client: what a level brings, with the first day of its week. */
  at: Instant;
  due_on: Day | null;
  line: string | null;
  /** The week of the level it belongs to, from 1. */
  week: number | null;
  is_now: boolean;
};

/** How far somebody is in the text with this digest; `block` counts from 0. */
export type Reading = {
  digest: string;
  block: number;
  began_at: Instant;
  read_at: Instant;
  finished_at: Instant | null;
};

export type ModuleRow = {
  key: string;
  digest: string;
  version: number;
  /** Of the text; the other one where there is no translation. */
  language: Language;
  title: string;
  summary: string;
  minutes: number;
  stage: string;
  topics: string[];
  audience: Audience[];
  triggers: string[];
  groups: string[];
  is_own: boolean;
  assigned: Assigned | null;
  reading: Reading | null;
  /** There is another text than the one somebody is in the middle of. */
  newer?: { digest: string; version: number } | null;
};

/** `this_week`: of the level, from 1; null for whoever is at none. */
export type Modules = { language: Language; items: ModuleRow[]; this_week: number | null };

export type Source = { title: string; publisher: string; url: string; year: number | null; read: Day | null };
export type ReflectionPrompt = { id: string; prompt: string };
export type TextCard = { id: string; question: string; answer: string; why: string };

/** A text never changes: another wording is another digest. */
export type ModuleText = {
  digest: string;
  key: string;
  language: Language;
  version: number;
  title: string;
  summary: string;
  minutes: number;
  today: string;
  family: string | null;
  blocks: Node[];
  reflections: ReflectionPrompt[];
  cards: TextCard[];
  sources: Source[];
};

export type MarkWritten = { key: string; digest: string; block: number; is_finished: boolean; occurred_at: string };
export type Mark = { key: string; digest: string; block: number; finished_at: Instant | null };

export type ReflectionWritten = {
  key: string;
  prompt_id: string;
  prompt: string;
  /** Empty: taken back. */
  words: string;
  shared_with: SharedWith;
  /** Whom "primary" means. */
  reader_id: string | null;
  occurred_at: string;
};
export type ReflectionReading = { by: string; read_at: Instant; line: string | null };
export type Reflection = {
  id: string;
  key: string;
  prompt_id: string;
  prompt: string;
  words: string;
  shared_with: SharedWith;
  shared_names: string[];
  happened_at: Instant;
  readings: ReflectionReading[];
};
/** The last of each prompt; `readers`: who "main counselor" and "team" are today. */
export type Reflections = { items: Reflection[]; readers: { primary: string | null; primary_id: string | null; team: string[] } };

export type DueCard = {
  key: string;
  card_id: string;
  /** Of its words. */
  language: Language;
  module_title: string;
  question: string;
  answer: string;
  why: string;
  due_on: Day;
  reviews: number;
};
/** Due within fourteen days; of those due on a day the first three are that day's. */
export type RecallCards = {
  on_day: Day;
  at_most: number;
  answered_today: number;
  items: DueCard[];
  known: number;
  learning: number;
};
export type CardReviewWritten = { key: string; card_id: string; rating: Rating; occurred_at: string };
export type CardReview = { key: string; card_id: string; due_on: Day | null };

export type LearningEndpoints = {
  /** `?language=` */
  "GET /api/modules": { answer: Modules };
  "GET /api/module-texts/{digest}": { answer: ModuleText };
  "PUT /api/reading-marks/{id}": { body: MarkWritten; answer: Mark };
  "PUT /api/reflections/{id}": { body: ReflectionWritten; answer: Reflection };
  "GET /api/reflections": { answer: Reflections };
  "GET /api/recall-cards": { answer: RecallCards };
  "PUT /api/card-reviews/{id}": { body: CardReviewWritten; answer: CardReview };
};
