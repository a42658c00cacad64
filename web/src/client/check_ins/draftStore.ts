import { draft, dropDraft, keepDraft } from "../../offline/drafts.ts";
import { myDatabase } from "../../offline/sync.ts";
import type { Draft } from "./sitting.ts";

const KEY = "check_in";

/** Null: nothing was begun. One that has gone out already, whatever cut in between, is not there either. */
export async function savedDraft(): Promise<Draft | null> {
  try {
    const db = await myDatabase();
    const found = db && (await draft<Draft>(db, KEY));
    if (!db || !found) return null;
    const gone = (await db.getKey("outbox", found.id)) ?? (await db.getKey("sent", found.id));
    if (gone) await dropDraft(db, KEY);
    return gone ? null : found;
  } catch {
    return null;
  }
}

/** False: it could not be kept, and lives on this screen only. */
export async function saveDraft(value: Draft): Promise<boolean> {
  try {
    const db = await myDatabase();
    if (db) await keepDraft(db, KEY, value);
    return db !== null;
  } catch {
    return false;
  }
}

export async function forgetDraft(): Promise<void> {
  const db = await myDatabase();
  if (db) await dropDraft(db, KEY);
}
