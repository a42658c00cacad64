import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Plan, PlanContent } from "../../src/api/plan.ts";
import * as of from "../../src/client/plan/content.ts";
import { beyond, doneSteps, ownNotes } from "../../src/client/plan/merge.ts";
import { linesOf, sayHours, sayIntervention } from "../../src/client/plan/say.ts";
import { en, es } from "../../src/client/plan/words.ts";
import { en as deskEn, es as deskEs } from "../../src/desk/plan/words.ts";
import { wrongIn } from "../../src/desk/plan/wrong.ts";
import type { Operation, SentOperation } from "../../src/offline/operations.ts";

beforeAll(() => {
  vi.stubGlobal("navigator", { languages: ["en-US"] });
});
const step = (id: string, text = id) => ({ id, text });
function small(): PlanContent {
  const objective = { ...of.newObjective("Four evenings"), id: "objective", steps: [step("one"), step("two"), step("three")] };
  return { ...of.EMPTY_PLAN, problems: [{ id: "problem", text: "Evenings", goals: [{ id: "goal", text: "My evenings", objectives: [objective] }] }] };
}
const steps = (content: PlanContent) => of.objectivesOf(content).flatMap((one) => one.steps.map(({ id }) => id));

describe("changing a plan", () => {
  it("leaves the plan it began with as it was", () => {
    const before = small();
    const copy = structuredClone(before);
    of.changed(before, "two", { text: "other" });
    of.without(before, "two");
    of.moved(before, "two", 1);
    of.added(before, "objective", "steps", step("four"));
    expect(before).toEqual(copy);
  });
  it("finds an item at any depth, and adds to what it belongs to alone", () => {
    expect(of.changed(small(), "goal", { text: "x" }).problems[0]?.goals[0]?.text).toBe("x");
    expect(steps(of.without(small(), "two"))).toEqual(["one", "three"]);
    expect(steps(of.added(small(), "objective", "steps", step("four")))).toEqual(["one", "two", "three", "four"]);
    expect(of.added(small(), null, "interventions", of.newIntervention()).interventions).toHaveLength(1);
    expect(of.added(small(), "nowhere", "steps", step("four"))).toEqual(small());
  });
  it("moves among neighbours and stops at the ends", () => {
    expect(steps(of.moved(small(), "two", -1))).toEqual(["two", "one", "three"]);
    expect(steps(of.moved(small(), "two", 1))).toEqual(["one", "three", "two"]);
    expect(steps(of.moved(small(), "one", -1))).toEqual(["one", "two", "three"]);
    expect(steps(of.moved(small(), "three", 1))).toEqual(["one", "two", "three"]);
  });
  it("leaves out cards that were opened and never filled in, however deep", () => {
    let content = of.added(small(), "objective", "steps", of.newStep("  "));
    const problem = of.newProblem();
    content = of.added(content, null, "problems", { ...problem, goals: [of.newGoal()] } as typeof problem);
    expect(of.tidied(content)).toEqual(small());
    expect(of.wordless(of.tidied(content))).toEqual([]);
  });
  it("names what has something in it and no words", () => {
    const content = of.changed(small(), "goal", { text: " " });
    expect(of.wordless(of.tidied(content))).toEqual(["goal"]);
    expect([...wrongIn(content).keys()]).toEqual(["goal"]);
  });
});

describe("hours", () => {
  const with_ = (...all: Partial<ReturnType<typeof of.newIntervention>>[]): PlanContent =>
    ({ ...small(), interventions: all.map((one) => ({ ...of.newIntervention(one.kind), ...one })) });
  it("are those of sessions alone, as the server counts them", () => {
    expect(of.hoursAWeek(with_({ kind: "session", minutes: 180, per_week: 3 }, { kind: "session", minutes: 50, per_week: 1 }, { kind: "mutual_help", per_week: 5 }))).toBe(9.83);
    expect(of.hoursAWeek(with_({ kind: "session", minutes: 60, per_week: 0.5 }))).toBe(0.5);
  });
  it("are said against the level's floor and ceiling", () => {
    const level = { name: "Level 1", hours_floor: 9, hours_ceiling: 20, benchmarks: [] };
    expect([sayHours(9, level), sayHours(20, level)].map(({ fits }) => fits)).toEqual([true, true]);
    expect(sayHours(8.5, level)).toEqual({ fits: false, text: "0.5 h fewer than this level has at least." });
    expect(sayHours(20.25, level).text).toBe("0.3 h more than this level has at most.");
    expect(sayHours(3, undefined).fits).toBe(true);
  });
  it("need sessions the server will take", () => {
    for (const bad of [{ minutes: 4 }, { minutes: null }, { minutes: 50.5 }, { per_week: 0 }, { per_week: 41 }, { per_week: null }]) {
      expect(wrongIn(with_({ kind: "session", ...bad })).size).toBe(1);
    }
    expect(wrongIn(with_({ kind: "session" }, { kind: "mutual_help", per_week: 0.5 })).size).toBe(0);
  });
  it("an intervention that becomes another kind has what that kind has", () => {
    const session = of.newIntervention("session");
    expect(of.ofKind(session, "module")).toMatchObject({ session_kind: null, minutes: null, per_week: null });
    expect(of.ofKind(of.ofKind(session, "mutual_help"), "session")).toMatchObject({ session_kind: "individual", minutes: 50, per_week: 1 });
  });
});

