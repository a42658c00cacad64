import { signal } from "@preact/signals";
import { newId } from "../../ids.ts";
import type { PersonDatabase } from "../../offline/database.ts";
import { keepDraft } from "../../offline/drafts.ts";
import { save } from "../../offline/save.ts";
import { myDatabase } from "../../offline/sync.ts";
import { who } from "../../person.ts";
import { phoneZone, withOffset } from "../../time.ts";
import type { Place, Places } from "./progress.ts";

const PREFIX = "place:";
const loaded = signal<{ person: string; places: Places } | null>(null);

/** Where the person signed in is in each module, by this phone alone. */
export function placesNow(): Places {
  const now = loaded.value;
  return now && now.person === person() ? now.places : NONE;
}
const NONE: Places = new Map();

export async function loadPlaces(): Promise<Places> {
  const mine = person();
  if (mine && loaded.peek()?.person !== mine) {
    const db = await myDatabase();
    const read: Places = db ? await readPlaces(db) : NONE;
    if (loaded.peek()?.person !== mine && person() === mine) loaded.value = { person: mine, places: read };
  }
  return placesNow();
}

export async function readPlaces(db: PersonDatabase): Promise<Places> {
  const rows = await db.getAll("drafts", IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`));
  return new Map(rows.map((row) => row.value as Place).map((place) => [place.key, place]));
}

/** On the screen at once, on the disk as soon as it will take it. */
export async function keepPlace(place: Place): Promise<void> {
  const mine = person();
  if (!mine) return;
  loaded.value = { person: mine, places: new Map(placesNow()).set(place.key, place) };
  const db = await myDatabase().catch(() => null);
  if (db) await keepDraft(db, PREFIX + place.key, place).catch(() => undefined);
}

/** Tells the server how far it is, when that is news to it. Relatives' reading is told to nobody. */
export async function tellPlace(key: string): Promise<void> {
  const place = placesNow().get(key);
  if (!place || who.value.state !== "in" || who.value.me.home !== "client") return;
  const { block, digest, read_at } = place;
  const is_finished = place.finish_to_tell;
  if (!is_finished && place.marked === block) return;
  const entity = newId();
  // Before anything is waited for: leaving and hiding the page come together.
  const kept = keepPlace({ ...place, marked: block, first: place.first ?? entity, finish_to_tell: false });
  const occurred_at = withOffset(new Date(read_at), phoneZone());
  try {
    const db = await myDatabase();
    if (db) await dropOvertaken(db, place);
    await save({ kind: "reading_mark", entity, body: { key, digest, block, is_finished, occurred_at } });
    await kept;
  } catch {
    // A full disk, or no storage and no network: said again when the place is next told.
    await keepPlace({ ...(placesNow().get(key) ?? place), marked: null, finish_to_tell: is_finished });
  }
}

/** Of marks that wait for a network only the first and the last say anything; a finish always does. */
export async function dropOvertaken(db: PersonDatabase, place: Place): Promise<void> {
  const tx = db.transaction("outbox", "readwrite");
  for (const op of await tx.store.getAll()) {
    if (op.kind !== "reading_mark" || op.body.key !== place.key || op.body.digest !== place.digest) continue;
    if (op.tries === 0 && !op.body.is_finished && op.entity !== place.first) await tx.store.delete(op.id);
  }
  await tx.done;
}

/** What a killed page could not tell any more. */
export async function tellPlaces(): Promise<void> {
  for (const key of (await loadPlaces()).keys()) await tellPlace(key);
}

function person(): string | null {
  return who.value.state === "in" ? who.value.me.id : null;
}
