import { draft, dropDraft, keepDraft } from "../../offline/drafts.ts";
import { myDatabase } from "../../offline/sync.ts";
import type { Draft } from "./draft.ts";

const KEY = "check_in";

export async function savedDraft(): Promise<Draft | null> {
  try {
    const db = await myDatabase();
    return db ? await draft<Draft>(db, KEY) : null;
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
