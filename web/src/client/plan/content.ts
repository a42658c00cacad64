import type { Goal, Intervention, InterventionKind, Objective, PlanContent, PlanProblem, PlanStep } from "../../api/plan.ts";
import { newId } from "../../ids.ts";

/** The lists a part of a plan can hold. Items are told apart by their id alone. */
export const LISTS = ["problems", "goals", "objectives", "steps", "interventions", "benchmarks"] as const;
export type ListName = (typeof LISTS)[number];
type Item = { id: string };
type Holder = Partial<Record<ListName, Item[]>>;
type Visit = (list: Item[], holder: Holder, name: ListName) => Item[];

export const EMPTY_PLAN: PlanContent = { problems: [], interventions: [], benchmarks: [], level: null, review_on: null };
/** How many of each a list may hold: the server's limits. */
export const AT_MOST: Record<ListName, number> = { problems: 20, goals: 10, objectives: 10, steps: 20, interventions: 20, benchmarks: 40 };

/** The plan with every list passed through `visit`, innermost last. */
function through<H extends object>(holder: H, visit: Visit): H {
  const changed = { ...holder } as Holder;
  for (const name of LISTS) {
    const list = changed[name];
    if (list) changed[name] = visit(list, changed, name).map((item) => through(item, visit));
  }
  return changed as H;
}

/** The plan with some fields of one item changed. */
export function changed(content: PlanContent, id: string, part: object): PlanContent {
  return through(content, (list) => list.map((item) => (item.id === id ? { ...item, ...part } : item)));
}

export function without(content: PlanContent, id: string): PlanContent {
  return through(content, (list) => list.filter((item) => item.id !== id));
}

/** The plan with one item a place further up (-1) or down (1) among those beside it. */
export function moved(content: PlanContent, id: string, by: -1 | 1): PlanContent {
  return through(content, (list) => {
    const from = list.findIndex((item) => item.id === id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= list.length) return list;
    const next = [...list];
    const [item] = next.splice(from, 1);
    if (item) next.splice(to, 0, item);
    return next;
  });
}

/** The plan with an item at the end of a list: of the plan itself, or of the item `parent`. */
export function added(content: PlanContent, parent: string | null, name: ListName, item: Item): PlanContent {
  if (parent === null) return { ...content, [name]: [...((content as Holder)[name] ?? []), item] };
  const put = (one: Item): Item => (one.id === parent ? { ...one, [name]: [...((one as Holder)[name] ?? []), item] } : one);
  return through(content, (list) => list.map(put));
}

export const newProblem = (text = ""): PlanProblem => ({ id: newId(), text, goals: [] });
export const newGoal = (text = ""): Goal => ({ id: newId(), text, objectives: [] });
export const newObjective = (text = ""): Objective => ({ id: newId(), text, measured_by: "", target_day: null, steps: [], interventions: [] });
export const newStep = (text = ""): PlanStep => ({ id: newId(), text });
export const newBenchmark = (text = "", code: string | null = null, level: string | null = null) => ({ id: newId(), text, code, level });

export function newIntervention(kind: InterventionKind = "session"): Intervention {
  return ofKind({ id: newId(), kind, text: "", session_kind: null, minutes: null, per_week: null }, kind);
}

/** An intervention as another kind: with what that kind has, and without what it has not. */
export function ofKind(one: Intervention, kind: InterventionKind): Intervention {
  const session = kind === "session";
  const counted = session || kind === "mutual_help";
  return {
    ...one, kind, session_kind: session ? (one.session_kind ?? "individual") : null,
    minutes: session ? (one.minutes ?? 50) : null, per_week: counted ? (one.per_week ?? 1) : null,
  };
}

export function goalsOf(content: PlanContent): { goal: Goal; problem: PlanProblem }[] {
  return content.problems.flatMap((problem) => problem.goals.map((goal) => ({ goal, problem })));
}

export function objectivesOf(content: PlanContent): Objective[] {
  return goalsOf(content).flatMap(({ goal }) => goal.objectives);
}

export function interventionsOf(content: PlanContent): Intervention[] {
  return [...content.interventions, ...objectivesOf(content).flatMap((one) => one.interventions)];
}

/** Clock hours of service a week; the server counts in the same way. */
export function hoursAWeek(content: PlanContent): number {
  const minutes = interventionsOf(content).reduce((sum, one) => sum + (one.minutes ?? 0) * (one.per_week ?? 0), 0);
  return Math.round((minutes / 60) * 100) / 100;
}

/** Texts trimmed, and what has no words left out: a card somebody opened and did not fill in. */
export function tidied(content: PlanContent): PlanContent {
  let tidy = through(content, (list) => list.map(trim));
  for (let before = null as PlanContent | null; !same(before, tidy); ) {
    before = tidy;
    tidy = through(tidy, (list, _holder, name) => list.filter((item) => !isBlank(item, name)));
  }
  return tidy;
}

function trim(item: Item): Item {
  return Object.fromEntries(Object.entries(item).map(([key, value]) => [key, typeof value === "string" ? value.trim() : value])) as Item;
}

function isBlank(item: Item, name: ListName): boolean {
  const { text, kind } = item as Item & { text: string; kind?: InterventionKind };
  if (text !== "") return false;
  if (name === "interventions") return kind !== "session" && kind !== "mutual_help";
  return LISTS.every((inner) => ((item as Holder)[inner] ?? []).length === 0);
}

/** Items with something in them that have no words of their own yet: the server wants them. */
export function wordless(content: PlanContent): string[] {
  const found: string[] = [];
  through(content, (list, _holder, name) => {
    if (name !== "interventions") found.push(...list.filter((item) => (item as Item & { text: string }).text === "").map((item) => item.id));
    return list;
  });
  return found;
}

export function same(one: PlanContent | null, other: PlanContent | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
