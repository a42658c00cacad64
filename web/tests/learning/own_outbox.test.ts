import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readingRow } from "../../src/client/learning/readingRow.ts";
import { isHard } from "../../src/client/check_ins/hard.ts";
import type { OnShelf } from "../../src/client/learning/progress.ts";
import { flush } from "../../src/offline/flush.ts";
import { type Write, isOwn } from "../../src/offline/operations.ts";
import { addToOutbox } from "../../src/offline/outbox.ts";
import { newPerson } from "../phone.ts";
import { TestServer } from "../server.ts";

vi.hoisted(() => vi.stubGlobal("navigator", { languages: ["en-US"], language: "en-US", onLine: true }));

const WHEN = "2026-11-22T12:00:00-05:00";
const review: Write = { kind: "card_review", entity: "018f0000-0000-7000-8000-00000000c001", body: { key: "0a1b2c3d4e", card_id: "c1", rating: 3, occurred_at: WHEN } };
const reflection: Write = {
  kind: "reflection", entity: "018f0000-0000-7000-8000-00000000c002",
  body: { key: "0a1b2c3d4e", prompt_id: "r1", prompt: "What helps?", words: "A walk", shared_with: "nobody", reader_id: null, occurred_at: WHEN },
};

describe("what somebody wrote or answered about a text", () => {
  let server: TestServer, id: string, db: Awaited<ReturnType<typeof newPerson>>["db"];
  beforeEach(async () => {
    server = new TestServer();
    await server.open();
    ({ id, db } = await newPerson());
  });
  afterEach(() => server.close());

  it("waits for a network, is sent once, and is kept among what was sent", async () => {
    for (const write of [review, reflection]) await addToOutbox(db, id, write);
    server.script = () => "hang up";
    expect(await flush(db, id, true)).toBe("paused");
    expect(await db.count("outbox")).toBe(2);
    server.script = () => undefined;
    expect(await flush(db, id, true)).toBe("done");
    expect([...server.rows.keys()]).toEqual([review.entity, reflection.entity]);
    expect((await db.getAll("sent")).map(({ kind }) => kind).sort()).toEqual(["card_review", "reflection"]);
    expect(isOwn(review) && isOwn(reflection)).toBe(true);
  });
  it("stays here where the answer is about another card or another reflection", async () => {
    for (const write of [review, reflection]) await addToOutbox(db, id, write);
    server.script = () => ({ status: 200, body: { id: "another", key: "0a1b2c3d4e", card_id: "c2", prompt_id: "r2", due_on: "2026-11-25" } });
    await flush(db, id, true);
    expect(await db.count("outbox")).toBe(2);
  });
});

describe("after a check-in", () => {
  const form = { acts_at_once: [{ item: "9", at_least: 1 }] } as never;
  it("nothing light follows an answer that acted at once, also one that has left already", () => {
    expect(isHard({ answers: { craving: 2, use: "no" }, forms: [] })).toBe(false);
    expect(isHard({ answers: { craving: 2, use: "no" }, forms: [{ form, due_on: null, answers: { "9": 0, "1": 3 } }] })).toBe(false);
    expect(isHard({ answers: {}, forms: [{ form, due_on: null, answers: { "9": 1 }, gone: "x" }] })).toBe(true);
  });
  it("nothing light follows a strong craving, use, or the words that somebody may use", () => {
    for (const answers of [{ craving: 7 }, { use: "yes" }, { use: "rather_not_say" }, { may_use: true }] as const) expect(isHard({ answers, forms: [] })).toBe(true);
    expect(isHard({ answers: {}, forms: [], may_use_told: "x" })).toBe(true);
  });
});

describe("the row on Today", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const given = { for: "level", by: null, at: "2026-11-20T12:00:00Z", due_on: null, line: null, week: 2, is_now: true } as const;
  const item = (key: string, part: { assigned?: typeof given; read_at?: string } = {}) => {
    const reading = part.read_at ? { digest: key, block: 3, began_at: part.read_at, read_at: part.read_at, finished_at: null } : null;
    return { row: { key, digest: key, minutes: 5, assigned: part.assigned ?? null }, reading, state: reading ? "begun" : "new" } as OnShelf;
  };
  it("goes on with what was begun lately, else says that there is something this week, never how much", () => {
    const items = [item("given", { assigned: given }), item("begun", { read_at: "2026-11-20T12:00:00Z" })];
    expect(readingRow({ items, week: 2 }, now)).toEqual({ kind: "go_on", key: "begun" });
    expect(readingRow({ items: items.slice(0, 1), week: 2 }, now)).toEqual({ kind: "this_week" });
  });
  it("does not bring up what has lain for weeks, nor weeks that are over", () => {
    expect(readingRow({ items: [item("old", { read_at: "2026-10-01T12:00:00Z" })], week: 2 }, now)).toBeNull();
    expect(readingRow({ items: [item("given", { assigned: given })], week: 5 }, now)).toBeNull();
  });
  it("brings up nothing of a level to whoever is at none any more", () => {
    const begun = item("begun", { assigned: given, read_at: "2026-10-01T12:00:00Z" });
    expect(readingRow({ items: [item("given", { assigned: given }), begun], week: null }, now)).toBeNull();
    expect(readingRow({ items: [begun], week: 2 }, now)).toEqual({ kind: "go_on", key: "begun" });
  });
});
