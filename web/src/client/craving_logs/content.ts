import type { CravingContent } from "../../api/cravings.ts";
import type { Trigger } from "../../api/types.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";

/** Hungry, angry, lonely, tired come first. */
export const INSIDE = [
  "hungry", "angry", "lonely", "tired", "bored", "stressed", "anxious", "sad", "happy", "pain",
] as const satisfies Trigger[];
export const OUTSIDE = {
  people: ["conflict", "people_using", "family"],
  places: ["place_using", "work", "alone_at_night"],
  things: ["money", "celebrating", "other"],
} as const satisfies Record<string, Trigger[]>;

/** The content of a log with nothing left out. */
export function whole(content: CravingContent): Required<CravingContent> {
  const { intensity, triggers, note, place = null, company = [], did = [], outcome = null, may_use = false } = content;
  return { intensity, triggers, note, place, company, did, outcome, may_use };
}

/** On or off, in a list of a few. */
export function toggled<V>(list: readonly V[], value: V): V[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}

/** The changes to a log that were made on this phone, in the order in which they were made. */
export function changesOf(log: string, operations: (Operation | SentOperation)[]): CravingContent[] {
  return operations
    .flatMap((op) => (op.kind === "craving_correction" && op.body.log_id === log ? [{ at: op.made_at, after: op.body.after }] : []))
    .sort((a, b) => a.at - b.at)
    .map((one) => one.after);
}

export function isSame(a: CravingContent, b: CravingContent): boolean {
  return JSON.stringify(whole(a)) === JSON.stringify(whole(b));
}
