import { expect, test } from "vitest";
import type { AnswerWritten, Order, Result } from "../../src/api/monitoring.ts";
import { mayBeWrong, nowOf } from "../../src/client/monitoring/state.ts";
import type { Operation } from "../../src/offline/operations.ts";

const CLOCK = new Date("2026-06-10T12:00:00Z");
const result = (part: Partial<Result> = {}): Result => ({
  id: "r", specimen: "urine", findings: [{ substance: "alcohol", result: "positive", value: null, unit: null }], certainty: "screen",
  taken_at: "2026-06-09T12:00:00Z", entered_at: "2026-06-09T12:00:00Z", by: "Bea", device: null, line: null, replaces_id: null, is_current: true, ...part,
});
const order = (part: Partial<Order> = {}): Order => ({
  id: "o", specimen: "self_report", panel: ["alcohol"], purpose: "asked_by_client", line: null, due_from: "2026-06-09", due_until: "2026-06-11",
  on_timeline: true, ordered_by: "Bea", ordered_at: "2026-06-09T08:00:00Z", cancelled_at: null, collections: [], results: [], is_with_team: false, ...part,
});
const said = (entity: string, used: "yes" | "no", part: Partial<Operation> = {}) => {
  const body: AnswerWritten = { order_id: "o", findings: [{ substance: "alcohol", used }], line: null, occurred_at: "2026-06-10T08:00:00-04:00", zone: "America/New_York" };
  return { kind: "asked_answer", entity, body, id: `asked_answer:${entity}`, owner: "p", seq: 1, made_at: 0, held_until: null, tries: 0, next_try_at: 0, refusal: null, ...part } as Operation;
};
const value = (orders: Order[]) => ({ zone: "America/New_York", orders, readings: [] });

test("what is over, called off, noted or answered is no longer asked for", () => {
  const over = order({ id: "1", due_until: "2026-06-09" });
  const off = order({ id: "2", cancelled_at: "2026-06-09T09:00:00Z" });
  const noted = order({ id: "3", collections: [{ id: "c", state: "declined", at: "2026-06-09T09:00:00Z", by: "Bea", line: null }] });
  const there = order({ id: "4", is_with_team: true });
  const { open, past } = nowOf(value([over, off, noted, there, order({ id: "5", due_until: "2026-06-10" })]), [], [], CLOCK);
  expect([open.map((one) => one.id), past.map((one) => one.id)]).toEqual([["5"], ["1", "2", "3", "4"]]);
});

test("the last day is the centre's, not the phone's", () => {
  const late = new Date("2026-06-12T03:30:00Z");
  expect(nowOf(value([order()]), [], [], late).open).toHaveLength(1);
  expect(nowOf(value([order()]), [], [], new Date("2026-06-12T04:30:00Z")).open).toHaveLength(0);
});

test("an answer that is on its way is shown, and of several the last counts", () => {
  const before = result({ id: "a", certainty: "own_words", specimen: "self_report" });
  const { past } = nowOf(value([order({ results: [before] })]), [said("b", "no")], [], CLOCK);
  expect(past[0]?.waiting).toBe(true);
  expect(past[0]?.results.map((one) => [one.id, one.findings[0]?.result, one.is_current])).toEqual([["a", "positive", false], ["b", "negative", true]]);
});

test("what the server has already is not shown twice, and what it refused is not shown as said", () => {
  const known = result({ id: "b", certainty: "own_words" });
  const twice = nowOf(value([order({ results: [known] })]), [said("b", "no")], [], CLOCK);
  expect([twice.past[0]?.results.length, twice.past[0]?.waiting]).toEqual([1, false]);
  const refused = nowOf(value([order()]), [said("c", "no", { refusal: { status: 404, code: "not_found", at: 0 } })], [], CLOCK);
  expect([refused.open.length, refused.refused.length]).toEqual([1, 1]);
});

test("a first test that found something may be wrong until a second one looked at the same", () => {
  expect(mayBeWrong([result()])).toBe(true);
  expect(mayBeWrong([result(), result({ id: "s", certainty: "confirmed", findings: [{ substance: "cocaine", result: "negative", value: null, unit: null }] })])).toBe(true);
  expect(mayBeWrong([result(), result({ id: "s", certainty: "confirmed" })])).toBe(false);
  expect(mayBeWrong([result({ is_current: false })])).toBe(false);
  expect(mayBeWrong([result({ certainty: "own_words" })])).toBe(false);
});
