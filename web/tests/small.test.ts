import { describe, expect, it } from "vitest";
import { waitFrom } from "../src/api/call.ts";
import { mergeEntries } from "../src/client/entries/merge.ts";
import { newId } from "../src/ids.ts";
import { LONGEST_WAIT_MS, waitAfter } from "../src/offline/pace.ts";
import type { Operation } from "../src/offline/operations.ts";
import { craving } from "./phone.ts";

describe("pace", () => {
  it("waits longer after each failure and never longer than a quarter of an hour", () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => waitAfter(failures, 0.5))).toEqual([5000, 15_000, 60_000, 300_000, 900_000, 900_000]);
    expect(waitAfter(9, 1)).toBe(LONGEST_WAIT_MS);
    expect(waitAfter(1, 0)).toBe(4000);
  });
  it("understands both forms of Retry-After and no other", () => {
    expect(waitFrom("120")).toBe(120_000);
    expect(waitFrom("Sat, 21 Nov 2026 20:02:00 GMT", Date.parse("2026-11-21T20:00:00Z"))).toBe(120_000);
    expect(waitFrom("soon")).toBeNull();
    expect(waitFrom(null)).toBeNull();
  });
});

describe("ids", () => {
  it("are version 7, in the order of time, and different", () => {
    const [early, late] = [newId(1_000_000_000_000), newId(1_700_000_000_000)];
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(early < late).toBe(true);
    expect(parseInt(late.replace("-", "").slice(0, 12), 16)).toBe(1_700_000_000_000);
    expect(new Set(Array.from({ length: 1000 }, () => newId(1))).size).toBe(1000);
  });
});

describe("my entries", () => {
  const queued = (part: Partial<Operation>) => ({ ...craving(5), id: "x", owner: "o", seq: 1, made_at: 0, held_until: null, tries: 0, next_try_at: 0, refusal: null, ...part }) as never;
  it("shows one entry once, in the state that is nearest to the person", () => {
    const op = queued({ entity: "a" }) as Operation;
    const log = { ...craving(5).body, id: "a", received_at: "", time_uncertain: false } as never;
    expect(mergeEntries({ queued: [op as never], sent: [] }, [log], []).map((entry) => entry.state)).toEqual(["waiting"]);
    expect(mergeEntries({ queued: [], sent: [{ ...op, sent_at: 1 } as never] }, [log], []).map((entry) => entry.state)).toEqual(["sent"]);
  });
  it("tells held, waiting and refused apart", () => {
    const refusal = { status: 422, code: "invalid", at: 0 };
    const states = mergeEntries({ queued: [queued({ entity: "a", held_until: 5 }), queued({ entity: "b" }), queued({ entity: "c", refusal })], sent: [] }, [], []);
    expect(states.map((entry) => entry.state).sort()).toEqual(["held", "refused", "waiting"]);
  });
});
