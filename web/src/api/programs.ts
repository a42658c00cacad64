import type { Modality, SessionKind, SkillFocus } from "./booking.ts";
import type { Instant, Items, LocalTime, Profession, Weekday } from "./types.ts";

type Empty = Record<string, never>;

/** One text in both languages. */
export type InBoth = { en: string; es: string };
export type ProgrammeKind = "classic_group" | "individualized" | "step_down" | "virtual" | "psychiatric";
export type Measure = "attendance" | "individual" | "mutual_help" | "check_ins" | "no_use" | "judgement";

export type Benchmark = { code: string; text: InBoth; measure: Measure; at_least: number | null; weeks: number | null };
/** What a level gives to read, by a module's id; `week` at the level counts from 1. */
export type LevelModule = { module: string; week: number };
export type Level = {
  code: string;
  name: string;
  name_es: string | null;
  hours_floor: number;
  hours_ceiling: number;
  hours_target: number | null;
  days_a_week: number | null;
  usual_weeks: number | null;
  individual_a_week: number;
  mutual_help_a_week: number;
  benchmarks: Benchmark[];
  modules: LevelModule[];
};
export type Service = {
  kind: SessionKind;
  minutes: number;
  minutes_from: number | null;
  core: boolean;
  every_weeks: number | null;
  by: Profession[];
  name: InBoth | null;
};
export type Group = {
  code: string;
  title: string;
  title_es: string | null;
  kind: SessionKind;
  focus: SkillFocus | null;
  days: Weekday[];
  local_time: LocalTime;
  minutes: number;
  capacity: number | null;
  modality: Modality;
  track: string | null;
  /** Codes of levels; none means all of them. */
  levels: string[];
  optional: boolean;
  instead_of: string | null;
  open_to_alumni: boolean;
  open_to_family: boolean;
};
export type AftercareStep = { months: number; every_weeks: number };
export type Design = {
  summary: InBoth;
  weeks: number | null;
  tracks: string[];
  levels: Level[];
  services: Service[];
  extras: InBoth[];
  groups: Group[];
  sessions_a_day: number | null;
  sessions_a_day_choices: number[];
  individual_minutes: number;
  must_be_substance_free: boolean;
  topics: InBoth[];
  aftercare: { months: number; steps: AftercareStep[] };
  open_door: { alumni: boolean; family: boolean };
  notes: string;
};

/** Something to mend: `field` is the place, such as `design.levels.1.hours_floor`. */
export type Fault = { field: string; code: string; sentence: InBoth };
export type WeekHours = {
  level: string;
  track: string | null;
  planned: number;
  reachable: number;
  floor: number;
  ceiling: number;
  fits: boolean;
  sentence: InBoth;
};
export type DesignCheck = { faults: Fault[]; hours: WeekHours[] };

/** Clients are admitted to open programmes alone. */
export type ProgrammeStatus = "draft" | "open" | "closed";
export type ProgrammeRow = {
  id: string;
  name: string;
  kind: ProgrammeKind;
  levels: string[];
  status: ProgrammeStatus;
  version: number;
};
export type ProgrammeDetail = ProgrammeRow & {
  template: string | null;
  made_at: Instant;
  opened_at: Instant | null;
  closed_at: Instant | null;
  design: Design;
  check: DesignCheck;
};
export type ProgrammeTemplate = {
  id: string;
  name: InBoth;
  kind: ProgrammeKind;
  version: number;
  sources: string[];
  summary: InBoth;
  weeks: number | null;
  levels: number;
  tracks: string[];
  hours_floor: number;
  hours_ceiling: number;
  sessions_a_day: number | null;
  groups: number;
  aftercare_months: number;
};
export type CentreRoom = { id: string; name: string; seats: number | null; closed: boolean };

/** What the routes of this part take and give. */
export type ProgramsEndpoints = {
  "GET /api/programme-templates": { answer: Items<ProgrammeTemplate> };
  "GET /api/programme-templates/{id}": { answer: ProgrammeTemplate & { design: Design; check: DesignCheck } };
  "POST /api/programme-checks": { body: { name: string; design: Design }; answer: DesignCheck };
  "POST /api/programs": { body: { template: string; name: string }; answer: ProgrammeDetail };
  "GET /api/programs/{id}": { answer: ProgrammeDetail };
  /** Sent with the header `If-Match: "version"`. */
  "PUT /api/programs/{id}": { body: { name: string; design: Design }; answer: ProgrammeDetail };
  "PUT /api/programs/{id}/opening": { body: Empty; answer: ProgrammeDetail };
  "PUT /api/programs/{id}/closure": { body: Empty; answer: ProgrammeDetail };
  "GET /api/rooms": { answer: Items<CentreRoom> };
  "POST /api/rooms": { body: { name: string; seats: number | null }; answer: CentreRoom };
  "PUT /api/rooms/{id}": { body: { name: string; seats: number | null; closed: boolean }; answer: CentreRoom };
};
