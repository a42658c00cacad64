import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Did } from "../../src/api/cravings.ts";
import type { Me } from "../../src/api/types.ts";
import { whole } from "../../src/client/craving_logs/content.ts";
import { beginRide, type Ride } from "../../src/client/craving_logs/wave.ts";
import { draft } from "../../src/offline/drafts.ts";
import { newPerson } from "../phone.ts";

// Before the files below are loaded: one of them looks at once whether there is a network.
vi.stubGlobal("navigator", { onLine: false });
vi.stubGlobal("document", { documentElement: {}, visibilityState: "hidden" });
vi.stubGlobal("fetch", () => Promise.reject(new TypeError()));

const { changeRide, dropRide, keepRide, rateRide, readRide, riding } = await import("../../src/client/craving_logs/ride.ts");
const { caller } = await import("../../src/api/call.ts");
const { who } = await import("../../src/person.ts");

const skill = (key: string): Did => ({ key, text: key });
const trying = (key: string) => changeRide("log", (now) => ({ ...now, tried: [...now.tried, skill(key)] }));
let db: Awaited<ReturnType<typeof newPerson>>["db"];
let ride: Ride;
beforeEach(async () => {
  const person = await newPerson();
  db = person.db;
  caller.person = person.id;
  who.value = { state: "in", me: { id: person.id } as Me };
  ride = beginRide("log", whole({ intensity: 8, triggers: [], note: null }));
  await keepRide(ride);
});
afterEach(() => {
  who.value = { state: "out", ended: false };
  caller.person = null;
});

describe("what is said of a wave at the same time", () => {
  it("is all there: two chips, a number and 'may use'", async () => {
    await Promise.all([
      trying("walk"),
      rateRide(ride, 5),
      trying("call"),
      changeRide("log", (now) => ({ ...now, content: { ...now.content, may_use: true } })),
    ]);
    const now = riding.value;
    expect(now?.tried.map((one) => one.key)).toEqual(["walk", "call"]);
    expect([now?.ratings.map((one) => one.intensity), now?.content.may_use]).toEqual([[5], true]);
    expect(await draft<Ride>(db, "wave")).toEqual(now);
  });
  it("is not on the screen before it is on the disk", async () => {
    const change = trying("walk");
    expect(riding.value?.tried).toEqual([]);
    await change;
    expect(riding.value?.tried).toEqual([skill("walk")]);
  });
  it("is not put back by a reading that began before it", async () => {
    await Promise.all([readRide(), trying("walk")]);
    expect(riding.value?.tried).toEqual([skill("walk")]);
  });
  it("neither brings back a wave that is over nor goes to another one", async () => {
    await Promise.all([dropRide(), trying("walk")]);
    expect([riding.value, await draft(db, "wave")]).toEqual([null, null]);
    await Promise.all([keepRide({ ...ride, log: "other" }), trying("walk")]);
    expect(riding.value?.tried).toEqual([]);
  });
});
