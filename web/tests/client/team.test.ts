import { describe, expect, it } from "vitest";
import type { OwnTeam, Wish } from "../../src/api/episodes.ts";
import { about, openElsewhere, over } from "../../src/client/team/state.ts";
import type { Operation, Write } from "../../src/offline/operations.ts";

const ABE = { id: "abe", shown_name: "Abe", profession: null };
const wish = (id: string, other: Partial<Wish> = {}): Wish => ({
  id, provider: ABE, instead: null, note: null, asked_at: "2026-11-21T10:00:00Z", arranged_at: null, withdrawn_at: null, line: null, ...other,
});
const op = (write: Write, other: Partial<Operation> = {}): Operation => ({
  ...write, id: `${write.kind}:${write.entity}`, owner: "me", seq: 1, made_at: 1, held_until: null, tries: 0, next_try_at: 0, refusal: null, ...other,
}) as Operation;
const asked = (id: string, other: Partial<Operation> = {}) => op({ kind: "team_wish", entity: id, body: { provider_id: "abe", instead_id: null, note: null } }, other);
const back = (id: string) => op({ kind: "team_wish_withdrawal", entity: id, body: {} });
const team = (...wishes: Wish[]): OwnTeam => ({ team: [], others: [], wishes });

describe("how far a wish has come", () => {
  it("is nothing when it is about somebody else, arranged or taken back", () => {
    expect(about("bea", [wish("w")], [asked("x")]).state).toBe("none");
    expect(about("abe", [wish("w", { arranged_at: "2026-11-22T10:00:00Z" })], []).state).toBe("none");
    expect(about("abe", [wish("w", { withdrawn_at: "2026-11-22T10:00:00Z" })], []).state).toBe("none");
  });

  it("shows what waits on the phone before what the server knows", () => {
    expect(about("abe", [wish("w")], []).state).toBe("open");
    expect(about("abe", [], [asked("w")])).toMatchObject({ state: "sending", id: "w" });
    expect(about("abe", [], [asked("w", { refusal: { status: 409, code: "provider_gone", at: 1 } })]).state).toBe("refused");
  });

  it("is over on the phone as soon as it is taken back there", () => {
    expect(about("abe", [wish("w")], [back("w")]).state).toBe("none");
    expect(over(team(wish("w")), [back("w")]).map((one) => one.id)).toEqual(["w"]);
    expect(openElsewhere(team(wish("w")), [back("w")])).toEqual([]);
    expect(openElsewhere(team(wish("w")), []).map((one) => one.id)).toEqual(["w"]);
  });
});
