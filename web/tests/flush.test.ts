import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { flush, pauseOf } from "../src/offline/flush.ts";
import { addToOutbox } from "../src/offline/outbox.ts";
import { LONGEST_WAIT_MS } from "../src/offline/pace.ts";
import { craving, newPerson } from "./phone.ts";
import { problem, TestServer } from "./server.ts";

let server: TestServer;
let id: string;
let db: Awaited<ReturnType<typeof newPerson>>["db"];
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  server = new TestServer();
  await server.open();
  ({ id, db } = await newPerson());
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  await server.close();
});
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const left = () => db.getAllFromIndex("outbox", "seq");

describe("what does not leave the phone", () => {
  it("keeps everything and asks for a sign-in when the server wants one (S-18)", async () => {
    const [first, second] = [craving(), craving()];
    await addToOutbox(db, id, first);
    await addToOutbox(db, id, second);
    server.script = () => (server.asked.length > 1 ? problem(401, "sign_in_needed") : undefined);
    expect(await flush(db, id, true)).toBe("sign_in_needed");
    expect((await left()).map((op) => op.id)).toEqual([second.entity]);
    expect(server.asked).toHaveLength(2);
  });

  it("stops when the cookie is somebody else's, and refuses nothing (S-33)", async () => {
    await addToOutbox(db, id, craving());
    server.script = () => problem(409, "other_person");
    expect(await flush(db, id, true)).toBe("other_person");
    expect((await left())[0]?.refusal).toBeNull();
  });

  it("never sends what belongs to somebody else, even from this database (S-34)", async () => {
    await addToOutbox(db, "018f0000-0000-7000-8000-fffffffffffe", craving());
    await flush(db, id, true);
    expect(server.asked).toHaveLength(0);
    expect((await left())[0]?.refusal).toMatchObject({ code: "other_person" });
  });

  it("takes a captive portal's page for no answer (S-23)", async () => {
    await addToOutbox(db, id, craving());
    server.script = () => ({ status: 200, html: "<html>Welcome to the hotel</html>" });
    expect(await flush(db, id, true)).toBe("paused");
    expect(await left()).toHaveLength(1);
  });

  it("is not taken in by a page that only looks like an answer", async () => {
    const entry = craving();
    await addToOutbox(db, id, entry);
    server.script = () => ({ status: 200, html: JSON.stringify({ id: entry.entity }) });
    expect(await flush(db, id, true)).toBe("paused");
    expect(await left()).toHaveLength(1);
  });

  it("takes an old answer about another entry for no answer (S-24)", async () => {
    await addToOutbox(db, id, craving());
    server.script = () => ({ status: 200, body: { id: "018f0000-0000-7000-8000-000000000999" } });
    expect(await flush(db, id, true)).toBe("paused");
    expect(await left()).toHaveLength(1);
  });

  it.each([400, 403, 404, 409, 410, 413, 422])("puts what was refused with %i into the tray and sends the rest (S-20)", async (status) => {
    const [bad, good] = [craving(), craving()];
    await addToOutbox(db, id, bad);
    await addToOutbox(db, id, good);
    server.script = (asked) => (asked.path.includes(bad.entity) ? problem(status, "invalid") : undefined);
    expect(await flush(db, id, true)).toBe("done");
    expect((await left()).map((op) => [op.id, op.refusal?.status])).toEqual([[bad.entity, status]]);
    expect(server.rows.has(good.entity)).toBe(true);
  });

  it("keeps the first when the same number comes with other words (S-03)", async () => {
    const entry = craving(4);
    server.rows.set(entry.entity, { ...entry.body, intensity: 9 });
    await addToOutbox(db, id, entry);
    await flush(db, id, true);
    expect((await left())[0]?.refusal).toMatchObject({ status: 422, code: "op_reused" });
    expect(server.rows.get(entry.entity)).toMatchObject({ intensity: 9 });
  });
});

describe("a sign of having seen something", () => {
  it("is let go when the server does not know the thing any more: there are no words to lose", async () => {
    await addToOutbox(db, id, { kind: "reminder_seen", entity: "018f0000-0000-7000-8000-000000000c02", body: {} });
    server.script = () => problem(404, "not_found");
    expect(await flush(db, id, true)).toBe("done");
    expect(await left()).toHaveLength(0);
  });
});

