import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../../api/call.ts";
import type { DueCard, Rating, RecallCards } from "../../../api/learning.ts";
import { newId } from "../../../ids.ts";
import type { Operation } from "../../../offline/operations.ts";
import { save } from "../../../offline/save.ts";
import { outbox } from "../../../offline/sync.ts";
import { me, storageWorks } from "../../../person.ts";
import { dayOf, phoneZone, withOffset } from "../../../time.ts";
import { type Resource, useKept } from "../../../ui/resource.ts";
import { useLocal } from "../useLocal.ts";
import { type AnsweredHere, type Deck, deckOf } from "./deck.ts";

const RECALL = "recall_cards";
/** How long to wait for the server's word before what was kept is asked. */
const WAIT_MS = 3000;
type Review = Extract<Operation, { kind: "card_review" }>;

export type MyDeck = {
  /** Null: not known yet. */
  deck: Deck | null;
  resource: Resource<RecallCards>;
  /** Whether a card can be asked: another phone may have answered what was kept on this one. */
  isSettled: boolean;
  refused: Review[];
  /** Resolves when it is on the disk; throws when this phone cannot keep it. */
  rate: (card: DueCard, rating: Rating) => Promise<void>;
};

/** Today's cards as this phone knows them, with what was answered on it since the server last spoke. */
export function useDeck(): MyDeck {
  const resource = useKept<RecallCards>(RECALL, () => call("GET /api/recall-cards"));
  const local = useLocal();
  const queue = outbox.value;
  // What was answered on this screen counts before the disk is read again.
  const here = useRef(new Map<string, AnsweredHere>());
  useEffect(() => {
    // What has just left the queue is the server's now.
    if (resource.state === "fresh") void resource.reload();
  }, [queue.length]);
  const queued = (local?.queued ?? []).filter((op): op is Review => op.kind === "card_review");
  for (const op of queued) here.current.set(op.entity, answered(op.body, null));
  for (const op of local?.sent ?? []) if (op.kind === "card_review") here.current.set(op.entity, answered(op.body, op.sent_at));

  async function rate(card: DueCard, rating: Rating): Promise<void> {
    const body = { key: card.key, card_id: card.card_id, rating, occurred_at: withOffset(new Date(), phoneZone()) };
    const entity = newId();
    await save({ kind: "card_review", entity, body });
    here.current.set(entity, answered(body, storageWorks.value ? null : Date.now()));
    if (!storageWorks.value) void resource.reload();
  }

  const zone = me().time_zone;
  const isSettled = useSettled(resource.state);
  const known = local !== null && resource.value !== null;
  const deck = known ? deckOf(resource.value, resource.at, [...here.current.values()], dayOf(new Date(), zone), zone) : null;
  return { deck, resource, isSettled, refused: queued.filter((op) => op.refusal), rate };
}

/** The server has answered or cannot be asked, or takes too long. */
function useSettled(state: Resource<RecallCards>["state"]): boolean {
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
  return state !== "loading" || waited || !navigator.onLine;
}

function answered({ key, card_id, occurred_at }: Review["body"], sent_at: number | null): AnsweredHere {
  return { key, card_id, at: Date.parse(occurred_at), sent_at };
}
