import { alone } from "./alone.ts";
import type { PersonDatabase } from "./database.ts";
import { isOwn, type Operation } from "./operations.ts";
import { discard, dueOperations, markLater, markRefused, markSent, settle } from "./outbox.ts";
import { waitAfter } from "./pace.ts";
import { type Outcome, send } from "./send.ts";

/** No request before `until`. `asked`: the server named the time itself, nobody may hurry it. */
export type Pause = { until: number; asked: boolean; failures: number };
export type Flushed = "done" | "busy" | "paused" | "sign_in_needed" | "other_person";

/** Sends what waits, oldest first. `pressed`: a person or the network's return asked for it. */
export async function flush(db: PersonDatabase, person: string, pressed: boolean): Promise<Flushed> {
  return (await alone(db, `outbox:${person}`, () => sendDue(db, person, pressed))) ?? "busy";
}

/** The network has come back: what failed without it counts no more. What the server asked for does. */
export async function beginWaitsAnew(db: PersonDatabase): Promise<void> {
  const tx = db.transaction("facts", "readwrite");
  const pause = (await tx.store.get("pause"))?.value as Pause | undefined;
  if (pause && !pause.asked) await tx.store.delete("pause");
  await tx.done;
}

export async function pauseOf(db: PersonDatabase): Promise<Pause | null> {
  return ((await db.get("facts", "pause"))?.value as Pause | undefined) ?? null;
}

async function sendDue(db: PersonDatabase, person: string, pressed: boolean): Promise<Flushed> {
  const pause = await pauseOf(db);
  if (pause && Date.now() < pause.until && (pause.asked || !pressed)) return "paused";
  const tried = new Set<string>();
  for (;;) {
    const [next] = (await dueOperations(db)).filter((op) => !tried.has(op.id));
    if (!next) break;
    tried.add(next.id);
    const op = await settle(db, next.id);
    if (!op) continue;
    const outcome = await attempt(person, op);
    await record(db, op, outcome);
    if (outcome.what === "stop") return outcome.why;
    if (outcome.what === "later" && outcome.all) {
      await pauseAll(db, outcome.waitMs);
      return "paused";
    }
  }
  if (pause) await db.delete("facts", "pause");
  return "done";
}

/** An entry of somebody else in this person's queue is never sent: it is shown as it stands. */
async function attempt(person: string, op: Operation): Promise<Outcome> {
  return op.owner === person ? await send(op) : { what: "refused", status: 409, code: "other_person" };
}

async function record(db: PersonDatabase, op: Operation, outcome: Outcome): Promise<void> {
  if (outcome.what === "stored") {
    await markSent(db, op);
  } else if (outcome.what === "refused" && !isOwn(op)) {
    // Nobody wrote this: that a reminder was seen, say, and there is no such reminder any more.
    await discard(db, op.id);
  } else if (outcome.what === "refused") {
    await markRefused(db, op, { status: outcome.status, code: outcome.code, at: Date.now() });
  } else if (outcome.what === "later" && !outcome.all) {
    await markLater(db, op, Date.now() + Math.max(outcome.waitMs ?? 0, waitAfter(op.tries)));
  }
}

async function pauseAll(db: PersonDatabase, waitMs: number | null): Promise<void> {
  const tx = db.transaction("facts", "readwrite");
  // Read only now: the network may have come back while this try was still failing.
  const before = (await tx.store.get("pause"))?.value as Pause | undefined;
  const failures = (before?.failures ?? 0) + 1;
  const until = Date.now() + (waitMs ?? waitAfter(failures));
  await tx.store.put({ name: "pause", value: { until, asked: waitMs !== null, failures } satisfies Pause });
  await tx.done;
}
