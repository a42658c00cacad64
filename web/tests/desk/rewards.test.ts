import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Entry, RewardRules } from "../../src/api/rewards.ts";
import { money, sayEntry, sayLimited } from "../../src/client/rewards/say.ts";
import { bowlOf, draftOf, meanOf, rulesOf } from "../../src/desk/rewards/draft.ts";

const RULES: RewardRules = {
  session_points: 2, module_points: 0, escalation: { step: 1, most: 3, resets: false },
  draws: { cost: 10, bowl: [{ size: "well_done", count: 3, cents: 0 }, { size: "large", count: 1, cents: 1250 }] },
  results: { points: 1, substances: ["cocaine"] },
};

describe("the rules as a form", () => {
  it("gives back what it was given, without sizes that have no slips", () => {
    expect(rulesOf(draftOf(RULES, "f"))).toEqual(RULES);
  });
  it("proposes neither draws nor points for test results", () => {
    const rules = rulesOf(draftOf(null, null));
    expect([rules?.draws, rules?.results]).toEqual([null, null]);
  });
  it.each(["", "1.5", "-1", "x", "1e3"])("takes %j for no number of points", (session) => {
    expect(rulesOf({ ...draftOf(RULES, "f"), session })).toBeNull();
  });
  it.each([["5", 500], ["5.5", 550], ["5,05", 505], ["5.555", null], ["", null]])("reads %j dollars as %j cents", (dollars, cents) => {
    const draft = draftOf(RULES, "f");
    const bowl = bowlOf({ ...draft, bowl: { ...draft.bowl, large: { count: "1", dollars } } });
    expect(bowl?.find((one) => one.size === "large")?.cents ?? null).toBe(cents);
  });
  it("says what a draw gives on average and at the most", () => {
    expect(meanOf(RULES.draws?.bowl ?? [])).toEqual({ mean: 313, most: 1250 });
    expect(meanOf([])).toEqual({ mean: 0, most: 0 });
  });
});

describe("a line of the ledger in words", () => {
  beforeAll(() => vi.stubGlobal("navigator", { languages: ["en-US"] }));
  const bowl = RULES.draws?.bowl ?? [];
  const entry: Entry = {
    id: "1", kind: "draw", for_what: "draw", on_day: "2026-03-02", at: "2026-03-02T12:00:00Z", points: -10, cents: 500, by: null, line: null,
    drawn: { bowl, drawn: "large", drawn_cents: 1250, given: "small", cents: 500 }, prize: "waiting", reference: "0f1e2d3c4b", is_changed: false,
  };
  it("says openly that the limit made a prize smaller", () => {
    expect(sayEntry(entry)).toBe("A draw: small prize, $5");
    expect(sayLimited(entry)).toContain("$12.50 came out of the bowl");
    expect(sayLimited({ ...entry, drawn: { bowl, drawn: "small", drawn_cents: 500, given: "small", cents: 500 } })).toBeNull();
  });
  it("names who corrected, and says money exactly", () => {
    expect(sayEntry({ ...entry, kind: "corrected", for_what: "points", by: "Bea" })).toBe("Corrected by Bea");
    expect([money(0), money(500), money(505)]).toEqual(["$0", "$5", "$5.05"]);
  });
});
