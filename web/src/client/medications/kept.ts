import { call, caller } from "../../api/call.ts";
import type { OwnMedications } from "../../api/medications.ts";
import { keep, kept } from "../../offline/kept.ts";
import { myDatabase } from "../../offline/sync.ts";

export const MEDICATIONS = "medications";
const OLD_MS = 30 * 60_000;

export function loadMedications(): Promise<OwnMedications> {
  return call("GET /api/medications");
}

/** Whoever only ever opens Today can note what they take without a connection too. */
export async function keepTakingFresh(): Promise<void> {
  const person = caller.person;
  const db = await myDatabase().catch(() => null);
  if (!db || !navigator.onLine) return;
  try {
    const at = (await kept<OwnMedications>(db, MEDICATIONS))?.at;
    if (at !== undefined && Date.now() - at < OLD_MS) return;
    const value = await loadMedications();
    if (caller.person === person) await keep(db, MEDICATIONS, value, Date.now());
  } catch {
    // Next time.
  }
}
