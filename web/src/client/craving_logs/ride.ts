import { signal } from "@preact/signals";
import { newId } from "../../ids.ts";
import { draft, dropDraft, keepDraft } from "../../offline/drafts.ts";
import { save } from "../../offline/save.ts";
import { myDatabase } from "../../offline/sync.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { minutesOf, type Ride, type RideRating } from "./wave.ts";

const KEY = "wave";

/** What is being ridden out on this phone; null: nothing; undefined: not read yet. */
export const riding = signal<Ride | null | undefined>(undefined);

let last: Promise<unknown> = Promise.resolve();

/** One after the other: of two that begin from the same ride the second would undo the first. */
function inTurn<T>(step: () => Promise<T>): Promise<T> {
  const turn = last.then(step);
  last = turn.catch(() => undefined);
  return turn;
}

export function readRide(): Promise<Ride | null> {
  return inTurn(async () => {
    const db = await myDatabase().catch(() => null);
    // Where nothing can be kept, what this window has is all there is.
    const found = db ? await draft<Ride>(db, KEY).catch(() => null) : (riding.value ?? null);
    riding.value = found;
    return found;
  });
}

/** A ride that begins. On the disk before anything says so; a phone that keeps nothing has it in this window alone. */
export function keepRide(ride: Ride): Promise<void> {
  return inTurn(() => write(ride));
}

/** Changes the ride as it is once its turn has come; nothing when by then it is over or another has begun. */
export function changeRide(log: string, change: (now: Ride) => Ride): Promise<void> {
  return inTurn(async () => {
    const now = riding.value;
    if (now?.log === log) await write(change(now));
  });
}

async function write(ride: Ride): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await keepDraft(db, KEY, ride).catch(() => undefined);
  riding.value = ride;
}

export function dropRide(): Promise<void> {
  return inTurn(async () => {
    const db = await myDatabase().catch(() => null);
    if (db) await dropDraft(db, KEY).catch(() => undefined);
    riding.value = null;
  });
}

/** How strong it is now, through the outbox: held a little, so that it can be taken back. */
export async function rateRide(ride: Ride, intensity: number, now = Date.now()): Promise<RideRating> {
  const rating = { id: newId(now), at: now, minutes: minutesOf(ride, now), intensity };
  await save(
    {
      kind: "craving_rating", entity: rating.id,
      body: { log_id: ride.log, intensity, minutes: rating.minutes, occurred_at: withOffset(new Date(now), phoneZone()), zone: phoneZone() },
    },
    { held: true },
  );
  await changeRide(ride.log, (newest) => ({ ...newest, ratings: [...newest.ratings, rating] }));
  return rating;
}
