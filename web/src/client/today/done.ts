import type { Today } from "../../api/types.ts";
import { kept } from "../../offline/kept.ts";
import type { LocalEntries } from "../../offline/local.ts";
import { myDatabase } from "../../offline/sync.ts";

/** Whether a day has its check-in: as the server last said, or as this phone knows better. */
export function checkedInOn(day: string, due: Today["due"], local: LocalEntries): boolean {
  const about = (entry: { kind: string; body: unknown }) => {
    const { on_day, answers } = entry.body as { on_day?: string; answers?: unknown };
    return entry.kind === "check_in" && on_day === day && answers !== null;
  };
  return due.some((item) => item.on_day === day && item.done) || local.queued.some(about) || local.sent.some(about);
}

/** What the server last said about today, for screens that must not wait for it. */
export async function keptToday(): Promise<Today | null> {
  try {
    const db = await myDatabase();
    return db ? ((await kept<Today>(db, "today"))?.value ?? null) : null;
  } catch {
    return null;
  }
}