describe("a change in words", () => {
  const said = { text: "Old", measured_by: null, target_day: null, kind: null, session_kind: null, minutes: null, per_week: null, code: null, level: null };
  it("has a line for every field that differs", () => {
    const after = { ...said, text: "New", target_day: "2027-02-01" };
    expect(linesOf({ op: "changed", what: "objective", id: "x", path: [], before: said, after })).toEqual([
      { field: null, before: "Old", after: "New" },
      { field: "By when", before: null, after: "February 1, 2027" },
    ]);
  });
  it("says a session with its minutes and how often", () => {
    const session = { ...said, text: "", kind: "session" as const, session_kind: "individual" as const, minutes: 50, per_week: 1 };
    expect(sayIntervention(session)).toBe("One-to-one session, 50 minutes, once a week");
    expect(linesOf({ op: "changed", what: "intervention", id: "x", path: [], before: session, after: { ...session, per_week: 0.5 } })).toEqual([
      { field: null, before: "One-to-one session, 50 minutes, once a week", after: "One-to-one session, 50 minutes, every other week" },
    ]);
  });
});

describe("what the phone knows beyond the server", () => {
  const plan = {
    ticks: [{ id: "t", item_id: "one", is_done: true, happened_at: "2027-01-01T10:00:00Z", is_time_uncertain: false, is_in_plan: true, text: null }],
    notes: [{ id: "n1", item_id: null, text: "At the server", is_shared: true, happened_at: "2027-01-01T10:00:00Z", is_time_uncertain: false }],
  } as unknown as Plan;
  const op = (kind: string, entity: string, body: object, made_at = 5): Operation => ({ kind, entity, body, made_at, id: entity, refusal: null }) as unknown as Operation;
  const tick = (item_id: string, is_done: boolean, made_at = 5) => op("plan_tick", `${item_id}${made_at}`, { item_id, is_done, occurred_at: "1999-01-01T00:00:00Z" }, made_at);

  it("its own ticks count over the server's older ones, the last one last, whatever its clock says", () => {
    expect([...doneSteps(plan, { queued: [], sent: [] })]).toEqual(["one"]);
    expect([...doneSteps(plan, { queued: [tick("one", false), tick("two", true)], sent: [] })]).toEqual(["two"]);
    expect([...doneSteps(plan, { queued: [tick("one", true, 9)], sent: [tick("one", false, 8) as unknown as SentOperation] })]).toEqual(["one"]);
  });
  it("what was sent before the server's last answer, and what was refused, is left to the server", () => {
    const sent = [{ ...tick("two", true), sent_at: 10 } as unknown as SentOperation];
    expect(beyond([], sent, 11).sent).toEqual([]);
    expect(beyond([], sent, 10).sent).toHaveLength(1);
    const refused = { ...tick("two", true), refusal: { status: 422, code: "invalid", at: 1 } } as Operation;
    expect(beyond([refused], [], null).queued).toEqual([]);
  });
  it("a note taken back is gone at once, a new one is there at once", () => {
    const fresh = op("plan_note", "n2", { item_id: null, text: "New", is_shared: false, occurred_at: "2027-01-02T10:00:00Z" });
    const notes = ownNotes(plan, { queued: [fresh, op("plan_note_removal", "n1", {})], sent: [] });
    expect(notes.map(({ id, is_waiting }) => [id, is_waiting])).toEqual([["n2", true]]);
  });
});

describe.each([["phone", en, es], ["desk", deskEn, deskEs]] as const)("the words of the plan on the %s", (_name, english, spanish) => {
  const fills = (entry: unknown) => [...new Set([...JSON.stringify(entry).matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();
  it("are filled in with the same things, and not left in English", () => {
    const other = spanish as Record<string, unknown>;
    for (const [key, entry] of Object.entries(english)) {
      expect([key, fills(other[key])]).toEqual([key, fills(entry)]);
      if (typeof entry === "string" && /[a-z]{3,} [a-z]{3,}/.test(entry)) expect([key, other[key]]).not.toEqual([key, entry]);
    }
  });
});
