import type { PersonDatabase } from "./database.ts";

/** A half-finished form, kept at every tap: durable before the next question appears. */
export async function keepDraft(db: PersonDatabase, key: string, value: unknown, now = Date.now()): Promise<void> {
  const tx = db.transaction("drafts", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.put({ key, value, at: now }), tx.done]);
}

export async function draft<T>(db: PersonDatabase, key: string): Promise<T | null> {
  return ((await db.get("drafts", key))?.value as T | undefined) ?? null;
}

export async function dropDraft(db: PersonDatabase, key: string): Promise<void> {
  await db.delete("drafts", key);
}
