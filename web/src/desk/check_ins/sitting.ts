import { effect, signal } from "@preact/signals";
import type { FlagRating, TaskOutcome } from "../../api/review.ts";
import type { Instant, ReviewItem } from "../../api/types.ts";
import { who } from "../../person.ts";
import { keyOf } from "./order.ts";

/**
 * What one member of staff has under way: in memory alone, and gone with the page. It outlives a
 * sign-in that ends in the middle of a sentence, but never passes to somebody else.
 */
export type Draft = { note: string; line: string; outcome: TaskOutcome; ratings: Record<string, FlagRating> };
export type Looked = { item: ReviewItem; at: Instant; kept: Draft };

export const NOTHING: Draft = { note: "", line: "", outcome: "looked", ratings: {} };
export const drafts = signal<ReadonlyMap<string, Draft>>(new Map());
/** Newest first. */
export const looked = signal<readonly Looked[]>([]);
/** How many wait, as far as this page has been told; null until it has. */
export const waiting = signal<number | null>(null);

let owner: string | null = null;

effect(() => {
  const now = who.value;
  const isSame = now.state === "in" ? now.me.id === owner : now.state === "out" && now.ended;
  if (isSame || now.state === "starting") return;
  owner = now.state === "in" ? now.me.id : null;
  drafts.value = new Map();
  looked.value = [];
  waiting.value = null;
});

/** Keeps what was typed; nothing typed, or nothing changed, is no draft. */
export function keepDraft(key: string, draft: Draft, kept: Draft = NOTHING): void {
  const next = new Map(drafts.value);
  if (isSame(draft, kept)) next.delete(key);
  else next.set(key, draft);
  drafts.value = next;
}

function isSame(one: Draft, other: Draft): boolean {
  const said = ({ note, line, outcome, ratings }: Draft) => JSON.stringify([note, line, outcome, Object.entries(ratings).sort()]);
  return said(one) === said(other);
}

export function keepLooked(done: Looked): void {
  const key = keyOf(done.item);
  looked.value = [done, ...looked.value.filter((other) => keyOf(other.item) !== key)];
  keepDraft(key, NOTHING);
}
