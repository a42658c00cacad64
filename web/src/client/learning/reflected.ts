import type { Reflection, ReflectionReading, Reflections, ReflectionWritten, SharedWith } from "../../api/learning.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";

/** What somebody wrote to one prompt, as this phone knows it. */
export type Reflected = Pick<Reflection, "key" | "prompt_id" | "prompt" | "words" | "shared_with" | "shared_names" | "readings"> & {
  /** When it was written, by the clock of whoever says so. */
  at: string;
  state: "sent" | "waiting";
};
export type Readers = Reflections["readers"];
type Refused = Extract<Operation, { kind: "reflection" }>;
export type ReflectedNow = { all: Reflected[]; readers: Readers; refused: Refused[] };

const NOBODY: Readers = { primary: null, primary_id: null, team: [] };

/**
 * What there is now: the server's answer with what was written here since. `sent` are those the server
 * took after `at`, when it last answered. Whatever was taken back is not there.
 */
export function reflectedNow(value: Reflections | null, at: number | null, queued: Operation[], sent: SentOperation[]): ReflectedNow {
  const readers = value?.readers ?? NOBODY;
  const known = new Set((value?.items ?? []).map(({ id }) => id));
  const late = sent.filter((op) => op.kind === "reflection" && (at === null || op.sent_at >= at) && !known.has(op.entity));
  const waiting = queued.filter((op) => op.kind === "reflection");
  const found = new Map<string, Reflected>((value?.items ?? []).map((one) => [placeOf(one), { ...one, at: one.happened_at, state: "sent" }]));
  for (const op of [...late, ...waiting.filter((one) => !one.refusal && !known.has(one.entity))]) {
    if (op.kind !== "reflection") continue;
    const state = "tries" in op ? "waiting" : "sent";
    found.set(placeOf(op.body), { ...local(op.body, found.get(placeOf(op.body)), readers), state });
  }
  const all = [...found.values()].filter(({ words }) => words !== "");
  return { all, readers, refused: waiting.filter((op) => op.refusal) };
}

export function placeOf({ key, prompt_id }: { key: string; prompt_id: string }): string {
  return `${key}:${prompt_id}`;
}

function local(body: ReflectionWritten, before: Reflected | undefined, readers: Readers): Omit<Reflected, "state"> {
  const { key, prompt_id, prompt, words, shared_with } = body;
  // Whoever has read it has read it, whoever may read it from now on.
  const readings: ReflectionReading[] = before?.readings ?? [];
  return { key, prompt_id, prompt, words, shared_with, shared_names: namesOf(shared_with, readers), readings, at: body.occurred_at };
}

/** Who that is, by name. */
export function namesOf(shared_with: SharedWith, readers: Readers): string[] {
  if (shared_with === "nobody") return [];
  if (shared_with === "team") return readers.team;
  return readers.primary ? [readers.primary] : [];
}

/**
 * What is chosen, as the choices are called today. Null: it is shown to a main counselor who is not that
 * any more, and the same choice would now mean somebody else.
 */
export function chosenNow(one: Pick<Reflected, "shared_with" | "shared_names">, readers: Readers): SharedWith | null {
  return one.shared_with === "primary" && one.shared_names[0] !== readers.primary ? null : one.shared_with;
}

/** The lines of whoever has read it, and else that they have. */
export function readingsShown(readings: ReflectionReading[]): ReflectionReading[] {
  const isLast = (one: ReflectionReading) => !readings.some((other) => other.by === one.by && Date.parse(other.read_at) > Date.parse(one.read_at));
  return readings.filter((one) => one.line !== null || isLast(one));
}

type Group = { key: string; written: ReflectedNow["all"] };

/** Modules by what was written last, but in the order they were shown in; within one by its questions. */
export function byModule({ all }: Pick<ReflectedNow, "all">, shown: string[] = []): Group[] {
  const newest = [...all].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).map(({ key }) => key);
  const keys = new Set([...newest.filter((key) => !shown.includes(key)), ...shown.filter((key) => newest.includes(key))]);
  return [...keys].map((key) => ({
    key, written: all.filter((one) => one.key === key).sort((a, b) => (a.prompt_id < b.prompt_id ? -1 : 1)),
  }));
}
