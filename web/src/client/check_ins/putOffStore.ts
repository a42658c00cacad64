import type { Day } from "../../api/types.ts";
import { keep, kept } from "../../offline/kept.ts";
import { myDatabase } from "../../offline/sync.ts";
import type { PutOff } from "./sitting.ts";

const KEY = "put_off";

export async function keptPutOff(): Promise<PutOff> {
  try {
    const db = await myDatabase();
    return (db && (await kept<PutOff>(db, KEY))?.value) ?? {};
  } catch {
    return {};
  }
}

/** "Not now": the next check-ins offer it at their end. It is no loss where that cannot be kept. */
export async function rememberPutOff(instrument: string, due_on: Day | null): Promise<void> {
  if (due_on === null) return;
  try {
    const db = await myDatabase();
    if (db) await keep(db, KEY, { ...(await keptPutOff()), [instrument]: due_on });
  } catch {
    // It is asked once more.
  }
}
