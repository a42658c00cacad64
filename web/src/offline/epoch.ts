import type { PersonDatabase } from "./database.ts";
import { sendAgain } from "./outbox.ts";

/**
 * A server that came back from a backup says so with a new epoch: what it had acknowledged in the
 * last days is sent again. Answers how many entries are.
 */
export async function noticeEpoch(db: PersonDatabase, epoch: string): Promise<number> {
  const known = (await db.get("facts", "epoch"))?.value;
  const again = known !== undefined && known !== epoch ? await sendAgain(db) : 0;
  await db.put("facts", { name: "epoch", value: epoch });
  return again;
}
