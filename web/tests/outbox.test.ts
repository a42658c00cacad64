import { beforeEach, describe, expect, it } from "vitest";
import { erasePerson, nameFor, personDatabase, STORES } from "../src/offline/database.ts";
import { noticeEpoch } from "../src/offline/epoch.ts";
import { addToOutbox, amendHeld, discard, dueOperations, HOLD_MS, markLater, markRefused, markSent, release, RESEND_WINDOW_MS, settle, tryAgain, undo, withdraw, withdrawUntried } from "../src/offline/outbox.ts";
import { craving, newPerson } from "./phone.ts";

let id: string;
let db: Awaited<ReturnType<typeof newPerson>>["db"];
beforeEach(async () => {
  ({ id, db } = await newPerson());
});

describe("the outbox", () => {
  it("does not take the same entry twice, however often it is tapped", async () => {
    const entry = craving();
    await Promise.all(Array.from({ length: 10 }, () => addToOutbox(db, id, entry)));
    expect(await db.count("outbox")).toBe(1);
  });

  it("does not let a second tap change what the first one wrote", async () => {
    const entry = craving(3);
    await addToOutbox(db, id, entry);
    await addToOutbox(db, id, { ...entry, body: { ...entry.body, intensity: 9 } } as typeof entry);
    expect((await db.get("outbox", entry.entity))?.body).toMatchObject({ intensity: 3 });
  });

  it("has the entry when the tab was killed right after saving (S-29)", async () => {
    const entry = craving();
    await addToOutbox(db, id, entry, { held: true });
    db.close();
    const reopened = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open(nameFor(id));
      request.onsuccess = () => done(request.result);
    });
    const rows = await new Promise<unknown[]>((done) => {
      const request = reopened.transaction("outbox").objectStore("outbox").getAll();
      request.onsuccess = () => done(request.result);
    });
    expect(rows).toHaveLength(1);
  });

  it("writes with strict durability, because the default may answer before the disk has it (S-30)", async () => {
    const seen: unknown[] = [];
    const real = db.transaction.bind(db);
    const watched = new Proxy(db, {
      get: (target, name) => (name === "transaction" ? (...args: Parameters<typeof real>) => { seen.push(args[2]); return real(...args); } : Reflect.get(target, name)),
    });
    await addToOutbox(watched, id, craving());
    expect(seen).toEqual([{ durability: "strict" }]);
  });

  it("keeps the order in which things were written, whatever the clock says", async () => {
    const entries = [craving(1), craving(2), craving(3)];
    for (const [index, entry] of entries.entries()) await addToOutbox(db, id, entry, { now: 1_000_000 - index });
    expect((await dueOperations(db)).map((op) => op.entity)).toEqual(entries.map((entry) => entry.entity));
  });
});

describe("a held entry", () => {
  it("is not sent while it is held, and is sent by itself when its tab has died", async () => {
    await addToOutbox(db, id, craving(), { held: true, now: 1000 });
    expect(await dueOperations(db, 1000 + HOLD_MS - 1)).toHaveLength(0);
    expect(await dueOperations(db, 1000 + HOLD_MS)).toHaveLength(1);
  });

  it("can be completed, and then goes with all it has", async () => {
    const entry = craving(7);
    await addToOutbox(db, id, entry, { held: true });
    expect(await amendHeld(db, { ...entry, body: { ...entry.body, note: "after work" } } as typeof entry)).toBe(true);
    expect(await release(db, entry.entity)).toBe(true);
    expect((await dueOperations(db))[0]?.body).toMatchObject({ intensity: 7, note: "after work" });
  });

  it("cannot be changed or taken back once it is on its way", async () => {
    const entry = craving();
    await addToOutbox(db, id, entry, { held: true });
    await release(db, entry.entity);
    expect(await amendHeld(db, entry)).toBe(false);
    expect(await undo(db, entry.entity)).toBe(false);
    expect(await db.count("outbox")).toBe(1);
  });

  it("can be taken back before that", async () => {
    const entry = craving();
    await addToOutbox(db, id, entry, { held: true });
    expect(await undo(db, entry.entity)).toBe(true);
    expect(await db.count("outbox")).toBe(0);
  });

  it("is settled by the attempt to send it", async () => {
    const entry = craving();
    await addToOutbox(db, id, entry, { held: true, now: 0 });
    expect(await settle(db, entry.entity, 10)).toBeNull();
    expect(await settle(db, entry.entity, HOLD_MS)).toMatchObject({ tries: 1, held_until: null });
    expect(await undo(db, entry.entity)).toBe(false);
  });
});

