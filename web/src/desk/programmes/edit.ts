import type { Design, Group, Level } from "../../api/programs.ts";
import type { Weekday } from "../../api/types.ts";

/** What is being edited: the name and everything the programme consists of. */
export type Draft = { name: string; design: Design };
/** A place in it, such as `design.levels.1.hours_floor`: the same words the server uses. */
export type Place = string;

type Tree = { [key: string]: Tree } | Tree[] | string | number | boolean | null;

/** What stands at a place; undefined where there is nothing. */
export function at(draft: Draft, place: Place): unknown {
  return place.split(".").reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], draft);
}

/** The same with something else at a place; nothing of the old one is changed. */
export function put(draft: Draft, place: Place, value: unknown): Draft {
  return change(draft as unknown as Tree, place.split("."), () => value as Tree) as unknown as Draft;
}

export function add(draft: Draft, place: Place, item: unknown): Draft {
  return put(draft, place, [...list(draft, place), item]);
}

export function without(draft: Draft, place: Place, index: number): Draft {
  return put(draft, place, list(draft, place).filter((_, other) => other !== index));
}

/** One place up or down. */
export function moved(draft: Draft, place: Place, index: number, by: -1 | 1): Draft {
  const items = [...list(draft, place)];
  const [item] = items.splice(index, 1);
  items.splice(index + by, 0, item);
  return put(draft, place, items);
}

function list(draft: Draft, place: Place): unknown[] {
  const found = at(draft, place);
  return Array.isArray(found) ? found : [];
}

function change(tree: Tree, [key, ...rest]: string[], how: (old: Tree) => Tree): Tree {
  if (key === undefined) return how(tree);
  if (Array.isArray(tree)) return tree.map((item, index) => (String(index) === key ? change(item, rest, how) : item));
  const here = (tree ?? {}) as { [key: string]: Tree };
  return { ...here, [key]: change(here[key] ?? null, rest, how) };
}

/** A code nobody has yet: `level-3`. Codes are for machines; people read names. */
export function freshCode(word: string, taken: readonly { code: string }[]): string {
  const codes = new Set(taken.map((one) => one.code));
  let number = taken.length + 1;
  while (codes.has(`${word}-${number}`)) number += 1;
  return `${word}-${number}`;
}

/** Without a level. Groups that were for it alone go with it: none would mean all levels. */
export function withoutLevel(draft: Draft, index: number): Draft {
  const code = draft.design.levels[index]?.code;
  const kept = draft.design.groups.flatMap((group) => {
    const levels = group.levels.filter((one) => one !== code);
    return group.levels.length > 0 && levels.length === 0 ? [] : [{ ...group, levels }];
  });
  return without(withGroups(draft, kept), "design.levels", index);
}

/** Without a track and the groups that are on it. */
export function withoutTrack(draft: Draft, track: string): Draft {
  const kept = draft.design.groups.filter((group) => group.track !== track);
  return put(withGroups(draft, kept), "design.tracks", draft.design.tracks.filter((one) => one !== track));
}

export function withoutGroup(draft: Draft, index: number): Draft {
  return withGroups(draft, draft.design.groups.filter((_, other) => other !== index));
}

/** Groups in place of one that is gone stand for themselves. */
function withGroups(draft: Draft, groups: Group[]): Draft {
  const codes = new Set(groups.map((group) => group.code));
  const mended = groups.map((group) => (group.instead_of && !codes.has(group.instead_of) ? { ...group, instead_of: null } : group));
  return put(draft, "design.groups", mended);
}

export type Timed = { group: Group; index: number };

/** The groups of a weekday by their time, of a track and a level or of all. */
export function groupsOn(design: Design, day: Weekday, track: string, level: string): Timed[] {
  return design.groups
    .map((group, index) => ({ group, index }))
    .filter(({ group }) => group.days.includes(day) && isFor(group, track, level))
    .sort((one, other) => `${one.group.local_time}${one.group.title}`.localeCompare(`${other.group.local_time}${other.group.title}`));
}

function isFor(group: Group, track: string, level: string): boolean {
  return (!track || !group.track || group.track === track) && (!level || group.levels.length === 0 || group.levels.includes(level));
}

/** Steps that can be taken back and done again; letters typed into one field are one step. */
export type History = { past: Draft[]; now: Draft; future: Draft[]; typing: { place: Place; at: number } | null };
export const PAUSE_MS = 1500;
const STEPS = 100;

export function begin(draft: Draft): History {
  return { past: [], now: draft, future: [], typing: null };
}

/** `typing` names the field whose letters belong together. */
export function step(history: History, next: Draft, typing: Place | null = null, time = Date.now()): History {
  if (next === history.now) return history;
  const goesOn = typing !== null && history.typing?.place === typing && time - history.typing.at < PAUSE_MS;
  const past = goesOn ? history.past : [...history.past, history.now].slice(-STEPS);
  return { past, now: next, future: [], typing: typing ? { place: typing, at: time } : null };
}

export function back(history: History): History {
  const now = history.past.at(-1);
  if (!now) return history;
  return { past: history.past.slice(0, -1), now, future: [history.now, ...history.future], typing: null };
}

export function again(history: History): History {
  const [now, ...future] = history.future;
  return now ? { past: [...history.past, history.now], now, future, typing: null } : history;
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

export type Part = keyof Design | "name";
export type Merge = { draft: Draft; mine: Part[]; theirs: Part[]; both: Part[] };

/** Two drafts made from one: each part as whoever changed it left it; where both did, as mine. */
export function merge(base: Draft, mine: Draft, theirs: Draft): Merge {
  const parts = ["name", ...Object.keys(base.design)] as Part[];
  const value = (draft: Draft, part: Part): unknown => (part === "name" ? draft.name : draft.design[part]);
  const changed = (draft: Draft) => parts.filter((part) => !same(value(base, part), value(draft, part)));
  const [own, other] = [changed(mine), changed(theirs)];
  let draft = theirs;
  for (const part of own) draft = put(draft, part === "name" ? "name" : `design.${part}`, value(mine, part));
  return { draft, mine: own, theirs: other, both: own.filter((part) => other.includes(part)) };
}

export function newLevel(design: Design, name: string, nameEs: string): Level {
  const last = design.levels.at(-1);
  return {
    code: freshCode("level", design.levels), name, name_es: nameEs, hours_floor: last?.hours_floor ?? 9, hours_ceiling: last?.hours_ceiling ?? 19,
    hours_target: null, days_a_week: last?.days_a_week ?? null, usual_weeks: null, individual_a_week: 1, mutual_help_a_week: last?.mutual_help_a_week ?? 0, benchmarks: [], modules: [],
  };
}

export function newGroup(design: Design, day: Weekday): Group {
  return {
    code: freshCode("group", design.groups), title: "", title_es: "", kind: "support", focus: null, days: [day], local_time: "09:00", minutes: 60,
    capacity: 12, modality: "in_person", track: design.tracks[0] ?? null, levels: [], optional: false, instead_of: null, open_to_alumni: false, open_to_family: false,
  };
}
