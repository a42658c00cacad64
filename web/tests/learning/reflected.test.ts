import { describe, expect, it } from "vitest";
import type { Reflection, Reflections, ReflectionWritten } from "../../src/api/learning.ts";
import { byModule, chosenNow, readingsShown, reflectedNow } from "../../src/client/learning/reflected.ts";
import type { Operation, SentOperation } from "../../src/offline/operations.ts";

const AT = Date.parse("2026-11-22T12:00:00Z");
const readers = { primary: "Bea", primary_id: "b", team: ["Bea", "Cy"] };
const row = (part: Partial<Reflection> = {}): Reflection => ({
  id: "r", key: "0a1b2c3d4e", prompt_id: "r1", prompt: "What helps?", words: "A walk", shared_with: "nobody", shared_names: [], happened_at: "2026-11-22T10:00:00Z", readings: [], ...part,
});
const told = (...items: Reflection[]): Reflections => ({ items, readers });
const body = (part: Partial<ReflectionWritten> = {}): ReflectionWritten => ({
  key: "0a1b2c3d4e", prompt_id: "r1", prompt: "What helps?", words: "A walk", shared_with: "nobody", reader_id: null, occurred_at: "2026-11-22T07:30:00-05:00", ...part,
});
const queued = (part: Partial<ReflectionWritten> = {}, refusal: Operation["refusal"] = null, entity = "new"): Operation =>
  ({ kind: "reflection", id: `reflection:${entity}`, entity, body: body(part), owner: "me", seq: 1, made_at: AT, held_until: null, tries: 0, next_try_at: 0, refusal });
const sent = (sent_at: number, part: Partial<ReflectionWritten> = {}): SentOperation =>
  ({ kind: "reflection", id: "reflection:new", entity: "new", body: body(part), owner: "me", made_at: AT, sent_at });

describe("what somebody wrote", () => {
  it("is what the server says, and what was written here since", () => {
    expect(reflectedNow(told(row()), AT, [], []).all).toMatchObject([{ words: "A walk", state: "sent" }]);
    expect(reflectedNow(told(row()), AT, [queued({ words: "Two walks" })], []).all).toMatchObject([{ words: "Two walks", state: "waiting" }]);
    expect(reflectedNow(null, null, [queued()], []).all).toMatchObject([{ words: "A walk", shared_names: [] }]);
  });
  it("is not older than what the server took after it last answered", () => {
    expect(reflectedNow(told(row()), AT, [], [sent(AT + 1, { words: "Later" })]).all).toMatchObject([{ words: "Later", state: "sent" }]);
    expect(reflectedNow(told(row({ words: "From another phone" })), AT, [], [sent(AT - 1, { words: "Earlier" })]).all).toMatchObject([{ words: "From another phone" }]);
  });
  it("is gone once it was taken back, here before the server knows", () => {
    expect(reflectedNow(told(row()), AT, [queued({ words: "" })], []).all).toEqual([]);
    expect(reflectedNow(told(row({ words: "" })), AT, [], []).all).toEqual([]);
  });
  it("names who may read it as soon as that is chosen, and keeps who has read it", () => {
    const readings = [{ by: "Bea", read_at: "2026-11-21T12:00:00Z", line: null }];
    const before = told(row({ shared_with: "primary", shared_names: ["Bea"], readings }));
    expect(reflectedNow(before, AT, [queued({ shared_with: "team" })], []).all).toMatchObject([{ shared_names: ["Bea", "Cy"], readings }]);
    expect(reflectedNow(before, AT, [queued({ shared_with: "nobody" })], []).all).toMatchObject([{ shared_names: [], readings }]);
    expect(reflectedNow(before, AT, [queued({ shared_with: "primary", words: "Other words" })], []).all).toMatchObject([{ shared_names: ["Bea"], readings }]);
  });
  it("is not offered as chosen for a new main counselor, who was never chosen", () => {
    const choice = (shared_with: Reflection["shared_with"], ...shared_names: string[]) => chosenNow({ shared_with, shared_names }, readers);
    expect([choice("primary", "Bea"), choice("team", "Bea", "Cy"), choice("nobody")]).toEqual(["primary", "team", "nobody"]);
    expect([choice("primary", "Cy"), choice("primary")]).toEqual([null, null]);
  });
  it("shows every line that came back, and of mere readings the last of each reader", () => {
    const read = (by: string, day: string, line: string | null = null) => ({ by, read_at: `2026-11-${day}T12:00:00Z`, line });
    const all = [read("Bea", "19", "Thank you."), read("Bea", "20"), read("Bea", "21"), read("Cy", "18")];
    expect(readingsShown(all)).toEqual([all[0], all[2], all[3]]);
  });
  it("stays what it was where the server refused a change, which is shown beside it", () => {
    const now = reflectedNow(told(row()), AT, [queued({ words: "Never" }, { status: 422, code: "invalid", at: AT })], []);
    expect([now.all.map(({ words }) => words), now.refused.map((op) => op.body.words)]).toEqual([["A walk"], ["Never"]]);
  });
  it("is listed by module, the newest first, and does not move while it is being changed", () => {
    const one = row({ id: "a", key: "aaaaaaaaaa", prompt_id: "r2" }), two = row({ id: "b", key: "bbbbbbbbbb", happened_at: "2026-11-22T11:00:00Z" }), three = row({ id: "c", key: "aaaaaaaaaa", prompt_id: "r1" });
    const now = reflectedNow(told(one, two, three), AT, [], []);
    expect(byModule(now).map(({ key, written }) => [key, ...written.map((each) => each.prompt_id)])).toEqual([["bbbbbbbbbb", "r1"], ["aaaaaaaaaa", "r1", "r2"]]);
    expect(byModule(now, ["aaaaaaaaaa"]).map(({ key }) => key)).toEqual(["bbbbbbbbbb", "aaaaaaaaaa"]);
    expect(byModule(now, ["aaaaaaaaaa", "bbbbbbbbbb"]).map(({ key }) => key)).toEqual(["aaaaaaaaaa", "bbbbbbbbbb"]);
  });
});
