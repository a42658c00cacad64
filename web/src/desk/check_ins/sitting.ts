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
/** One that could not be saved for good, with the words that would be lost otherwise. */
export type Lost = { key: string; name: string; why: "already_reviewed" | "not_found"; written: Draft };

export const NOTHING: Draft = { note: "", line: "", outcome: "looked", ratings: {} };
export const drafts = signal<ReadonlyMap<string, Draft>>(new Map());
/** Newest first. */
export const looked = signal<readonly Looked[]>([]);
/** Newest first; each until its reader closes it. */
export const lost = signal<readonly Lost[]>([]);
/** What waits no more, with when the server said so: a list asked for before may still hold it. */
export const left = signal<ReadonlyMap<string, number>>(new Map());
/** How many wait, as far as this page has been told; null until it has. */
export const waiting = signal<number | null>(null);

let owner: string | null = null;
let begun = {};
const about = new Map<string, ReviewItem>();

effect(() => {
  const now = who.value;
  const isSame = now.state === "in" ? now.me.id === owner : now.state === "out" && now.ended;
  if (isSame || now.state === "starting") return;
  owner = now.state === "in" ? now.me.id : null;
  begun = {};
  about.clear();
  drafts.value = new Map();
  looked.value = [];
  lost.value = [];
  left.value = new Map();
  waiting.value = null;
});

/** The same object for as long as what is under way is the same person's. */
export function sitting(): object {
  return begun;
}

/** Keeps what was typed; nothing typed, or nothing changed, is no draft. */
export function keepDraft(key: string, draft: Draft, kept: Draft = NOTHING): void {
  const next = new Map(drafts.value);
  if (isSame(draft, kept)) next.delete(key);
  else next.set(key, draft);
  if (!next.has(key)) about.delete(key);
  drafts.value = next;
}

/** As `keepDraft`, with what the words are about: it may be in no list by the time somebody comes back to them. */
export function keepWords(item: ReviewItem, draft: Draft, kept: Draft): void {
  about.set(keyOf(item), item);
  keepDraft(keyOf(item), draft, kept);
}

/** What unsaved words are about; null where there are none. */
export function wordsAbout(key: string): ReviewItem | null {
  return drafts.value.has(key) ? (about.get(key) ?? null) : null;
}

/** What has unsaved words and is in neither list: not among these that wait, nor looked at in this sitting. */
export function strayed(items: readonly ReviewItem[]): ReviewItem[] {
  const shown = new Set([...items, ...looked.value.map((one) => one.item)].map(keyOf));
  return [...drafts.value.keys()].flatMap((key) => (shown.has(key) ? [] : (wordsAbout(key) ?? [])));
}

function isSame(one: Draft, other: Draft): boolean {
  const said = ({ note, line, outcome, ratings }: Draft) => JSON.stringify([note, line, outcome, Object.entries(ratings).sort()]);
  return said(one) === said(other);
}

/** Keeps that it was looked at. True: nothing was typed since it was sent, and no words are left over. */
export function keepLooked(done: Looked, sent: Draft): boolean {
  const key = keyOf(done.item);
  const words = newest(key);
  const isAll = isSame(words, sent);
  looked.value = [done, ...looked.value.filter((other) => keyOf(other.item) !== key)];
  if (isAll) keepDraft(key, NOTHING);
  else keepWords(done.item, words, done.kept);
  return isAll;
}

/** Keeps the words of one that cannot be saved. True: nothing was typed since it was sent. */
export function keepLost(item: ReviewItem, why: Lost["why"], sent: Draft): boolean {
  const key = keyOf(item);
  const isAll = isSame(newest(key), sent);
  // Sent twice, it comes back twice: by then nothing is in the form any more.
  const written = drafts.value.get(key) ?? sent;
  lost.value = [{ key, name: item.client.shown_name, why, written }, ...lost.value.filter((other) => other.key !== key)];
  if (isAll) keepDraft(key, NOTHING);
  return isAll;
}

export function closeLost(one: Lost): void {
  lost.value = lost.value.filter((other) => other !== one);
}

/** The words as the form shows them by now. */
function newest(key: string): Draft {
  return drafts.value.get(key) ?? looked.value.find((one) => keyOf(one.item) === key)?.kept ?? NOTHING;
}

export function keepLeft(key: string, at: number): void {
  left.value = new Map(left.value).set(key, at);
}
