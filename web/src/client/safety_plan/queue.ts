import type { Card, CardContent } from "../../api/safety.ts";
import { newId } from "../../ids.ts";
import type { PersonDatabase } from "../../offline/database.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";

type Queued = Extract<Operation, { kind: "safety_plan" }>;

/**
 * Puts the plan on its way, on the disk when this resolves. A change nobody has tried to send yet is
 * replaced by the newer one. One that was tried may be at the server: it stays, and the newer one
 * says that it goes on from it.
 */
export async function queueContent(
  db: PersonDatabase, owner: string, content: CardContent, version: number, occurred_at: string, now = Date.now(),
): Promise<void> {
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  const mine = (await tx.store.index("seq").getAll()).filter((op): op is Queued => op.kind === "safety_plan");
  const last = mine.at(-1);
  const open = last && (last.tries === 0 || last.refusal) ? last : null;
  const next = await tx.store.index("seq").openKeyCursor(null, "prev");
  const before = open ? open.body : { based_on: last?.body.based_on ?? version, after: last?.entity ?? null };
  // What the server refused once keeps its id there; the same words again would be refused again.
  const entity = open && open.tries === 0 ? open.entity : newId(now);
  const op: Queued = {
    kind: "safety_plan", entity, body: { based_on: before.based_on, after: before.after, content, occurred_at },
    id: `safety_plan:${entity}`, owner, seq: open?.seq ?? (Number(next?.key) || 0) + 1, made_at: now,
    held_until: null, tries: 0, next_try_at: 0, refusal: null,
  };
  if (open && open.entity !== entity) await tx.store.delete(open.id);
  await Promise.all([tx.store.put(op), tx.done]);
}

/** What counts on this phone: one's own change still here, or sent since the server last answered. */
export function contentNow(card: Card | null, at: number | null, queued: Operation[], sent: SentOperation[]): CardContent | null {
  const mine = queued.filter((op) => op.kind === "safety_plan").at(-1);
  if (mine?.kind === "safety_plan") return mine.body.content;
  const gone = sent.filter((op) => op.kind === "safety_plan" && op.sent_at >= (at ?? 0)).at(-1);
  if (gone?.kind === "safety_plan") return gone.body.content;
  return card?.content ?? null;
}
