import { signal } from "@preact/signals";
import { call, caller } from "../../api/call.ts";
import type { Modules, ModuleText } from "../../api/learning.ts";
import { Problem, Unreachable } from "../../api/problem.ts";
import { alone } from "../../offline/alone.ts";
import type { PersonDatabase } from "../../offline/database.ts";
import { keep, kept } from "../../offline/kept.ts";
import { myDatabase } from "../../offline/sync.ts";
import { onShelf, type Places, sectionsOf } from "./progress.ts";

/**
 * The texts on this phone, each under the digest of its bytes, which says nothing of what it is
 * about. They lie with everything else of the person and go with it at sign-out.
 */
const PREFIX = "text:";
const PAUSE_MS = 60;

/** What lies on this phone; null: not looked yet. */
export const textsHere = signal<ReadonlySet<string> | null>(null);

/** From the phone, else from the server. Throws what `call` throws. */
export async function textOf(digest: string): Promise<ModuleText> {
  return (await textHere(digest)) ?? (await fetchText(digest));
}

export async function textHere(digest: string): Promise<ModuleText | null> {
  const db = await myDatabase().catch(() => null);
  return db ? ((await kept<ModuleText>(db, PREFIX + digest))?.value ?? null) : null;
}

async function fetchText(digest: string, person = caller.person): Promise<ModuleText> {
  const text = await call("GET /api/module-texts/{digest}", { path: { digest }, person });
  if (text.digest !== digest) throw new Unreachable();
  const db = await myDatabase().catch(() => null);
  // A full disk must not hide a text that has just come.
  if (db && caller.person === person) await keep(db, PREFIX + digest, text).catch(() => undefined);
  return text;
}

export async function digestsHere(db: PersonDatabase): Promise<Set<string>> {
  const keys = await db.getAllKeys("kept", IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`));
  return new Set(keys.map((key) => key.slice(PREFIX.length)));
}

/** Everything that lies here, for a search without a network. */
export async function allHere(): Promise<ModuleText[]> {
  const db = await myDatabase().catch(() => null);
  if (!db) return [];
  const rows = await db.getAll("kept", IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`));
  return rows.map((row) => row.value as ModuleText);
}

/** In the order in which they are fetched: begun, given, then the rest unless the person saves data. */
export function wantedDigests(shelf: Modules, places: Places, savesData: boolean): string[] {
  const items = onShelf(shelf, places);
  const { goOn, now, earlier } = sectionsOf(items, shelf.this_week);
  const begun = goOn.flatMap((item) => [item.reading?.digest, item.row.digest]);
  const given = [...now, ...earlier, ...items.filter((item) => item.row.assigned)].map((item) => item.row.digest);
  const rest = savesData ? [] : items.map((item) => item.row.digest);
  return [...new Set([...begun, ...given, ...rest])].filter((digest) => digest !== undefined);
}

/** What nobody will open any more: older wordings that were not begun. */
export function needlessDigests(here: Iterable<string>, shelf: Modules, places: Places): string[] {
  const needed = new Set<string>();
  for (const { row, reading, state } of onShelf(shelf, places)) {
    needed.add(row.digest);
    if (reading && state === "begun") needed.add(reading.digest);
  }
  for (const place of places.values()) if (!place.finished_at) needed.add(place.digest);
  return [...here].filter((digest) => !needed.has(digest));
}

/** Brings the texts of a shelf to the phone, one at a time; goes on where it stopped last time. */
export async function keepTexts(shelf: Modules, places: Places): Promise<void> {
  const db = await myDatabase().catch(() => null);
  const person = caller.person;
  if (!db || !person) return;
  try {
    await alone(db, `texts:${person}`, () => fill(db, person, shelf, places));
  } catch (error) {
    // Signed out meanwhile, or no room: reading with a network works all the same.
    if (!(error instanceof DOMException)) throw error;
  }
}

async function fill(db: PersonDatabase, person: string, shelf: Modules, places: Places): Promise<void> {
  const here = await digestsHere(db);
  textsHere.value = new Set(here);
  for (const digest of wantedDigests(shelf, places, savesData())) {
    if (here.has(digest)) continue;
    if (!navigator.onLine || caller.person !== person || !(await fetched(db, person, digest))) return;
    here.add(digest);
    textsHere.value = new Set(here);
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  for (const digest of needlessDigests(here, shelf, places)) {
    await db.delete("kept", PREFIX + digest);
    here.delete(digest);
  }
  textsHere.value = here;
}

/** False: not now. A text that was taken away meanwhile is passed over. */
async function fetched(db: PersonDatabase, person: string, digest: string): Promise<boolean> {
  try {
    const text = await call("GET /api/module-texts/{digest}", { path: { digest }, person });
    // Signed out while it was on its way: nothing is put into an emptied store.
    if (caller.person !== person) return false;
    if (text.digest === digest) await keep(db, PREFIX + digest, text);
    return true;
  } catch (error) {
    if (error instanceof Problem) return error.status === 404;
    if (error instanceof Unreachable) return false;
    throw error;
  }
}

/** Looks which texts lie here, without fetching any. */
export async function lookHere(): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) textsHere.value = await digestsHere(db);
}

function savesData(): boolean {
  return (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