describe("the tray", () => {
  it("keeps what was refused until the person decides", async () => {
    const op = await addToOutbox(db, id, craving());
    await markRefused(db, op, { status: 422, code: "invalid", at: 0 });
    expect(await dueOperations(db)).toHaveLength(0);
    await tryAgain(db, op.id);
    expect(await dueOperations(db)).toHaveLength(1);
    await discard(db, op.id);
    expect(await db.count("outbox")).toBe(0);
  });
});

describe("a server that came back from a backup (S-51)", () => {
  it("gets again what it acknowledged in the last seven days, and nothing older", async () => {
    const now = Date.now();
    const [fresh, old] = [await addToOutbox(db, id, craving(1)), await addToOutbox(db, id, craving(2))];
    await markSent(db, old, now - RESEND_WINDOW_MS - 1000);
    await markSent(db, fresh, now - 1000);
    expect(await noticeEpoch(db, "one")).toBe(0);
    expect(await noticeEpoch(db, "one")).toBe(0);
    expect(await noticeEpoch(db, "two")).toBe(1);
    expect((await dueOperations(db)).map((op) => op.id)).toEqual([fresh.id]);
  });
});

describe("signing out", () => {
  it("leaves nothing of the person on the phone (S-31)", async () => {
    await addToOutbox(db, id, craving());
    await db.put("kept", { key: "today", value: { shown_name: "Robin" }, at: 0 });
    await erasePerson(id);
    expect((await indexedDB.databases()).map((one) => one.name)).not.toContain(nameFor(id));
    const again = await personDatabase(id);
    for (const store of STORES) expect(await again.count(store)).toBe(0);
  });

  it("empties what another tab will not let go of", async () => {
    await addToOutbox(db, id, craving());
    const other = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open(nameFor(id));
      request.onsuccess = () => done(request.result);
    });
    await erasePerson(id);
    const left = await new Promise<unknown[]>((done) => {
      const request = other.transaction("outbox").objectStore("outbox").getAll();
      request.onsuccess = () => done(request.result);
    });
    expect(left).toHaveLength(0);
    other.close();
  });

  it("leaves another person's queue alone (S-35)", async () => {
    const other = await newPerson();
    await addToOutbox(other.db, other.id, craving());
    await erasePerson(id);
    expect(await other.db.count("outbox")).toBe(1);
  });

  it("does not get back what was taken back while it was being sent", async () => {
    for (const outcome of ["refused", "later"] as const) {
      const entry = craving();
      await addToOutbox(db, id, entry);
      const sent = await settle(db, entry.entity);
      expect(await withdraw(db, entry.entity)).toBe("tried");
      if (outcome === "refused") await markRefused(db, sent!, { status: 422, code: "invalid", at: 1 });
      else await markLater(db, sent!, 1);
      expect(await db.get("outbox", entry.entity)).toBeUndefined();
    }
  });

  it("says whether what is taken back may have reached the server", async () => {
    const [fresh, tried, sent] = [craving(), craving(), craving()];
    for (const one of [fresh, tried, sent]) await addToOutbox(db, id, one);
    await settle(db, tried.entity);
    await markSent(db, (await settle(db, sent.entity))!);
    expect(await withdrawUntried(db, tried.entity)).toBe(false);
    expect(await db.getKey("outbox", tried.entity)).toBe(tried.entity);
    expect(await withdraw(db, tried.entity)).toBe("tried");
    expect(await withdraw(db, sent.entity)).toBe("gone");
    expect(await withdrawUntried(db, fresh.entity)).toBe(true);
    expect(await db.count("outbox")).toBe(0);
  });
});
