import { describe, expect, it } from "vitest";
import type { Design, Group, Level } from "../../src/api/programs.ts";
import {
  add, again, at, back, begin, type Draft, freshCode, groupsOn, merge, moved, PAUSE_MS, put, same, step, without, withoutGroup, withoutLevel, withoutTrack,
} from "../../src/desk/programmes/edit.ts";

const level = (code: string): Level => ({
  code, name: code.toUpperCase(), name_es: null, hours_floor: 9, hours_ceiling: 19, hours_target: null, days_a_week: 3, usual_weeks: 4, individual_a_week: 1,
  mutual_help_a_week: 0, benchmarks: [], modules: [],
});
const group = (code: string, part: Partial<Group> = {}): Group => ({
  code, title: code, title_es: null, kind: "support", focus: null, days: ["mon"], local_time: "09:00", minutes: 60, capacity: null, modality: "in_person",
  track: null, levels: [], optional: false, instead_of: null, open_to_alumni: false, open_to_family: false, ...part,
});
const design: Design = {
  summary: { en: "Ours", es: "El nuestro" }, weeks: 8, tracks: ["day", "evening"], levels: [level("one"), level("two")], services: [], extras: [],
  groups: [group("a", { levels: ["one"] }), group("b", { levels: ["one", "two"] }), group("c", { track: "evening", instead_of: "a" })],
  sessions_a_day: null, sessions_a_day_choices: [], individual_minutes: 50, must_be_substance_free: false, topics: [],
  aftercare: { months: 0, steps: [] }, open_door: { alumni: true, family: false }, notes: "",
};
const draft: Draft = { name: "Ours", design };
const frozen = JSON.stringify(draft);

describe("a place in a programme", () => {
  it("is changed without touching what was there", () => {
    const next = put(draft, "design.levels.1.hours_floor", 6);
    expect(at(next, "design.levels.1.hours_floor")).toBe(6);
    expect(next.design.levels[0]).toBe(draft.design.levels[0]);
    expect(JSON.stringify(draft)).toBe(frozen);
  });
  it("that is not there is nothing", () => {
    expect(at(draft, "design.levels.7.hours_floor")).toBeUndefined();
  });
  it("that is a list grows, shrinks and changes its order", () => {
    const more = add(draft, "design.levels", level("three"));
    expect(more.design.levels.map((one) => one.code)).toEqual(["one", "two", "three"]);
    expect(moved(more, "design.levels", 2, -1).design.levels.map((one) => one.code)).toEqual(["one", "three", "two"]);
    expect(without(more, "design.levels", 0).design.levels.map((one) => one.code)).toEqual(["two", "three"]);
  });
});

describe("what hangs together", () => {
  it("goes with a level: groups for it alone, and never becomes a group for all", () => {
    const next = withoutLevel(draft, 0);
    expect(next.design.groups.map((one) => [one.code, one.levels, one.instead_of])).toEqual([["b", ["two"], null], ["c", [], null]]);
  });
  it("goes with a track", () => {
    expect(withoutTrack(draft, "evening").design).toMatchObject({ tracks: ["day"], groups: [{ code: "a" }, { code: "b" }] });
  });
  it("stands for itself when the group it took the place of is gone", () => {
    expect(withoutGroup(draft, 0).design.groups.map((one) => one.instead_of)).toEqual([null, null]);
  });
  it("gets a code that nobody has", () => {
    expect(freshCode("level", [{ code: "level-2" }])).toBe("level-3");
    expect(freshCode("level", [])).toBe("level-1");
  });
});

describe("a day of the timetable", () => {
  const day = (track: string, code: string) => groupsOn(design, "mon", track, code).map(({ group: one }) => one.code);
  it("has the groups of a track and those for all", () => {
    expect(day("", "")).toEqual(["a", "b", "c"]);
    expect(day("day", "")).toEqual(["a", "b"]);
    expect(day("", "two")).toEqual(["b", "c"]);
    expect(groupsOn(design, "tue", "", "")).toEqual([]);
  });
  it("is in the order of the clock", () => {
    const later = put(draft, "design.groups.0.local_time", "18:00").design;
    expect(groupsOn(later, "mon", "", "").map(({ index }) => index)).toEqual([1, 2, 0]);
  });
});

describe("taking steps back", () => {
  const named = (name: string): Draft => put(draft, "name", name);
  it("takes letters typed in one go as one step", () => {
    let history = begin(draft);
    for (const [name, time] of [["O", 0], ["Ou", 100], ["Our", 200]] as const) history = step(history, named(name), "name", time);
    expect(back(history).now).toBe(draft);
    history = step(history, named("Ours too"), "name", 200 + PAUSE_MS);
    expect(back(history).now.name).toBe("Our");
    expect(again(back(history)).now.name).toBe("Ours too");
  });
  it("forgets what was undone when something else is done", () => {
    const history = step(back(step(begin(draft), named("A"))), named("B"));
    expect(again(history)).toBe(history);
    expect(back(back(history)).now).toBe(draft);
  });
});

describe("two people at once", () => {
  const mine = put(put(draft, "design.weeks", 12), "design.notes", "Mine");
  it("keep both where they changed different parts", () => {
    const theirs = put(draft, "design.levels.0.hours_floor", 6);
    const merged = merge(draft, mine, theirs);
    expect(merged).toMatchObject({ mine: ["weeks", "notes"], theirs: ["levels"], both: [] });
    expect(merged.draft.design).toMatchObject({ weeks: 12, notes: "Mine", levels: [{ hours_floor: 6 }, {}] });
  });
  it("are told where both changed the same, and mine stays", () => {
    const theirs = put(put(draft, "design.weeks", 16), "name", "Theirs");
    const merged = merge(draft, mine, theirs);
    expect(merged.both).toEqual(["weeks"]);
    expect(merged.draft).toMatchObject({ name: "Theirs", design: { weeks: 12 } });
  });
  it("are the same whatever the order of keys", () => {
    expect(same({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
    expect(same({ a: 1 }, { a: 2 })).toBe(false);
  });
});
