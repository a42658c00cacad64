import { describe, expect, it } from "vitest";
import type { Need, NextStep, OwnNeeds } from "../../src/api/needs.ts";
import { isAlone, isTakenUp, nowOf } from "../../src/client/needs/state.ts";
import { isOwn, type Operation, type SentOperation, type Write } from "../../src/offline/operations.ts";

const AT = Date.parse("2026-06-10T12:00:00Z");
const WHEN = "2026-06-10T11:00:00Z";

const step = (id: string, part: Partial<NextStep> = {}): NextStep => ({
  id, words: id, whose_id: "ada", whose: "Ada", is_clients: true, has_left: false, due_on: null, state: "open", state_by: "Bea", state_at: WHEN, made_by: "Bea", instead_of: null, ...part,
});
const need = (id: string, part: Partial<Need> = {}): Need => ({
  id, kind: "work", words: id, priority: "soon", state: "open", version: 1, is_own: true, can_be_reworded: true, stated_by: "Ada", stated_at: WHEN, changed_by: "Ada", changed_at: WHEN,
  state_by: "Ada", state_at: WHEN, looked_by: null, looked_at: null, changes: [], referrals: [], steps: [], ...part,
});
const value = (...items: Need[]): OwnNeeds => ({ today: "2026-06-10", items, contact: null, or_ask: "Bea" });

let number = 0;
const queued = (write: Write, refused = false): Operation => ({
  ...write, id: `op${++number}`, owner: "ada", seq: number, made_at: AT, held_until: null, tries: 0, next_try_at: 0, refusal: refused ? { status: 404, code: "not_found", at: AT } : null,
});
const sent = (write: Write, sent_at: number): SentOperation => ({ ...write, id: `op${++number}`, owner: "ada", made_at: AT, sent_at });
const adds = (entity: string, priority: "now" | "soon" = "soon"): Write => ({ kind: "need", entity, body: { kind: "food", words: entity, priority, occurred_at: WHEN } });
const says = (need_id: string, state: "open" | "met" | "set_aside"): Write => ({ kind: "need_state", entity: `${need_id}-${state}-${++number}`, body: { need_id, state, occurred_at: WHEN } });
const rewords = (need_id: string, words: string): Write => ({ kind: "need_words", entity: `${need_id}-${++number}`, body: { need_id, words, occurred_at: WHEN } });
const does = (step_id: string, state: "open" | "done"): Write => ({ kind: "need_step", entity: `${step_id}-${++number}`, body: { step_id, state, occurred_at: WHEN } });

describe("the list of needs", () => {
  it("has what was written without a connection, the most pressing first", () => {
    const now = nowOf(value(need("a"), need("b", { priority: "later" })), AT, [queued(adds("c", "now"))], []);
    expect(now.open.map((one) => one.id)).toEqual(["c", "a", "b"]);
    expect([...now.waiting]).toEqual(["c"]);
  });

  it("is there before the server has ever answered", () => {
    expect(nowOf(null, null, [queued(adds("c")), queued(says("c", "met"))], []).over.map((one) => one.id)).toEqual(["c"]);
  });

  it("goes by the last word said here", () => {
    const both = [queued(says("a", "met")), queued(says("a", "open"))];
    expect(nowOf(value(need("a")), AT, both, []).open).toHaveLength(1);
    expect(nowOf(value(need("a")), AT, both.slice(0, 1), []).over).toHaveLength(1);
  });

  it("keeps what the server took after it last answered, and no longer", () => {
    expect(nowOf(value(need("a")), AT, [], [sent(says("a", "met"), AT + 1)]).over).toHaveLength(1);
    expect(nowOf(value(need("a")), AT, [], [sent(says("a", "met"), AT - 1)]).over).toHaveLength(0);
  });

  it("shows what was refused as refused, not as done", () => {
    const now = nowOf(value(need("a")), AT, [queued(says("a", "met"), true)], []);
    expect([now.open.length, now.over.length, now.refused.length]).toEqual([1, 0, 1]);
  });
});

describe("other words", () => {
  it("count at once, the last ones, and nobody has read them yet", () => {
    const both = [queued(rewords("a", "A room")), queued(rewords("a", "A room with a key"))];
    const now = nowOf(value(need("a", { looked_by: "Bea" })), AT, both, []);
    expect(now.open.map((one) => [one.words, one.looked_by])).toEqual([["A room with a key", null]]);
    expect([...now.waiting]).toEqual(["a"]);
  });

  it("are for what was added here and is not sent yet, too", () => {
    const [one] = nowOf(value(), AT, [queued(adds("c")), queued(rewords("c", "Other"))], []).open;
    expect([one?.words, one?.can_be_reworded]).toEqual(["Other", true]);
  });

  it("that came too late do not count, and are told from what went wrong otherwise", () => {
    const wrong = queued(rewords("a", "Other"), true);
    const late = { ...wrong, refusal: { status: 409, code: "need_taken_up", at: AT } };
    expect(nowOf(value(need("a")), AT, [late], []).open[0]?.words).toBe("a");
    expect([isTakenUp(late), isTakenUp(wrong), isTakenUp(queued(says("a", "met"), true))]).toEqual([true, false, false]);
  });
});

describe("what is the client's to do", () => {
  it("is their own open steps of open needs, by day, those without one last", () => {
    const steps = [step("late", { due_on: "2026-07-01" }), step("none"), step("soon", { due_on: "2026-06-11" }), step("hers", { is_clients: false }), step("gone", { state: "dropped" })];
    const now = nowOf(value(need("a", { steps }), need("b", { state: "met", steps: [step("over")] })), AT, [], []);
    expect(now.mine.map((one) => one.step.id)).toEqual(["soon", "late", "none"]);
  });

  it("is done at once, and can be taken back", () => {
    const all = value(need("a", { steps: [step("s")] }));
    const done = queued(does("s", "done"));
    expect(nowOf(all, AT, [done], []).mine).toEqual([]);
    expect(nowOf(all, AT, [done, queued(does("s", "open"))], []).mine).toHaveLength(1);
  });
});

it("is the client's alone where the server names nobody, and never before it has answered", () => {
  const contact = { id: "bea", name: "Bea", since: WHEN, named_by: "Bea" };
  const alone = { ...value(), or_ask: null };
  expect([isAlone(alone), isAlone({ ...alone, contact }), isAlone(value()), isAlone(null)]).toEqual([true, false, false, false]);
});

it("is never dropped from the phone unasked", () => {
  for (const write of [adds("a"), says("a", "met"), rewords("a", "b"), does("s", "done")]) expect(isOwn(write)).toBe(true);
});
