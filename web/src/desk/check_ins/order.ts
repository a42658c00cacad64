import type { Urgency } from "../../api/forms.ts";
import { FLAG_CODES } from "../../api/review.ts";
import type { FlagCode, ReviewItem } from "../../api/types.ts";

/** Ids are made on phones and are one client's own, so two clients could have the same. */
export function keyOf(item: ReviewItem): string {
  return `${item.client.id}/${item.check_in.id}`;
}

/** A check-in's flags with what matters most first; the server orders check-ins, not their flags. */
export function flagsOf(item: ReviewItem): ReviewItem["flags"] {
  const place = (code: FlagCode) => (FLAG_CODES.includes(code) ? FLAG_CODES.indexOf(code) : FLAG_CODES.length);
  return [...item.flags].sort((one, other) => place(one.code) - place(other.code));
}

/** The check-in after or before one; null at either end. From one that waits no more on, the first comes next. */
export function neighbour(items: readonly ReviewItem[], key: string | null, steps: 1 | -1): ReviewItem | null {
  const place = items.findIndex((item) => keyOf(item) === key);
  if (place < 0) return steps > 0 ? (items[0] ?? null) : null;
  return items[place + steps] ?? null;
}

/** Where to go once this one is done: the next, at the end of the list the first. */
export function afterDone(items: readonly ReviewItem[], key: string): ReviewItem | null {
  const next = neighbour(items, key, 1);
  return next ?? items.find((item) => keyOf(item) !== key) ?? null;
}

export function without(items: readonly ReviewItem[], key: string): ReviewItem[] {
  return items.filter((item) => keyOf(item) !== key);
}

/** What waits of a list asked for at `asked`, where some were told later to wait no more. */
export function stillWaiting(items: readonly ReviewItem[], left: ReadonlyMap<string, number>, asked: number): ReviewItem[] {
  return items.filter((item) => (left.get(keyOf(item)) ?? -Infinity) < asked);
}

/** When the one that has waited longest came. */
export function oldest(items: readonly ReviewItem[]): string | null {
  return items.reduce<string | null>((first, item) => (first === null || item.waiting_since < first ? item.waiting_since : first), null);
}

/** How soon somebody looks. A task that was answered, or that there never was, asks for no hurry. */
export function urgencyOf(item: ReviewItem): Urgency {
  return item.task && item.task.state !== "answered" ? item.task.urgency : "soon";
}
