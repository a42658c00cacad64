import { describe, expect, it } from "vitest";
import type { MySession } from "../../src/api/booking.ts";
import type { ModuleRow } from "../../src/api/learning.ts";
import type { Trigger } from "../../src/api/types.ts";
import { hide, type Logged, oftenLogged, suggest } from "../../src/client/learning/suggest.ts";

const ZONE = "America/New_York";
const NOW = new Date("2026-11-22T12:00:00-05:00");
const DAY = 86_400_000;
const module = (key: string, part: Partial<ModuleRow> = {}): ModuleRow => ({
  key, digest: key, version: 1, language: "en", title: key, summary: "", minutes: 5, stage: "any", topics: [], audience: ["client"],
  triggers: [], groups: [], is_own: false, assigned: null, reading: null, ...part,
});
const given = { for: "person", by: "Bea", at: "2026-11-20T12:00:00Z", due_on: null, line: null, week: null, is_now: true } as const;
const finished = { digest: "d", block: 9, began_at: "2026-11-01T12:00:00Z", read_at: "2026-11-02T12:00:00Z", finished_at: "2026-11-02T12:00:00Z" };
const logs = (count: number, ...triggers: Trigger[]): Logged[] => Array.from({ length: count }, (_, ago) => ({ at: NOW.getTime() - ago * DAY, triggers }));
const session = (part: Partial<MySession> = {}) => ({
  id: "s", title: "Evening group", kind: "skills", focus: "refusal", starts_at: "2026-11-24T23:00:00Z", status: "planned", mine: "booked", ...part,
}) as MySession;
const night = module("night", { triggers: ["alone_at_night"] });
const known = (part: Partial<Parameters<typeof suggest>[0]>) => ({ items: [night], logs: [], sessions: [], hidden: {}, ...part });
const keys = (part: Partial<Parameters<typeof suggest>[0]>) => suggest(known(part), NOW, ZONE).map(({ item }) => item.key);

describe("a trigger that was logged", () => {
  it("twice suggests nothing; three times does, and says so", () => {
    expect(keys({ logs: logs(2, "alone_at_night") })).toEqual([]);
    expect(suggest(known({ logs: logs(3, "alone_at_night") }), NOW, ZONE)).toMatchObject([{ item: { key: "night" }, why: { kind: "trigger", trigger: "alone_at_night", count: 3 } }]);
  });
  it("more than two weeks ago does not count", () => {
    const old = logs(1, "alone_at_night").map((log) => ({ ...log, at: NOW.getTime() - 14 * DAY - 1 }));
    expect(keys({ logs: [...logs(2, "alone_at_night"), ...old] })).toEqual([]);
  });
  it("as something else says nothing of what would fit", () => {
    expect(oftenLogged(logs(9, "other"), NOW)).toEqual([]);
  });
  it("suggests nothing that was given, finished or written for relatives, but what was begun", () => {
    const items = [
      module("a", { triggers: ["money"], assigned: given }), module("b", { triggers: ["money"], reading: finished }),
      module("c", { triggers: ["money"], audience: ["family"] }), module("d", { triggers: ["money"], reading: { ...finished, finished_at: null } }),
    ];
    expect(keys({ items, logs: logs(5, "money") })).toEqual(["d"]);
  });
});

describe("suggestions", () => {
  it("are three at most, one for each reason before a second for any", () => {
    const of = (trigger: Trigger) => ["1", "2", "3"].map((one) => module(trigger + one, { triggers: [trigger] }));
    const items = [...of("money"), ...of("tired"), module("group", { groups: ["skills:refusal"] })];
    expect(keys({ items, logs: [...logs(3, "money"), ...logs(5, "tired")], sessions: [session()] })).toEqual(["tired1", "group", "money1"]);
    expect(keys({ items, logs: logs(5, "tired"), sessions: [session()] })).toEqual(["tired1", "group", "tired2"]);
    const both = [module("both", { triggers: ["tired", "money"] }), module("tired", { triggers: ["tired"] }), module("money", { triggers: ["money"] })];
    expect(keys({ items: both, logs: [...logs(3, "money"), ...logs(5, "tired")] })).toEqual(["both", "money", "tired"]);
  });
  it("put first what meets most, then what is about it foremost, then the earlier stage, and are the same in any order", () => {
    const items = [
      module("z-both", { triggers: ["bored", "money", "tired"] }), module("y-second", { triggers: ["bored", "tired"] }),
      module("x-later", { triggers: ["tired"], stage: "later" }), module("w-early", { triggers: ["tired"], stage: "early" }),
    ];
    const log = [...logs(4, "tired"), ...logs(3, "money")];
    expect(keys({ items, logs: log })).toEqual(["z-both", "w-early", "x-later"]);
    expect(keys({ items: [...items].reverse(), logs: [...log].reverse() })).toEqual(["z-both", "w-early", "x-later"]);
  });
  it("that were put off are hidden for fourteen days, and nothing takes their place", () => {
    const items = ["a", "b", "c", "d"].map((key) => module(key, { triggers: ["tired"] }));
    const hidden = hide({ old: "2026-11-01" }, "b", "2026-11-22");
    expect(hidden).toEqual({ b: "2026-12-06" });
    expect(keys({ items, logs: logs(3, "tired"), hidden })).toEqual(["a", "c"]);
    const later = new Date(NOW.getTime() + 14 * DAY);
    const again = logs(3, "tired").map((log) => ({ ...log, at: later.getTime() - 1000 }));
    expect(suggest(known({ items, logs: again, hidden }), later, ZONE).map(({ item }) => item.key)).toEqual(["a", "b", "c"]);
  });
});

describe("the next group", () => {
  const refusal = module("refusal", { groups: ["skills:refusal"] });
  it("suggests one module for it, with its day", () => {
    const items = [refusal, module("another", { groups: ["skills:refusal"] })];
    expect(suggest(known({ items, sessions: [session()] }), NOW, ZONE)).toMatchObject([{ item: { key: "another" }, why: { kind: "group", day: "2026-11-24" } }]);
  });
  it("is none that is over, cancelled, more than a week away or not one's own", () => {
    for (const part of [{ starts_at: "2026-11-22T16:59:00Z" }, { status: "cancelled" }, { starts_at: "2026-11-29T17:01:00Z" }, { mine: "open" }] as Partial<MySession>[]) {
      expect(keys({ items: [refusal], sessions: [session(part)] })).toEqual([]);
    }
  });
  it("is the soonest that anything fits", () => {
    const stress = module("stress", { groups: ["skills:stress_management"] });
    const sessions = [session(), session({ focus: "stress", starts_at: "2026-11-23T23:00:00Z" }), session({ kind: "monitoring", focus: null, starts_at: "2026-11-22T23:00:00Z" })];
    expect(keys({ items: [refusal, stress], sessions })).toEqual(["stress"]);
  });
  it("fits best what its own title says", () => {
    const items = [module("a", { title: "Stages of recovery", groups: ["psychoeducational"], stage: "early" }), module("b", { title: "Sleep and rest", groups: ["support", "psychoeducational"], stage: "later" })];
    expect(keys({ items, sessions: [session({ kind: "psychoeducational", focus: null, title: "Group: sleep" })] })).toEqual(["b"]);
  });
});
