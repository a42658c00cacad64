import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Me } from "../src/api/types.ts";
import { EMPTY_PLAN } from "../src/client/plan/content.ts";
import { addToOutbox } from "../src/offline/outbox.ts";
import { craving, newPerson } from "./phone.ts";
import { problem, TestServer } from "./server.ts";

// Before the files below are loaded: one of them looks at once whether there is a network.
const page = new EventTarget();
vi.stubGlobal("navigator", { onLine: true });
const screen = { addEventListener: () => undefined, documentElement: {}, visibilityState: "hidden" };
vi.stubGlobal("document", screen);
vi.stubGlobal("addEventListener", page.addEventListener.bind(page));

const { call, caller } = await import("../src/api/call.ts");
const { pauseOf } = await import("../src/offline/flush.ts");
const { keepPlanEdit } = await import("../src/offline/plan.ts");
const { lastFlush, offline, sending, sendNow, startSync, unreached } = await import("../src/offline/sync.ts");
const { who } = await import("../src/person.ts");

let server: TestServer;
let id: string;
let db: Awaited<ReturnType<typeof newPerson>>["db"];
startSync();
beforeEach(async () => {
  server = new TestServer();
  await server.open();
  vi.useFakeTimers({ toFake: ["Date"] });
  ({ id, db } = await newPerson());
  caller.person = id;
  lastFlush.value = "paused";
  who.value = { state: "in", me: { id } as Me };
  await vi.waitFor(() => expect([lastFlush.value, sending.value]).toEqual(["done", false]));
});
afterEach(async () => {
  who.value = { state: "out", ended: false };
  vi.useRealTimers();
  await server.close();
});

const left = () => db.count("outbox");
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
const wait = async () => ((await pauseOf(db))?.until ?? 0) - Date.now();
/** Long enough for a request that should not be made. */
const settled = () => new Promise((done) => setTimeout(done, 100));
const networkIsBack = () => page.dispatchEvent(new Event("online"));

async function failing(times: number): Promise<void> {
  server.script = () => "hang up";
  for (let count = 0; count < times; count += 1) await sendNow();
}

describe("the network has come back", () => {
  it("while a pass that began without it was still failing: the next follows at once", async () => {
    await addToOutbox(db, id, craving());
    await failing(5);
    let fail: () => void = () => undefined;
    const failed = new Promise<never>((_, reject) => {
      fail = () => reject(new TypeError("no network"));
    });
    const real = globalThis.fetch;
    globalThis.fetch = () => failed;
    const slow = sendNow();
    await vi.waitFor(async () => expect((await db.getAll("outbox"))[0]?.tries).toBe(6));

    globalThis.fetch = real;
    server.script = () => undefined;
    networkIsBack();
    expect(await sendNow()).toBe("busy");
    expect(sending.value).toBe(true); // the pass that was turned away is not the one that sends
    fail();
    await slow;
    expect(server.rows.size).toBe(0);
    await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 5000 });
    expect(server.rows.size).toBe(1);
  });

  it("and is not really there yet: the next try comes within seconds, however often it failed before", async () => {
    await addToOutbox(db, id, craving());
    await failing(6);
    expect(await wait()).toBeGreaterThan(600_000);
    const asked = server.asked.length;
    networkIsBack();
    await vi.waitFor(async () => expect(await wait()).toBeLessThan(7000));
    expect(server.asked.length).toBe(asked + 1);
  });

  it("hurries no server that named its time", async () => {
    await addToOutbox(db, id, craving());
    server.script = () => ({ ...problem(503, "unavailable"), headers: { "Retry-After": "120" } });
    await sendNow();
    networkIsBack();
    await settled();
    expect(server.asked).toHaveLength(1);
    expect(await wait()).toBeGreaterThan(110_000);
  });
});

describe("a phone that never noticed it was cut off", () => {
  const read = () => call("GET /api/start", { person: null });

  it("sends what waits once anything can be read again, and not at every reading", async () => {
    await addToOutbox(db, id, craving());
    await failing(5);
    const asked = server.asked.length;
    server.script = ({ method }) => (method === "GET" ? { status: 200, body: {} } : undefined);
    later(30_000);
    await read();
    await settled();
    expect(server.asked.map((one) => one.method).slice(asked)).toEqual(["GET"]);
    later(31_000);
    await read();
    await vi.waitFor(async () => expect(await left()).toBe(0));
  });
});

describe("a change of the plan", () => {
  it("that nobody answered is tried again within seconds", async () => {
    await keepPlanEdit(db, {
      content: EMPTY_PLAN, base: 1, from_draft: null, turn: 1, state: "waiting", made_at: 1, refusal: null,
    });
    const set = vi.spyOn(globalThis, "setTimeout");
    server.script = () => "hang up";
    await sendNow();
    expect(set.mock.calls.map(([, ms]) => ms).filter((ms) => (ms ?? 0) > 3000 && (ms ?? 0) < 7000)).toHaveLength(1);
    set.mockRestore();
  });
});

describe("nobody says that the network has come back", () => {
  it("is found out within a quarter of a minute while somebody has the app before them", async () => {
    await addToOutbox(db, id, craving());
    const planned = vi.spyOn(globalThis, "setTimeout");
    await failing(6);
    expect(await wait()).toBeGreaterThan(60_000);
    const delay = () => planned.mock.calls.at(-1)?.[1] ?? 0;
    expect(delay()).toBeGreaterThan(60_000);
    screen.visibilityState = "visible";
    await failing(1);
    expect(delay()).toBeLessThanOrEqual(15_000);
    screen.visibilityState = "hidden";
    planned.mockRestore();
  });
});

it("says that nothing gets through where the browser believes in a network that leads nowhere", async () => {
  await addToOutbox(db, id, craving());
  expect([offline.value, unreached.value]).toEqual([false, false]);
  await failing(1);
  expect([offline.value, unreached.value]).toEqual([false, true]);
  server.script = () => undefined;
  await sendNow();
  expect([lastFlush.value, unreached.value]).toEqual(["done", false]);
});
