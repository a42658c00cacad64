import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { flush } from "../../src/offline/flush.ts";
import type { Entry } from "../../src/offline/operations.ts";
import { addToOutbox, release, undo } from "../../src/offline/outbox.ts";
import { newId } from "../../src/ids.ts";
import { newPerson } from "../phone.ts";
import { TestServer } from "../server.ts";

let server: TestServer;
let id: string;
let db: Awaited<ReturnType<typeof newPerson>>["db"];
beforeEach(async () => {
  server = new TestServer();
  await server.open();
  ({ id, db } = await newPerson());
});
afterEach(() => server.close());

const DAY = { mood: 5, craving: 4, sleep: 3, difficulty: 1, halt: [], use: "no" as const, line: null };
const WHEN = { on_day: "2026-11-22", occurred_at: "2026-11-22T12:00:00-05:00", zone: "America/New_York" };
const old = (): Entry => ({ kind: "check_in", entity: newId(), body: { ...WHEN, answers: DAY } });
const partial = (): Entry => ({
  kind: "check_in", entity: newId(),
  body: { ...WHEN, answers: null, forms: [{ instrument: "phq-9", version: 1, language: "en", wording: "b".repeat(64), recall: "P14D", answers: { 9: 1 }, due_on: null }] },
});

describe("check-ins in the outbox", () => {
  it("an earlier version's goes as it was written, to the letter", async () => {
    const op = old();
    await addToOutbox(db, id, op);
    await flush(db, id, true);
    expect(server.asked.map(({ path, body }) => [path, body])).toEqual([[`/api/check-ins/${op.entity}`, op.body]]);
    expect(Object.keys(server.asked[0]?.body as object)).toEqual(["on_day", "occurred_at", "zone", "answers"]);
  });
  it("an answer that acts at once waits for a second thought, then goes whatever happens", async () => {
    const op = partial();
    await addToOutbox(db, id, op, { held: true });
    await flush(db, id, true);
    expect(server.asked).toEqual([]);
    await release(db, op.entity);
    // The same again, after a reload: nothing more is sent.
    await addToOutbox(db, id, op, { held: true });
    await flush(db, id, true);
    await flush(db, id, true);
    expect(server.asked).toHaveLength(1);
  });
  it("is sent once its seconds are over even if nobody ever came back to it", async () => {
    await addToOutbox(db, id, partial(), { held: true, now: Date.now() - 21_000 });
    await flush(db, id, false);
    expect(server.asked).toHaveLength(1);
  });
  it("is gone without a trace when the finger had slipped", async () => {
    const op = partial();
    await addToOutbox(db, id, op, { held: true });
    expect(await undo(db, op.entity)).toBe(true);
    await flush(db, id, true);
    expect([server.asked.length, await db.count("outbox"), await db.count("sent")]).toEqual([0, 0, 0]);
    expect(await undo(db, op.entity)).toBe(false);
  });
});
