import { beforeEach, describe, expect, it } from "vitest";
import { mergeEntries } from "../../src/client/entries/merge.ts";
import { changesOf, isSame, whole } from "../../src/client/craving_logs/content.ts";
import { beginRide, courseOf, elapsed, isDue, isLeft, type Ride, untilNext } from "../../src/client/craving_logs/wave.ts";
import { en, es } from "../../src/client/craving_logs/words.ts";
import { en as patternsEn, es as patternsEs } from "../../src/client/craving_logs/patternWords.ts";
import { feltOf } from "../../src/client/craving_logs/felt.ts";
import type { CravingLog } from "../../src/api/cravings.ts";
import { craving, newPhone } from "../phone.ts";

const START = 1_800_000_000_000;
const MIN = 60_000;
const CONTENT = whole({ intensity: 8, triggers: [], note: null });
const ride = (...ratings: [number, number][]): Ride => ({
  ...beginRide("log", CONTENT, START), ratings: ratings.map(([minutes, intensity]) => ({ id: `r${minutes}`, at: START + minutes * MIN, minutes, intensity })),
});
const at = (minutes: number) => START + minutes * MIN;

beforeEach(newPhone);

describe("a ride", () => {
  it("asks at five, ten and twenty minutes of the wall clock, however long nobody looked", () => {
    expect([0, 4.9, 5, 9].map((minutes) => isDue(ride(), at(minutes)))).toEqual([false, false, true, true]);
    const rated = ride([5, 6]);
    expect([6, 9.9, 10, 14].map((minutes) => isDue(rated, at(minutes)))).toEqual([false, false, true, true]);
    expect(isDue(ride([13, 4]), at(14))).toBe(false);
    expect(isDue(ride([13, 4]), at(20))).toBe(true);
    expect(isDue(ride([21, 2]), at(90))).toBe(false);
  });
  it("does not ask what was said a moment ago", () => {
    expect(isDue(ride([4, 6]), at(5))).toBe(false);
    expect(isDue(ride([3, 6]), at(5))).toBe(true);
  });
  it("knows when it asks next, and when no more", () => {
    expect([0, 7, 10, 19].map((minutes) => untilNext(ride(), at(minutes)))).toEqual([5 * MIN, 3 * MIN, 10 * MIN, MIN]);
    expect(untilNext(ride(), at(20))).toBeNull();
  });
  it("survives a clock that is set back", () => {
    expect(elapsed(ride(), START - 3_600_000)).toBe(0);
    expect(isDue(ride(), START - 3_600_000)).toBe(false);
  });
  it("is over by itself after two hours, and not before", () => {
    expect([119, 121].map((minutes) => isLeft(ride(), at(minutes)))).toEqual([false, true]);
  });
  it("is drawn from the number it began with", () => {
    expect(courseOf(ride([5, 6], [10, 3]))).toEqual([{ minutes: 0, intensity: 8 }, { minutes: 5, intensity: 6 }, { minutes: 10, intensity: 3 }]);
  });
});

const when = { occurred_at: "2026-11-21T20:00:00-05:00", zone: "America/New_York" };
const queued = (kind: string, entity: string, body: object, part: object = {}) =>
  ({ kind, entity, body: { ...when, ...body }, id: entity, owner: "o", seq: 1, made_at: 5, held_until: null, tries: 0, next_try_at: 0, refusal: null, ...part }) as never;
const log = (part: Partial<CravingLog> = {}): CravingLog => ({
  ...CONTENT, ...when, id: "a", happened_at: when.occurred_at, received_at: when.occurred_at, time_uncertain: false, ratings: [], corrected_at: null,
  corrections: [], original: null, response: null, ...part,
});

describe("what this phone has changed", () => {
  const change = queued("craving_correction", "c", { log_id: "a", after: { ...CONTENT, intensity: 3 } });
  const rating = queued("craving_rating", "r", { log_id: "a", intensity: 2, minutes: 10 });
  it("is shown at once, with what was said first beside it", () => {
    const [entry] = mergeEntries({ queued: [], sent: [] }, [log()], [], [change, rating]);
    expect(entry).toMatchObject({ state: "waiting", body: { intensity: 3 }, original: { intensity: 8 }, ratings: [{ minutes: 10, intensity: 2 }] });
  });
  it("is not counted twice once the server has it", () => {
    const there = log({ intensity: 3, corrections: ["c"], original: CONTENT, ratings: [{ id: "r", intensity: 2, minutes: 10, happened_at: "" }] });
    const [entry] = mergeEntries({ queued: [], sent: [change, rating] }, [there], []);
    expect(entry).toMatchObject({ state: "sent", body: { intensity: 3 }, original: { intensity: 8 } });
    expect(entry?.kind === "craving_log" && entry.ratings).toHaveLength(1);
    expect(feltOf([there], [change, rating])[0]).toMatchObject({ intensity: 3, ratings: [{ minutes: 10 }] });
  });
  it("counts in the patterns while it waits, also for an entry that waits itself", () => {
    const own = { ...craving(8), entity: "a" };
    const [one] = feltOf([], [queued(own.kind, "a", own.body), change, rating]);
    expect(one).toMatchObject({ id: "a", intensity: 3, ratings: [{ minutes: 10, intensity: 2 }] });
  });
  it("is not shown where the server refused it", () => {
    const refused = queued("craving_correction", "c", { log_id: "a", after: { ...CONTENT, intensity: 3 } }, { refusal: { status: 422, code: "invalid", at: 0 } });
    expect(mergeEntries({ queued: [], sent: [] }, [log()], [], [refused])[0]).toMatchObject({ body: { intensity: 8 }, original: null });
  });
  it("can be read from a page that an older version kept", () => {
    const { ratings: _r, corrections: _c, original: _o, response: _p, ...older } = log();
    expect(mergeEntries({ queued: [], sent: [] }, [older as never], [])[0]).toMatchObject({ ratings: [], original: null });
  });
  it("is the last one made, whatever the order it is found in", () => {
    const later = queued("craving_correction", "d", { log_id: "a", after: { ...CONTENT, intensity: 1 } }, { made_at: 9 });
    expect(changesOf("a", [later, change]).map((one) => one.intensity)).toEqual([3, 1]);
  });
  it("is no change when it says the same", () => {
    expect(isSame(CONTENT, { intensity: 8, triggers: [], note: null })).toBe(true);
    expect(isSame(CONTENT, { ...CONTENT, place: "home" })).toBe(false);
  });
});

describe.each([["after the number", en, es], ["of the patterns", patternsEn, patternsEs]] as const)("the words %s", (_name, english, spanish) => {
  const fills = (entry: unknown) => [...new Set([...JSON.stringify(entry).matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();
  it("are all there in Spanish, filled in with the same things", () => {
    const other = spanish as Record<string, unknown>;
    expect(Object.keys(other).sort()).toEqual(Object.keys(english).sort());
    for (const [key, entry] of Object.entries(english)) expect([key, fills(other[key])]).toEqual([key, fills(entry)]);
  });
  it("never promise how long it takes", () => {
    expect(JSON.stringify([english, spanish])).not.toMatch(/always|siempre pasan? en|20 min/i);
  });
});
