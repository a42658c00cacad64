import { beforeEach, describe, expect, it } from "vitest";
import type { FlagCode, Me, ReviewItem } from "../../src/api/types.ts";
import { shortFlag } from "../../src/desk/check_ins/flags.ts";
import { afterDone, flagsOf, keyOf, neighbour, oldest, stillWaiting, urgencyOf, without } from "../../src/desk/check_ins/order.ts";
import { isForTheOneBefore, type Press } from "../../src/desk/check_ins/press.ts";
import {
  closeLost, drafts, keepDraft, keepLeft, keepLooked, keepLost, keepWords, left, looked, lost, NOTHING, sitting, strayed, waiting, wordsAbout,
} from "../../src/desk/check_ins/sitting.ts";
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
const note = (words: string) => ({ ...NOTHING, note: words });
const done = (client: string, id: string, words = "") => ({ item: item(client, id), at: "2026-11-21T12:00:00Z", kept: note(words) });

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
  it("leaves out what was said to wait no more after the list was asked for, and believes a newer list", () => {
    const gone = new Map([[keyOf(two), 1000]]);
    expect(stillWaiting(items, gone, 900)).toEqual([one, three]);
    expect(stillWaiting(items, gone, 1001)).toEqual(items);
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
    keepWords(item("sol", "1"), note("there"), NOTHING);
    keepLooked(done("fern", "2"), NOTHING);
    keepLost(item("fern", "3"), "not_found", note("mine"));
    keepLeft("fern/3", 1000);
    waiting.value = 3;
    const before = sitting();
    who.value = { state: "out", ended: false };
    expect([drafts.value.size, looked.value.length, lost.value.length, left.value.size, waiting.value]).toEqual([0, 0, 0, 0, null]);
    keepDraft("sol/1", note("of another"));
    expect([wordsAbout("sol/1"), sitting() === before]).toEqual([null, false]);
  });
  it("outlives a sign-in that ends in the middle of a sentence", () => {
    who.value = { state: "out", ended: true };
    who.value = { state: "in", me: me("ana") };
    expect(drafts.value.get("fern/1")).toEqual({ ...NOTHING, note: "call back", line: "" });
  });
  it("is the same sitting after a sign-in that ended by itself, so that a late answer still counts", () => {
    const before = sitting();
    who.value = { state: "out", ended: true };
    who.value = { state: "in", me: me("ana") };
    expect(sitting()).toBe(before);
  });
  it("is no draft once it is empty again or the same as what was saved", () => {
    keepDraft("fern/1", { ...NOTHING, note: "", line: "" });
    keepDraft("sol/1", { ...NOTHING, note: "as before", line: "" }, { ...NOTHING, note: "as before", line: "" });
    expect(drafts.value.size).toBe(0);
  });
  it("lists one that was changed afterwards once", () => {
    keepLooked(done("fern", "1", "a"), note("call back"));
    keepLooked(done("fern", "1", "b"), note("a"));
    expect([looked.value.length, looked.value[0]?.kept.note]).toEqual([1, "b"]);
  });
});

describe("words typed while they are on their way", () => {
  beforeEach(() => {
    who.value = { state: "out", ended: false };
    who.value = { state: "in", me: me("ana") };
  });
  it("are left over, though what was sent is saved", () => {
    keepWords(item("fern", "1"), note("call back tomorrow"), NOTHING);
    expect(keepLooked(done("fern", "1", "call"), note("call "))).toBe(false);
    expect(drafts.value.get("fern/1")?.note).toBe("call back tomorrow");
  });
  it("are left over when a change was sent, and when what was sent was taken out again", () => {
    keepLooked(done("fern", "1", "call"), NOTHING);
    keepWords(item("fern", "1"), note(""), note("call"));
    expect(keepLooked(done("fern", "1", "call back"), note("call back"))).toBe(false);
    expect(drafts.value.get("fern/1")?.note).toBe("");
  });
  it("are not left over where there are none, also with a space at the end", () => {
    keepWords(item("fern", "1"), note("call "), NOTHING);
    expect(keepLooked(done("fern", "1", "call"), note("call "))).toBe(true);
    expect(drafts.value.size).toBe(0);
    expect(keepLooked(done("fern", "2"), NOTHING)).toBe(true);
  });
  it("are not made of nothing where the same is sent twice", () => {
    keepWords(item("fern", "1"), note("call "), NOTHING);
    for (const _ of [1, 2]) keepLooked(done("fern", "1", "call"), note("call "));
    expect(drafts.value.size).toBe(0);
    for (const _ of [1, 2]) keepLost(item("sol", "1"), "not_found", note("words"));
    expect(lost.value.map((one) => one.written.note)).toEqual(["words"]);
  });
  it("are shown with the rest where nothing could be saved, and stay where they were typed", () => {
    keepWords(item("fern", "1"), note("call back tomorrow"), NOTHING);
    expect(keepLost(item("fern", "1"), "already_reviewed", note("call"))).toBe(false);
    expect([lost.value[0]?.written.note, drafts.value.size]).toEqual(["call back tomorrow", 1]);
    expect(keepLost(item("fern", "1"), "already_reviewed", note("call back tomorrow"))).toBe(true);
    expect([lost.value.length, drafts.value.size]).toEqual([1, 0]);
  });
});

describe("words that could not be saved", () => {
  beforeEach(() => {
    who.value = { state: "out", ended: false };
    who.value = { state: "in", me: me("ana") };
  });
  it("stay beside others and after the next is saved, until they are closed", () => {
    keepLost(item("fern", "1"), "already_reviewed", note("one"));
    keepLost(item("sol", "1"), "not_found", note("two"));
    keepLooked(done("sol", "2"), NOTHING);
    expect(lost.value.map((one) => one.written.note)).toEqual(["two", "one"]);
    closeLost(lost.value[0]!);
    expect(lost.value.map((one) => one.key)).toEqual(["fern/1"]);
  });
  it("are found where what they are about has gone from the list", () => {
    const [one, two] = [item("fern", "1"), item("sol", "1")];
    keepWords(one, note("call"), NOTHING);
    expect([strayed([one, two]), strayed([two]), wordsAbout("fern/1")]).toEqual([[], [one], one]);
    keepLooked({ ...done("fern", "1"), item: one }, note("other"));
    expect(strayed([two])).toEqual([]);
    keepDraft("fern/1", NOTHING);
    expect(wordsAbout("fern/1")).toBeNull();
  });
});

describe("a press just after the desk went on by itself", () => {
  const went = { to: "fern/2", at: 5000, waited: 60 };
  const press = (part: Partial<Press>): Press => ({ on: "fern/2", at: 5100, how: "key", ...part });
  it("is for the one before: the second of a double click, a key not let go, or after a long wait", () => {
    expect(isForTheOneBefore(went, press({ how: "click" }))).toBe(true);
    expect(isForTheOneBefore(went, press({ how: "held key" }))).toBe(true);
    expect(isForTheOneBefore({ ...went, waited: 3000 }, press({}))).toBe(true);
  });
  it("counts where there was time to look, somebody opened it themselves, or a key is pressed anew", () => {
    expect(isForTheOneBefore(went, press({ how: "click", at: 5800 }))).toBe(false);
    expect(isForTheOneBefore(went, press({ how: "click", on: "fern/3" }))).toBe(false);
    expect(isForTheOneBefore(null, press({ how: "click" }))).toBe(false);
    expect(isForTheOneBefore(went, press({}))).toBe(false);
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
