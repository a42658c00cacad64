import type { PersonDatabase } from "./database.ts";

export type Kept<T> = { value: T; at: number };

export async function keep(db: PersonDatabase, key: string, value: unknown, at = Date.now()): Promise<void> {
  await db.put("kept", { key, value, at });
}

export async function kept<T>(db: PersonDatabase, key: string): Promise<Kept<T> | null> {
  const row = await db.get("kept", key);
  return row ? { value: row.value as T, at: row.at } : null;
}
