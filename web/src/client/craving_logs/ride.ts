import { signal } from "@preact/signals";
import { newId } from "../../ids.ts";
import { draft, dropDraft, keepDraft } from "../../offline/drafts.ts";
import { save } from "../../offline/save.ts";
import { myDatabase } from "../../offline/sync.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { minutesOf, type Ride } from "./wave.ts";

const KEY = "wave";

/** What is being ridden out on this phone; null: nothing; undefined: not read yet. */
export const riding = signal<Ride | null | undefined>(undefined);

export async function readRide(): Promise<Ride | null> {
  const db = await myDatabase().catch(() => null);
  // Where nothing can be kept, what this window has is all there is.
  const found = db ? await draft<Ride>(db, KEY).catch(() => null) : (riding.value ?? null);
  riding.value = found;
  return found;
}

/** On the disk before anything says so; a phone that keeps nothing has it in this window alone. */
export async function keepRide(ride: Ride): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await keepDraft(db, KEY, ride).catch(() => undefined);
  riding.value = ride;
}

export async function dropRide(): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await dropDraft(db, KEY).catch(() => undefined);
  riding.value = null;
}

/** How strong it is now, through the outbox: held a little, so that it can be taken back. */
export async function rateRide(ride: Ride, intensity: number, now = Date.now()): Promise<Ride> {
  const rating = { id: newId(now), at: now, minutes: minutesOf(ride, now), intensity };
  await save(
    {
      kind: "craving_rating", entity: rating.id,
      body: { log_id: ride.log, intensity, minutes: rating.minutes, occurred_at: withOffset(new Date(now), phoneZone()), zone: phoneZone() },
    },
    { held: true },
  );
  const next = { ...ride, ratings: [...ride.ratings, rating] };
  await keepRide(next);
  return next;
}
