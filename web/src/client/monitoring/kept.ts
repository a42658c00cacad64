import { call, caller } from "../../api/call.ts";
import type { OwnMonitoring } from "../../api/monitoring.ts";
import { keep, kept } from "../../offline/kept.ts";
import { myDatabase } from "../../offline/sync.ts";

export const MONITORING = "monitoring";
const OLD_MS = 30 * 60_000;

export function loadMonitoring(): Promise<OwnMonitoring> {
  return call("GET /api/monitoring");
}

/** What this phone has of it; asked for again, where there is a network, when it is half an hour old. */
export async function lately(): Promise<OwnMonitoring | null> {
  const person = caller.person;
  const db = await myDatabase().catch(() => null);
  if (!db) return null;
  const old = await kept<OwnMonitoring>(db, MONITORING);
  if (!navigator.onLine || (old && Date.now() - old.at < OLD_MS)) return old?.value ?? null;
  try {
    const at = Date.now();
    const value = await loadMonitoring();
    if (caller.person === person) await keep(db, MONITORING, value, at);
    return value;
  } catch {
    return old?.value ?? null;
  }
}
