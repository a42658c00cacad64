import { beforeEach, describe, expect, it } from "vitest";
import type { FlagCode, Me, ReviewItem } from "../../src/api/types.ts";
import { shortFlag } from "../../src/desk/check_ins/flags.ts";
import { afterDone, flagsOf, keyOf, neighbour, oldest, urgencyOf, without } from "../../src/desk/check_ins/order.ts";
import { drafts, keepDraft, keepLooked, looked, NOTHING, waiting } from "../../src/desk/check_ins/sitting.ts";
import { spanOf } from "../../src/desk/ui/ago.ts";
import { who } from "../../src/person.ts";

function item(client: string, id: string, codes: FlagCode[] = [], waiting_since = "2026-11-21T12:00:00Z"): ReviewItem {
  const answers = { mood: 5, craving: 5, sleep: 5, difficulty: 2, halt: [], use: "no", line: null } as const;
  return {
    check_in: { id, on_day: "2026-11-21", occurred_at: waiting_since, received_at: waiting_since, time_uncertain: false, answers: { ...answers, halt: [] } },
    client: { id: client, shown_name: client }, waiting_since, forms: [], task: null, changed: [],
    flags: codes.map((code) => ({ key: code, code, measure: "", reason: code, rating: null })),
  };
}
const me = (id: string): Me => ({ id, shown_name: id, sign_in_name: id, roles: ["provider"], home: "desk", language: "en", time_zone: "UTC" }) as Me;

describe("the order of the desk", () => {
  const [one, two, three] = [item("fern", "1"), item("sol", "1"), item("sol", "2")];
  const items = [one, two, three];
  it("tells check-ins of two clients apart that have the same id", () => {
    expect(neighbour(items, keyOf(two), 1)).toBe(three);
    expect(without(items, keyOf(two))).toEqual([one, three]);
  });
  it("ends at either end", () => {
    expect([neighbour(items, keyOf(one), -1), neighbour(items, keyOf(three), 1)]).toEqual([null, null]);
  });
  it("goes from one that waits no more to the first, and never backwards", () => {
    expect([neighbour(items, "gone/1", 1), neighbour(items, "gone/1", -1)]).toEqual([one, null]);
  });
  it("goes on after the last one done, until nothing is left", () => {
    expect(afterDone(items, keyOf(one))).toBe(two);
    expect(afterDone(items, keyOf(three))).toBe(one);
    expect(afterDone([one], keyOf(one))).toBeNull();
  });
  it("finds what has waited longest wherever it stands", () => {
    expect(oldest([one, item("a", "1", [], "2026-11-20T12:00:00Z"), two])).toBe("2026-11-20T12:00:00Z");
    expect(oldest([])).toBeNull();
  });
  it("says what matters most first, and an unknown flag last but not never", () => {
    const flagged = item("fern", "1", ["backdated", "new_one" as FlagCode, "craving_high", "use"]);
    expect(flagsOf(flagged).map((flag) => flag.code)).toEqual(["use", "craving_high", "backdated", "new_one"]);
  });
});

describe("a flag in a list", () => {
  const answers = item("fern", "1").check_in.answers;
  it("is a word or two with its number", () => {
    expect(shortFlag({ code: "craving_high", reason: "Craving 8 of 10" }, answers)).toBe("Craving 5");
    expect(shortFlag({ code: "self_harm", reason: "Item 9" }, null)).toBe("Thoughts of self-harm");
  });
  it("keeps the server's words where the code is new, or there is no number", () => {
    expect(shortFlag({ code: "quiet" as FlagCode, reason: "No check-in for 5 days" }, answers)).toBe("No check-in for 5 days");
    expect(shortFlag({ code: "mood_low", reason: "Mood 1 of 10" }, null)).toBe("Mood 1 of 10");
  });
});

describe("how soon", () => {
  const task = { id: "t", urgency: "now", due_at: "2026-11-21T13:00:00Z", owner: null, is_mine: false, state: "waiting", overdue: false, hops: 0 } as const;
  it("is what its task says, while that is open", () => {
    expect(urgencyOf({ ...item("fern", "1"), task })).toBe("now");
    expect(urgencyOf({ ...item("fern", "1"), task: { ...task, state: "answered" } })).toBe("soon");
    expect(urgencyOf(item("fern", "1"))).toBe("soon");
  });
});

describe("what is under way in a sitting", () => {
  beforeEach(() => {
    who.value = { state: "out", ended: false };
    who.value = { state: "in", me: me("ana") };
    keepDraft("fern/1", { ...NOTHING, note: "call back", line: "" });
  });
  it("never passes to somebody else who signs in here", () => {
    who.value = { state: "out", ended: true };
    who.value = { state: "in", me: me("robin") };
    expect(drafts.value.size).toBe(0);
  });
  it("is gone after signing out on purpose", () => {
    keepLooked({ item: item("fern", "2"), at: "2026-11-21T12:00:00Z", kept: { ...NOTHING, note: "", line: "" } });
    waiting.value = 3;
    who.value = { state: "out", ended: false };
    expect([drafts.value.size, looked.value.length, waiting.value]).toEqual([0, 0, null]);
  });
  it("outlives a sign-in that ends in the middle of a sentence", () => {
    who.value = { state: "out", ended: true };
    who.value = { state: "in", me: me("ana") };
    expect(drafts.value.get("fern/1")).toEqual({ ...NOTHING, note: "call back", line: "" });
  });
  it("is no draft once it is empty again or the same as what was saved", () => {
    keepDraft("fern/1", { ...NOTHING, note: "", line: "" });
    keepDraft("sol/1", { ...NOTHING, note: "as before", line: "" }, { ...NOTHING, note: "as before", line: "" });
    expect(drafts.value.size).toBe(0);
  });
  it("lists one that was changed afterwards once", () => {
    keepLooked({ item: item("fern", "1"), at: "2026-11-21T12:00:00Z", kept: { ...NOTHING, note: "a", line: "" } });
    keepLooked({ item: item("fern", "1"), at: "2026-11-21T12:00:00Z", kept: { ...NOTHING, note: "b", line: "" } });
    expect([looked.value.length, looked.value[0]?.kept.note, drafts.value.size]).toEqual([1, "b", 0]);
  });
});

describe("how long ago", () => {
  const [minute, hour] = [60_000, 3_600_000];
  it("is said in minutes, then hours, then days, and never in the future", () => {
    expect(spanOf(59 * minute)).toEqual([59, "minute"]);
    expect(spanOf(47 * hour)).toEqual([47, "hour"]);
    expect(spanOf(48 * hour)).toEqual([2, "day"]);
    expect(spanOf(-5 * minute)).toEqual([0, "minute"]);
  });
});
