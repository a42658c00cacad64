import type { DueCard, RecallCards } from "../../../api/learning.ts";
import type { Day } from "../../../api/types.ts";
import { dayOf } from "../../../time.ts";

/** More than this a day is a chore, and is remembered no better. */
export const AT_MOST = 3;

/** A card that was answered on this phone. `sent_at` null: the server does not have it yet. */
export type AnsweredHere = { key: string; card_id: string; at: number; sent_at: number | null };

export type Deck = {
  /** What may still be asked today, in order. */
  cards: DueCard[];
  /** How many were answered today, here and elsewhere. */
  answered: number;
  atMost: number;
};

/**
 * Today's cards: never more than three a day altogether, however many have become due while nobody
 * looked. `at` is when the server said so; what was answered here since is not in its answer. Where
 * both may count the same answer, the larger count is taken: one question fewer harms nobody.
 */
export function deckOf(value: RecallCards | null, at: number | null, local: AnsweredHere[], today: Day, zone: string): Deck {
  const atMost = Math.min(AT_MOST, value?.at_most ?? AT_MOST);
  const since = local.filter((one) => one.sent_at === null || at === null || one.sent_at >= at);
  const isToday = (one: AnsweredHere) => dayOf(new Date(one.at), zone) === today;
  const elsewhere = value?.on_day === today ? value.answered_today : 0;
  const answered = Math.max(elsewhere + distinct(since.filter(isToday)), distinct(local.filter(isToday)));
  const gone = new Set([...since, ...local.filter(isToday)].map(nameOf));
  const due = (value?.items ?? []).filter((card) => card.due_on <= today && !gone.has(nameOf(card)));
  return { cards: due.slice(0, Math.max(0, atMost - answered)), answered, atMost };
}

export function nameOf(card: { key: string; card_id: string }): string {
  return `${card.key}:${card.card_id}`;
}

function distinct(answers: AnsweredHere[]): number {
  return new Set(answers.map(nameOf)).size;
}
