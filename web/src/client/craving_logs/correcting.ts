import type { CravingContent } from "../../api/cravings.ts";
import { newId } from "../../ids.ts";
import { queuedAndSent } from "../../offline/outbox.ts";
import { save, takeBack } from "../../offline/save.ts";
import { myDatabase } from "../../offline/sync.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { changesOf, whole } from "./content.ts";
import { readRide } from "./ride.ts";

/** What a log says now, as this phone knows it: its last change here, or the log itself. */
export async function contentNow(log: string, known: CravingContent): Promise<Required<CravingContent>> {
  const db = await myDatabase().catch(() => null);
  if (!db) return whole(known);
  const { queued, sent } = await queuedAndSent(db);
  return whole(changesOf(log, [...sent, ...queued]).at(-1) ?? known);
}

/** Changes a log, and keeps what it said. Answers the id by which the change can be taken back. */
export async function correct(log: string, after: CravingContent, held: boolean): Promise<string> {
  const entity = newId();
  const body = { log_id: log, after: whole(after), occurred_at: withOffset(new Date(), phoneZone()), zone: phoneZone() };
  await save({ kind: "craving_correction", entity, body }, { held });
  return entity;
}

/** Another wave begins: what was tried during the one before goes to its entry, so that it is not lost. */
export async function settleRide(): Promise<void> {
  const old = await readRide();
  if (!old) return;
  const before = await contentNow(old.log, old.content);
  const fresh = old.tried.filter((one) => !before.did.some((did) => did.key === one.key));
  if (fresh.length > 0) await correct(old.log, { ...before, did: [...before.did, ...fresh].slice(0, 20) }, false);
}

export async function takeBackCorrection(entity: string): Promise<boolean> {
  return await takeBack(`craving_correction:${entity}`);
}

export async function takeBackRating(entity: string): Promise<boolean> {
  return await takeBack(`craving_rating:${entity}`);
}
