import type { AnswerWritten, Finding, Order, Outcome, OwnMonitoring, Result, Used } from "../../api/monitoring.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";
import { dayOf } from "../../time.ts";

/** `waiting`: an answer of it is on its way. */
export type OrderNow = Order & { waiting: boolean };
export type Now = { open: OrderNow[]; past: OrderNow[]; readings: Result[]; refused: Operation[] };

const OUTCOME_OF: Record<Used, Outcome> = { yes: "positive", no: "negative", not_said: "not_clear" };

/** The server's answer with what was answered on this phone since. Open ones first, the soonest of them at the top. */
export function nowOf(value: OwnMonitoring | null, queued: Operation[], sent: SentOperation[], clock: Date): Now {
  const answers = new Map<string, { result: Result; waiting: boolean }[]>();
  for (const op of [...sent, ...queued]) {
    if (op.kind !== "asked_answer" || ("refusal" in op && op.refusal)) continue;
    const said = { result: resultOf(op.entity, op.body), waiting: "seq" in op };
    answers.set(op.body.order_id, [...(answers.get(op.body.order_id) ?? []), said]);
  }
  const orders = (value?.orders ?? []).map((order) => withAnswers(order, answers.get(order.id) ?? []));
  const today = value ? dayOf(clock, value.zone) : "";
  const isOpen = (one: OrderNow) => one.cancelled_at === null && one.due_until >= today && one.results.length === 0 && !one.is_with_team && one.collections.length === 0;
  return {
    open: orders.filter(isOpen).sort((a, b) => (a.due_from < b.due_from ? -1 : a.due_from > b.due_from ? 1 : 0)),
    past: orders.filter((one) => !isOpen(one)),
    readings: value?.readings ?? [],
    refused: queued.filter((op) => op.kind === "asked_answer" && op.refusal !== null),
  };
}

/** What the server knows already is not said twice; of one's own answers the last counts. */
function withAnswers(order: Order, answers: { result: Result; waiting: boolean }[]): OrderNow {
  const known = new Set(order.results.map((one) => one.id));
  const late = answers.filter(({ result }) => !known.has(result.id));
  if (late.length === 0) return { ...order, waiting: false };
  const results = [...order.results, ...late.map(({ result }) => result)].sort((a, b) => Date.parse(a.taken_at) - Date.parse(b.taken_at));
  const last = results.filter((one) => one.certainty === "own_words").at(-1);
  return {
    ...order,
    waiting: late.some(({ waiting }) => waiting),
    results: results.map((one) => (one.certainty === "own_words" ? { ...one, is_current: one === last } : one)),
  };
}

function resultOf(id: string, body: AnswerWritten): Result {
  const findings = body.findings.map(({ substance, used }): Finding => ({ substance, result: OUTCOME_OF[used], value: null, unit: null }));
  return {
    id, findings, specimen: "self_report", certainty: "own_words", taken_at: body.occurred_at, entered_at: body.occurred_at,
    by: null, device: null, line: body.line, replaces_id: null, is_current: true,
  };
}

/** Found by a first test and not looked at by a second one. */
export function mayBeWrong(results: Result[]): boolean {
  const counting = results.filter((one) => one.is_current);
  const checked = new Set(counting.filter((one) => one.certainty === "confirmed").flatMap((one) => one.findings.map(({ substance }) => substance)));
  return counting.some((one) => one.certainty === "screen" && one.findings.some(({ substance, result }) => result === "positive" && !checked.has(substance)));
}
