import { useEffect, useRef } from "preact/hooks";
import { call, caller } from "../../api/call.ts";
import type { Modules } from "../../api/learning.ts";
import { language } from "../../i18n/index.ts";
import { keep, kept } from "../../offline/kept.ts";
import { myDatabase } from "../../offline/sync.ts";
import { type Resource, useKept } from "../../ui/resource.ts";
import { loadPlaces, tellPlaces } from "./places.ts";
import { keepTexts, lookHere } from "./texts.ts";

/** Where the last shelf lies. One for both languages: what was there stays until the other has come. */
export const SHELF = "modules";
const OLD_MS = 30 * 60_000;

/** Asks for the shelf in the language of the app and keeps it for whoever asked; its texts follow by themselves. */
export async function loadShelf(): Promise<Modules> {
  const person = caller.person;
  const shelf = await call("GET /api/modules", { query: { language: language.peek() }, person });
  const db = await myDatabase().catch(() => null);
  if (caller.person !== person) return shelf;
  if (db) await keep(db, SHELF, shelf).catch(() => undefined);
  void loadPlaces().then((places) => keepTexts(shelf, places)).catch(() => undefined);
  return shelf;
}

/** The shelf as it was kept, then as it is; anew when the language changes. */
export function useShelf(): Resource<Modules> {
  const shelf = useKept<Modules>(SHELF, loadShelf);
  const shown = useRef(language.peek());
  const now = language.value;
  useEffect(() => {
    void loadPlaces();
    void lookHere();
  }, []);
  useEffect(() => {
    if (shown.current !== now) void shelf.reload();
    shown.current = now;
  }, [now]);
  return shelf;
}

/** The shelf on this phone, without asking for it. */
export async function shelfHere(): Promise<{ value: Modules; at: number } | null> {
  const db = await myDatabase().catch(() => null);
  return db ? await kept<Modules>(db, SHELF) : null;
}

/** Whoever only ever opens Today has what they were given with them too. */
export async function keepReadingFresh(): Promise<void> {
  try {
    await tellPlaces();
    const old = await shelfHere();
    const isOld = !old || Date.now() - old.at > OLD_MS || old.value.language !== language.peek();
    if (navigator.onLine && isOld) await loadShelf();
    else if (old && navigator.onLine) await keepTexts(old.value, await loadPlaces());
  } catch {
    // Nobody asked for it: next time.
  }
}
