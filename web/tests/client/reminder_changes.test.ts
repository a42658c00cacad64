import { useState } from "preact/hooks";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ReminderChoices, ReminderSettings } from "../../src/api/types.ts";
import { drawn } from "./drawn.ts";

vi.stubGlobal("navigator", { onLine: true });
vi.stubGlobal("document", { documentElement: {} });
vi.stubGlobal("addEventListener", () => undefined);
vi.stubGlobal("fetch", (_url: string, init: { body: string }) =>
  new Promise((resolve, reject) => {
    const body = JSON.parse(init.body) as ReminderChoices;
    asked.push({
      body,
      take: () => resolve(new Response(JSON.stringify({ ...START, ...body }), { headers: { "Content-Type": "application/json" } })),
      lose: () => reject(new TypeError()),
    });
  }));

const { useChanges } = await import("../../src/client/reminders/useChanges.ts");

const START: ReminderSettings = {
  check_in: { enabled: true, local_time: "19:00", days: ["mon"] }, sessions: { enabled: false, minutes_before: [] },
  quiet_hours: null, paused_until: null, time_zone: "America/New_York", next: [],
};
const QUIET = { from: "22:00", until: "08:00" };
const SESSIONS = { enabled: true, minutes_before: [60] };
let asked: { body: ReminderChoices; take: () => void; lose: () => void }[] = [];
beforeEach(() => { asked = []; });

function screen() {
  return drawn(() => {
    const [value, put] = useState(START);
    return { ...useChanges({ value, put }), read: put };
  });
}
/** Long enough for an answer to be read and drawn. */
const soon = () => new Promise((done) => setTimeout(done, 20));

describe("changes to what one is reminded of", () => {
  it("go one after the other, and the last one asks for all of it", async () => {
    const { now } = screen();
    now().change({ quiet_hours: QUIET });
    await soon();
    now().change({ sessions: SESSIONS });
    now().change({ paused_until: "2026-12-01T10:00:00Z" });
    await soon();
    expect(asked.map(({ body }) => body.quiet_hours)).toEqual([QUIET]);
    asked[0]?.take();
    await soon();
    expect(asked.map(({ body }) => body.paused_until)).toEqual([null, "2026-12-01T10:00:00Z"]);
    expect(asked[1]?.body).toMatchObject({ quiet_hours: QUIET, sessions: SESSIONS });
  });
  it("stay as they were tapped through an answer to the one before and a reading from before", async () => {
    const { now } = screen();
    now().change({ quiet_hours: QUIET });
    await soon();
    now().change({ sessions: SESSIONS });
    asked[0]?.take();
    await soon();
    now().read(START);
    await soon();
    expect(now().value).toMatchObject({ quiet_hours: QUIET, sessions: SESSIONS });
  });
  it("are not said to have failed when a later one took them along", async () => {
    const { now } = screen();
    now().change({ quiet_hours: QUIET });
    await soon();
    now().change({ sessions: SESSIONS });
    asked[0]?.lose();
    await soon();
    expect(now().problem).toBe(false);
    asked[1]?.take();
    await soon();
    expect([now().problem, now().value?.quiet_hours, now().value?.sessions]).toEqual([false, QUIET, SESSIONS]);
  });
  it("go back to what the server knows when the last one failed, and say so", async () => {
    const { now } = screen();
    now().change({ quiet_hours: QUIET });
    await soon();
    now().change({ sessions: SESSIONS });
    asked[0]?.take();
    await soon();
    asked[1]?.lose();
    await soon();
    expect([now().problem, now().value?.quiet_hours, now().value?.sessions]).toEqual([true, QUIET, START.sessions]);
  });
});
