import { takeBack } from "../../offline/save.ts";
import { myDatabase } from "../../offline/sync.ts";
import type { Draft } from "./sitting.ts";

/** Said twice is better than never: only where the log is known to be on its way. */
async function hasLeft(id: string): Promise<boolean> {
  const db = await myDatabase().catch(() => null);
  return db !== null && ((await db.getKey("outbox", id)) ?? (await db.getKey("sent", id))) !== undefined;
}

/** "I may use" is told once: in the log that has left by itself, or else with the sitting. */
export async function saidOnce({ may_use_told, ...draft }: Draft): Promise<Draft> {
  if (!may_use_told || (await takeBack(may_use_told)) || !(await hasLeft(may_use_told))) return draft;
  const { may_use: _, ...answers } = draft.answers;
  return { ...draft, answers };
}
