import { myDatabase, outboxChanged, sendNow } from "../../offline/sync.ts";
import type { ShownEntry } from "../entries/merge.ts";

/** What the server says of a questionnaire it cannot take. */
const CHANGED = new Set(["form_changed", "form_unavailable", "no_such_form", "wrong_recall", "unknown_item", "answer_outside_form", "answer_to_skipped_item"]);

/** The day that was answered need not wait for a questionnaire the centre no longer takes. */
export function canGoWithoutForms(entry: ShownEntry): boolean {
  return entry.kind === "check_in" && entry.body.answers !== null && (entry.body.forms?.length ?? 0) > 0 && CHANGED.has(entry.refusal?.code ?? "");
}

/** The server took nothing of it, so what is left may go under the same id. Asked anew, the form is due. */
export async function sendWithoutForms(id: string): Promise<void> {
  const db = await myDatabase();
  const op = await db?.get("outbox", id);
  if (!db || op?.kind !== "check_in" || !op.refusal) return;
  const { forms: _, ...body } = op.body;
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.put({ ...op, body, refusal: null, next_try_at: 0 }), tx.done]);
  await outboxChanged();
  await sendNow();
}
