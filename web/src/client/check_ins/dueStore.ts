import { call } from "../../api/call.ts";
import type { CheckInDue } from "../../api/forms.ts";
import { keep, kept } from "../../offline/kept.ts";
import type { LocalEntries } from "../../offline/local.ts";
import { isEntry } from "../../offline/operations.ts";
import { queuedAndSent } from "../../offline/outbox.ts";
import { myDatabase } from "../../offline/sync.ts";

export const DUE = "check_in_due";
const PATIENCE_MS = 1500;

export function loadDue(): Promise<CheckInDue> {
  return call("GET /api/check-in-due");
}

/** What is due, from the phone. Only where it knows nothing yet is the server waited for, and not long. */
export async function dueAtHand(): Promise<CheckInDue | null> {
  return (await keptDue()) ?? (await Promise.race([refreshDue(), new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MS))]));
}

/** Null: not to be had just now. Keeps it for the days without a network. */
export async function refreshDue(): Promise<CheckInDue | null> {
  try {
    const due = await loadDue();
    const db = await myDatabase();
    if (db) await keep(db, DUE, due).catch(() => undefined);
    return due;
  } catch {
    return null;
  }
}

export async function keptDue(): Promise<CheckInDue | null> {
  try {
    const db = await myDatabase();
    return db ? ((await kept<CheckInDue>(db, DUE))?.value ?? null) : null;
  } catch {
    return null;
  }
}

/** What this phone has queued and sent, read from the disk: the signal may not be there yet. */
export async function localEntries(): Promise<LocalEntries> {
  try {
    const db = await myDatabase();
    if (!db) return { queued: [], sent: [] };
    const { queued, sent } = await queuedAndSent(db);
    return { queued: queued.filter(isEntry), sent };
  } catch {
    return { queued: [], sent: [] };
  }
}
