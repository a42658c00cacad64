import { type RewardRules, SIZES, type Size, type Substance } from "../../api/rewards.ts";

/** The rules as they stand in the form: numbers as typed. */
export type Draft = {
  session: string;
  module: string;
  row: boolean;
  step: string;
  most: string;
  resets: boolean;
  draws: boolean;
  cost: string;
  bowl: Record<Size, { count: string; dollars: string }>;
  fund: string;
  results: boolean;
  resultPoints: string;
  substances: Substance[];
};

/** What the form proposes: half the slips are words, prizes are small, large ones rare. */
const PROPOSED: RewardRules = {
  session_points: 2,
  module_points: 2,
  escalation: { step: 1, most: 5, resets: true },
  draws: {
    cost: 5,
    bowl: [
      { size: "well_done", count: 250, cents: 0 },
      { size: "small", count: 209, cents: 100 },
      { size: "medium", count: 40, cents: 1000 },
      { size: "large", count: 1, cents: 5000 },
    ],
  },
  results: null,
};

export function draftOf(rules: RewardRules | null, fund: string | null): Draft {
  const { session_points, module_points, escalation, draws, results } = rules ?? PROPOSED;
  const proposed = PROPOSED.draws?.bowl ?? [];
  const slips = (size: Size) => (draws ? draws.bowl : proposed).find((one) => one.size === size);
  const bowl = Object.fromEntries(SIZES.map((size) => [size, { count: String(slips(size)?.count ?? 0), dollars: dollars(slips(size)?.cents ?? 0) }]));
  return {
    session: String(session_points), module: String(module_points),
    row: escalation !== null, step: String(escalation?.step ?? 1), most: String(escalation?.most ?? 5), resets: escalation?.resets ?? true,
    draws: rules === null ? false : draws !== null, cost: String(draws?.cost ?? 5), bowl: bowl as Draft["bowl"], fund: fund ?? "",
    results: results !== null, resultPoints: String(results?.points ?? 1), substances: results?.substances ?? [],
  };
}

/** What the form says; null while a number in it is none. The server checks the rest. */
export function rulesOf(draft: Draft): RewardRules | null {
  const bowl = bowlOf(draft);
  const numbers = [draft.session, draft.module, ...(draft.row ? [draft.step, draft.most] : []), ...(draft.draws ? [draft.cost] : []), ...(draft.results ? [draft.resultPoints] : [])].map(whole);
  if (numbers.includes(null) || (draft.draws && bowl === null)) return null;
  return {
    session_points: whole(draft.session) ?? 0,
    module_points: whole(draft.module) ?? 0,
    escalation: draft.row ? { step: whole(draft.step) ?? 0, most: whole(draft.most) ?? 0, resets: draft.resets } : null,
    draws: draft.draws && bowl ? { cost: whole(draft.cost) ?? 0, bowl } : null,
    results: draft.results ? { points: whole(draft.resultPoints) ?? 0, substances: draft.substances } : null,
  };
}

/** The sizes that have slips; null while a number is none. */
export function bowlOf(draft: Draft): { size: Size; count: number; cents: number }[] | null {
  const all = SIZES.map((size) => ({ size, count: whole(draft.bowl[size].count), cents: size === "well_done" ? 0 : cents(draft.bowl[size].dollars) }));
  const good = all.flatMap(({ size, count, cents: worth }) => (count === null || worth === null ? [] : [{ size, count, cents: worth }]));
  return good.length === all.length ? good.filter((one) => one.count > 0) : null;
}

/** What a draw gives on average, and at most, in cents. */
export function meanOf(bowl: { count: number; cents: number }[]): { mean: number; most: number } {
  const slips = bowl.reduce((sum, one) => sum + one.count, 0);
  const worth = bowl.reduce((sum, one) => sum + one.count * one.cents, 0);
  return { mean: slips === 0 ? 0 : Math.round(worth / slips), most: Math.max(0, ...bowl.map((one) => one.cents)) };
}

export function whole(text: string): number | null {
  return /^\d{1,5}$/.test(text.trim()) ? Number(text) : null;
}

function cents(text: string): number | null {
  const found = /^(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

function dollars(worth: number): string {
  return worth % 100 === 0 ? String(worth / 100) : (worth / 100).toFixed(2);
}
