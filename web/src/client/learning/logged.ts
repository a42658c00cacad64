import type { MyCalendar, MySession } from "../../api/booking.ts";
import type { CravingLog } from "../../api/cravings.ts";
import type { Page } from "../../api/types.ts";
import { kept } from "../../offline/kept.ts";
import { queuedAndSent } from "../../offline/outbox.ts";
import { myDatabase } from "../../offline/sync.ts";
import { CALENDAR } from "../calendar/data.ts";
import { feltOf } from "../craving_logs/felt.ts";
import type { Year } from "../craving_logs/year.ts";
import type { Hidden, Logged } from "./suggest.ts";

const HIDDEN = "suggestions_hidden";
export type Lately = { logs: Logged[]; sessions: MySession[]; hidden: Hidden };

/** What was logged on this phone or came to it, what has not left it yet, and what is ahead: no network. */
export async function lately(): Promise<Lately> {
  const db = await myDatabase();
  if (!db) return { logs: [], sessions: [], hidden: {} };
  const [year, page, calendar, hidden, { queued, sent }] = await Promise.all([
    kept<Year>(db, "craving_year"), kept<Page<CravingLog>>(db, "craving_logs"), kept<MyCalendar>(db, CALENDAR), kept<Hidden>(db, HIDDEN),
    queuedAndSent(db),
  ]);
  // Whichever was asked for last knows of the latest change; a page of an older app has no changes in it.
  const both = [year, page].filter((one) => one !== null).sort((a, b) => a.at - b.at);
  const logs = new Map(both.flatMap(({ value }) => value.items.map((log) => [log.id, { ...log, ratings: log.ratings ?? [], corrections: log.corrections ?? [] }])));
  const felt = feltOf([...logs.values()], [...sent, ...queued.filter((op) => !op.refusal)]);
  return { logs: felt.map(({ at, triggers }) => ({ at, triggers })), sessions: calendar?.value.items ?? [], hidden: hidden?.value ?? {} };
}

export async function keepHidden(hidden: Hidden): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (db) await db.put("kept", { key: HIDDEN, value: hidden, at: Date.now() }).catch(() => undefined);
}
