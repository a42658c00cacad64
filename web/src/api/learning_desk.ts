import type { Audience, ModuleText, SharedWith } from "./learning.ts";
import type { Day, Instant, Items, Language } from "./types.ts";

/** What staff are told of the modules: the whole curriculum, what their clients were given and how
 * far they are with that, and what was shared with them. Never what somebody reads unasked. */

type Empty = Record<string, never>;

export type Stage = "early" | "middle" | "later" | "any";
export type Topic = { code: string; name: string };
/** The newest text in one of the languages. `reading_age`: in English the school grade (Flesch-Kincaid), in
 * Spanish the ease from 0 to 100 (Fernández Huerta); `is_easy`: as easy as is asked for. */
export type Wording = { language: Language; version: number; words: number; reading_age: number; is_easy: boolean };

/** Whole fives, rounded down; null where that is not told. */
export type Figures = { assigned: number | null; finished: number | null };

export type CurriculumRow = Figures & {
  key: string;
  /** Its name in files and programmes. Never in an address. */
  id: string;
  title: string;
  summary: string;
  topics: string[];
  stage: Stage;
  minutes: number;
  audience: Audience[];
  triggers: string[];
  groups: string[];
  languages: Wording[];
  is_own: boolean;
  withdrawn_at: Instant | null;
  sources: number;
};
export type Curriculum = Items<CurriculumRow> & { language: Language; topics: Topic[] };

/** Something on a line, from 1. `hard`: it cannot be published so. */
export type TextFault = { line: number; code: string; sentence: string; hard: boolean };
/** `kept_at` and `by` null: it came with the service. */
export type TextVersion = { digest: string; version: number; language: Language; kept_at: Instant | null; by: string | null };
/** A whole text with its front matter. */
export type StaffText = ModuleText & {
  topics: string[];
  stage: Stage;
  audience: Audience[];
  triggers: string[];
  groups: string[];
  words: number;
  reading_age: number;
  is_easy: boolean;
};
export type CurriculumModule = {
  key: string;
  id: string;
  is_own: boolean;
  withdrawn_at: Instant | null;
  languages: Language[];
  text: StaffText;
  faults: TextFault[];
  versions: TextVersion[];
  /** The Markdown file as it was written. */
  source: string;
};
/** `text` null: it cannot be read as it is. */
export type TextPreview = { faults: TextFault[]; text: StaffText | null };
export type Published = { key: string; id: string; language: Language; version: number; digest: string };

export type Given = {
  /** What can be taken back; null for what a level brings. */
  id: string | null;
  for: "person" | "group" | "level";
  by: string | null;
  at: Instant;
  due_on: Day | null;
  line: string | null;
  /** Of the level, from 1. */
  week: number | null;
  is_now: boolean;
};
export type GivenModule = {
  key: string;
  title: string;
  assigned: Given;
  /** False: the level brings it, and it was taken off for this client. */
  needed: boolean;
  state: "not_begun" | "begun" | "finished";
  begun_on: Day | null;
  finished_on: Day | null;
};
/** What a client wrote and shows the viewer. `read_at` and `line` are the viewer's own. */
export type SharedReflection = {
  client_id: string;
  client_name: string;
  reflection_id: string;
  key: string;
  module_title: string;
  prompt: string;
  words: string;
  shared_with: SharedWith;
  happened_at: Instant;
  read_at: Instant | null;
  line: string | null;
  readings: { by: string; read_at: Instant; line: string | null }[];
};
/** Whose reflections the viewer has not read, those with the newest first. */
export type UnreadOf = { client_id: string; client_name: string; unread: number };
export type ClientModules = { items: GivenModule[]; shared: SharedReflection[]; this_week: number | null };

export type GivenTo = { due_on: Day | null; line: string | null };
/** `share_forgotten`: of those who were asked, in tenths, how many forgot it at least once. */
export type HardCard = { key: string; title: string; card_id: string; question: string; people: number; share_forgotten: number };
export type LearningFigures = Items<Figures & { key: string; title: string }> & { at_least: number; hard_cards: HardCard[] };

/** What the staff's routes of psychoeducation take and give. */
export type LearningDeskEndpoints = {
  /** `?language=` */
  "GET /api/curriculum": { answer: Curriculum };
  "GET /api/curriculum/{key}": { answer: CurriculumModule };
  "PUT /api/curriculum/{key}/shelf": { body: { withdrawn: boolean }; answer: unknown };
  "POST /api/curriculum-previews": { body: { source: string }; answer: TextPreview };
  "PUT /api/own-modules": { body: { source: string }; answer: Published };
  "GET /api/clients/{client_id}/modules": { answer: ClientModules };
  "PUT /api/module-assignments/{id}": { body: GivenTo & { client_id: string; key: string }; answer: unknown };
  "POST /api/module-assignments/{id}/withdrawal": { body: Empty; answer: unknown };
  "PUT /api/clients/{client_id}/level-modules/{key}": { body: { needed: boolean }; answer: unknown };
  "PUT /api/group-assignments/{id}": { body: GivenTo & { series_id: string; key: string }; answer: { given: number; had_it: number } };
  /** Of those who are in the group now: what was given to the group first. */
  "GET /api/groups/{series_id}/modules": { answer: LearningFigures };
  "GET /api/learning-figures": { answer: LearningFigures };
  /** `?unread=true`: without the reflections themselves, so that nobody's record counts as opened. */
  "GET /api/shared-reflections": { answer: Items<SharedReflection> & { unread: number; unread_of: UnreadOf[] } };
  "PUT /api/clients/{client_id}/reflections/{reflection_id}/reading": { body: { line: string | null }; answer: unknown };
};