describe("waiting", () => {
  it("asks nothing for as long as the server said, however hard somebody presses (S-21)", async () => {
    await addToOutbox(db, id, craving());
    server.script = () => ({ ...problem(429, "too_many_requests"), headers: { "Retry-After": "120" } });
    await flush(db, id, true);
    later(119_000);
    expect(await flush(db, id, true)).toBe("paused");
    expect(server.asked).toHaveLength(1);
    later(2000);
    server.script = () => undefined;
    expect(await flush(db, id, false)).toBe("done");
    expect(await left()).toHaveLength(0);
  });

  it("tries at most 40 times in six hours of an ailing server (S-22)", async () => {
    await addToOutbox(db, id, craving());
    server.script = () => problem(503, "unavailable");
    const end = Date.now() + 6 * 3_600_000;
    while (Date.now() < end) {
      await flush(db, id, false);
      const wait = ((await pauseOf(db))?.until ?? 0) - Date.now();
      expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      later(wait);
    }
    expect(server.asked.length).toBeLessThanOrEqual(40);
    expect(await left()).toHaveLength(1);
  });

  it("lets a press override its own waiting", async () => {
    await addToOutbox(db, id, craving());
    server.script = () => "hang up";
    await flush(db, id, true);
    server.script = () => undefined;
    expect(await flush(db, id, false)).toBe("paused");
    expect(await flush(db, id, true)).toBe("done");
  });

  it("does not let one entry the server trips over hold up the others", async () => {
    const [bad, good] = [craving(), craving()];
    await addToOutbox(db, id, bad);
    await addToOutbox(db, id, good);
    server.script = (asked) => (asked.path.includes(bad.entity) ? problem(500, "unknown") : undefined);
    await flush(db, id, true);
    expect((await left()).map((op) => op.id)).toEqual([bad.entity]);
    expect(server.rows.has(good.entity)).toBe(true);
  });
});

describe("what arrives", () => {
  it("is one row when the first answer was lost on the way (S-01)", async () => {
    const entry = craving();
    await addToOutbox(db, id, entry);
    server.script = () => "store, then hang up";
    expect(await flush(db, id, true)).toBe("paused");
    server.script = () => undefined;
    expect(await flush(db, id, true)).toBe("done");
    expect(server.rows.size).toBe(1);
    expect(await left()).toHaveLength(0);
    expect(await db.count("sent")).toBe(1);
  });

  it("is sent once when two tabs flush together (S-39)", async () => {
    for (let count = 0; count < 5; count += 1) await addToOutbox(db, id, craving());
    const results = await Promise.all([flush(db, id, true), flush(db, id, true)]);
    expect(results).toContain("busy");
    expect(server.asked).toHaveLength(5);
  });

  it("is taken over when the tab that held the lease died (S-40)", async () => {
    vi.stubGlobal("navigator", { onLine: true }); // a browser without Web Locks
    await addToOutbox(db, id, craving());
    await db.put("facts", { name: `outbox:${id}`, value: { holder: "a dead tab", until: Date.now() + 30_000 } });
    expect(await flush(db, id, true)).toBe("busy");
    later(30_001);
    expect(await flush(db, id, true)).toBe("done");
  });

  it("says whose it is and what the phone's clock says", async () => {
    await addToOutbox(db, id, craving());
    await flush(db, id, true);
    expect(server.asked[0]).toMatchObject({ method: "PUT", person: id, sentAt: new Date().toISOString() });
  });

  it("is only ever an entry or a sign of having seen one: no passphrase, no setting (S-57)", async () => {
    await addToOutbox(db, id, craving());
    await addToOutbox(db, id, { kind: "check_in", entity: "018f0000-0000-7000-8000-000000000c01", body: { on_day: "2026-11-21", occurred_at: "", zone: "UTC", answers: { mood: 1, craving: 1, sleep: 1, difficulty: 1, halt: [], use: "no", line: null } } });
    await addToOutbox(db, id, { kind: "reminder_seen", entity: "018f0000-0000-7000-8000-000000000c02", body: {} });
    await addToOutbox(db, id, { kind: "review_seen", entity: "018f0000-0000-7000-8000-000000000c03", body: {} });
    expect(await flush(db, id, true)).toBe("done");
    expect(server.asked.map((one) => one.path.replace(/[0-9a-f-]{36}/, "{id}"))).toEqual([
      "/api/craving-logs/{id}", "/api/check-ins/{id}", "/api/reminders/{id}/acknowledgement", "/api/check-ins/{id}/review-seen",
    ]);
    expect(await left()).toHaveLength(0);
  });

  it("is everything, after weeks without a network (S-16, S-17)", async () => {
    for (let count = 0; count < 100; count += 1) await addToOutbox(db, id, craving());
    later(30 * 86_400_000);
    expect(await flush(db, id, true)).toBe("done");
    expect(server.rows.size).toBe(100);
  });
});
