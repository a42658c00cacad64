import type { PersonDatabase } from "./database.ts";
import { type Entry, isOwn, type Operation, operationId, type Refusal, type SentOperation, type Write } from "./operations.ts";

/** How long an entry whose tab was killed waits before it is sent as it stands. */
export const HOLD_MS = 20_000;
/** A server restored from a backup can have lost this much of what it had acknowledged. */
export const RESEND_WINDOW_MS = 7 * 86_400_000;

/**
 * Resolves only when the write is on the disk, not merely with the browser: only then may anything
 * on the screen say "saved". The same write again changes nothing.
 */
export async function addToOutbox(
  db: PersonDatabase, owner: string, write: Write, options: { held?: boolean; now?: number } = {},
): Promise<Operation> {
  const now = options.now ?? Date.now();
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  const known = await tx.store.get(operationId(write));
  if (known) {
    await tx.done;
    return known;
  }
  const last = await tx.store.index("seq").openKeyCursor(null, "prev");
  const operation: Operation = {
    ...write, id: operationId(write), owner, seq: (Number(last?.key) || 0) + 1, made_at: now,
    held_until: options.held ? now + HOLD_MS : null, tries: 0, next_try_at: 0, refusal: null,
  };
  await Promise.all([tx.store.add(operation), tx.done]);
  return operation;
}

/** Completes an entry that is still held, and holds it a little longer. False: it has gone. */
export async function amendHeld(db: PersonDatabase, write: Entry, now = Date.now()): Promise<boolean> {
  return await changeHeld(db, write.entity, (held) => ({ ...held, ...write, held_until: now + HOLD_MS }));
}

/** Lets a held entry go to the server. */
export async function release(db: PersonDatabase, id: string): Promise<boolean> {
  return await changeHeld(db, id, (held) => ({ ...held, held_until: null }));
}

/** Lets everything go that is held for a second thought: the person is leaving. */
export async function releaseAll(db: PersonDatabase): Promise<void> {
  for (const op of await db.getAll("outbox")) if (op.held_until !== null) await release(db, op.id);
}

/** Takes a held entry back, as if it had never been written. */
export async function undo(db: PersonDatabase, id: string): Promise<boolean> {
  return await changeHeld(db, id, () => null);
}

async function changeHeld(
  db: PersonDatabase, id: string, change: (held: Operation) => Operation | null,
): Promise<boolean> {
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  const found = await tx.store.get(id);
  const open = found !== undefined && found.held_until !== null && found.tries === 0;
  if (open) {
    const changed = change(found);
    await (changed ? tx.store.put(changed) : tx.store.delete(id));
  }
  await tx.done;
  return open;
}

/**
 * What waits, in its order, and what was sent lately. Both in one reading: what leaves the one list
 * for the other is never in neither.
 */
export async function queuedAndSent(db: PersonDatabase): Promise<{ queued: Operation[]; sent: SentOperation[] }> {
  const tx = db.transaction(["outbox", "sent"]);
  const [queued, sent] = await Promise.all([
    tx.objectStore("outbox").index("seq").getAll(), tx.objectStore("sent").index("sent_at").getAll(), tx.done,
  ]);
  return { queued, sent };
}

/** What may be sent now, oldest first. */
export async function dueOperations(db: PersonDatabase, now = Date.now()): Promise<Operation[]> {
  const all = await db.getAllFromIndex("outbox", "seq");
  return all.filter((op) => !op.refusal && (op.held_until ?? 0) <= now && op.next_try_at <= now);
}

/** Marks the start of an attempt: from here on the content is settled. False: no longer there. */
export async function settle(db: PersonDatabase, id: string, now = Date.now()): Promise<Operation | null> {
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  const found = await tx.store.get(id);
  const ready = found !== undefined && !found.refusal && (found.held_until ?? 0) <= now;
  const settled = ready ? { ...found, held_until: null, tries: found.tries + 1 } : null;
  if (settled) await tx.store.put(settled);
  await tx.done;
  return settled;
}

/** The server has it: out of the queue and into what was sent, in one transaction. */
export async function markSent(db: PersonDatabase, op: Operation, now = Date.now()): Promise<void> {
  const tx = db.transaction(["outbox", "sent"], "readwrite", { durability: "strict" });
  await tx.objectStore("outbox").delete(op.id);
  // A place given back may have been taken again since: giving it back twice is not once.
  if ((isOwn(op) && op.kind !== "place_back") || op.kind === "plan_note_removal" || op.kind === "team_wish_withdrawal") {
    const { kind, entity, body, id, owner, made_at } = op;
    await tx.objectStore("sent").put({ kind, entity, body, id, owner, made_at, sent_at: now } as never);
    const old = IDBKeyRange.upperBound(now - RESEND_WINDOW_MS);
    for (const key of await tx.objectStore("sent").index("sent_at").getAllKeys(old)) {
      await tx.objectStore("sent").delete(key);
    }
  }
  await tx.done;
}

export async function markRefused(db: PersonDatabase, op: Operation, refusal: Refusal): Promise<void> {
  await putIfThere(db, { ...op, refusal });
}

export async function markLater(db: PersonDatabase, op: Operation, nextTryAt: number): Promise<void> {
  await putIfThere(db, { ...op, next_try_at: nextTryAt });
}

/** From the tray back into the queue, because the person asked for it. */
export async function tryAgain(db: PersonDatabase, id: string): Promise<void> {
  const op = await db.get("outbox", id);
  if (op) await put(db, { ...op, refusal: null, next_try_at: 0 });
}

/** Only ever at the person's own word. */
export async function discard(db: PersonDatabase, id: string): Promise<void> {
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.delete(id), tx.done]);
}

/**
 * Takes out what the person takes back. What was tried may have reached the server although no answer
 * came; what is gone has been sent.
 */
export async function withdraw(db: PersonDatabase, id: string): Promise<"untried" | "tried" | "gone"> {
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  const found = await tx.store.get(id);
  await Promise.all([tx.store.delete(id), tx.done]);
  return found ? (found.tries > 0 ? "tried" : "untried") : "gone";
}

/** The same, for what cannot be taken back once it may have been sent. False: it was left as it is. */
export async function withdrawUntried(db: PersonDatabase, id: string): Promise<boolean> {
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  const isUntried = (await tx.store.get(id))?.tries === 0;
  if (isUntried) await tx.store.delete(id);
  await tx.done;
  return isUntried;
}

/** Puts back what was acknowledged lately: the server says it has come back from a backup. */
export async function sendAgain(db: PersonDatabase, now = Date.now()): Promise<number> {
  const recent = await db.getAllFromIndex("sent", "sent_at", IDBKeyRange.lowerBound(now - RESEND_WINDOW_MS));
  for (const { sent_at: _, ...op } of recent) {
    await addToOutbox(db, op.owner, op, { now: op.made_at });
  }
  return recent.length;
}

/** What became of a try: nothing, where the person has taken it back meanwhile. */
async function putIfThere(db: PersonDatabase, op: Operation): Promise<void> {
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  if ((await tx.store.getKey(op.id)) !== undefined) await tx.store.put(op);
  await tx.done;
}

async function put(db: PersonDatabase, op: Operation): Promise<void> {
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.put(op), tx.done]);
}
