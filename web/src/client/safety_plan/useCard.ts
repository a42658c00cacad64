import { useEffect } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Card, CardContent } from "../../api/safety.ts";
import { newId } from "../../ids.ts";
import type { Operation } from "../../offline/operations.ts";
import { myDatabase, outbox, outboxChanged, sendNow, sent } from "../../offline/sync.ts";
import { me } from "../../person.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { type Resource, useKept } from "../../ui/resource.ts";
import { CARD, loadCard, showSignedOut } from "./kept.ts";
import { contentNow, queueContent } from "./queue.ts";

export type MyCard = {
  card: Resource<Card>;
  content: CardContent | null;
  /** One's own change that is not at the server yet. */
  waiting: Operation | null;
};

/** The plan as the server last said it, and what this phone knows beyond that. */
export function useMyCard(): MyCard {
  const card = useKept<Card>(CARD, loadCard);
  const queued = outbox.value.filter((op) => op.kind === "safety_plan");
  const content = contentNow(card.value, card.at, queued, sent.value);
  useEffect(() => {
    // What has just left the phone may have been merged with somebody else's.
    if (card.value) void card.reload();
  }, [queued.length]);
  useEffect(() => {
    if (content && card.at !== null) void showSignedOut(content).catch(() => undefined);
  }, [JSON.stringify(content)]);
  return { card, content, waiting: queued.at(-1) ?? null };
}

/** Keeps the plan on the disk and sends it when it can. `version`: the one its writer had before them. Throws when the disk refuses. */
export async function keepContent(content: CardContent, version: number): Promise<void> {
  const occurred_at = withOffset(new Date(), phoneZone());
  const db = await myDatabase();
  if (!db) {
    const body = { based_on: version, after: null, content, occurred_at };
    await call("PUT /api/safety-plan-versions/{id}", { path: { id: newId() }, headers: { "X-Sent-At": new Date().toISOString() }, body });
    return;
  }
  await queueContent(db, me().id, content, version, occurred_at);
  await showSignedOut(content);
  await outboxChanged();
  // An attempt that cannot succeed would settle the change, and the next one could not replace it.
  if (navigator.onLine) void sendNow();
}

