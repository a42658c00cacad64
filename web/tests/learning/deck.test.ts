import { describe, expect, it } from "vitest";
import type { DueCard, RecallCards } from "../../src/api/learning.ts";
import { type AnsweredHere, deckOf } from "../../src/client/learning/cards/deck.ts";

const ZONE = "America/New_York";
const TODAY = "2026-11-22";
const NOON = Date.parse("2026-11-22T12:00:00-05:00");
const card = (card_id: string, due_on = TODAY): DueCard => ({ key: "0a1b2c3d4e", card_id, language: "en", module_title: "A text", question: "?", answer: "!", why: "", due_on, reviews: 0 });
const told = (items: DueCard[], part: Partial<RecallCards> = {}): RecallCards => ({ on_day: TODAY, at_most: 3, answered_today: 0, items, known: 0, learning: items.length, ...part });
const here = (card_id: string, part: Partial<AnsweredHere> = {}): AnsweredHere => ({ key: "0a1b2c3d4e", card_id, at: NOON, sent_at: null, ...part });
const asked = (...args: Parameters<typeof deckOf>) => deckOf(...args).cards.map((one) => one.card_id);
const MANY = ["c1", "c2", "c3", "c4", "c5"].map((id) => card(id, "2026-10-01"));

describe("today's cards", () => {
  it("are never more than three, however many weeks nobody came", () => {
    expect(asked(told(MANY), NOON, [], TODAY, ZONE)).toEqual(["c1", "c2", "c3"]);
    expect(asked(told(MANY, { at_most: 60 }), NOON, [], TODAY, ZONE)).toHaveLength(3);
  });
  it("are those the server puts first of the due ones, however long others have waited", () => {
    const items = [card("c9", "2026-11-23"), card("c2"), ...MANY.slice(2), card("c1", "2026-09-01")];
    expect(asked(told(items), NOON, [], TODAY, ZONE)).toEqual(["c2", "c3", "c4"]);
    expect(asked(told(items), NOON, [], "2026-11-23", ZONE)).toEqual(["c9", "c2", "c3"]);
  });
  it("are none before anything is known, and none that is due tomorrow", () => {
    expect(asked(null, null, [], TODAY, ZONE)).toEqual([]);
    expect(asked(told([card("c1", "2026-11-23")]), NOON, [], TODAY, ZONE)).toEqual([]);
  });
  it("are fewer by each answer of the day, sent or not, here or on another phone", () => {
    expect(asked(told(MANY), NOON, [here("c1")], TODAY, ZONE)).toEqual(["c2", "c3"]);
    expect(asked(told(MANY), NOON, [here("c1", { sent_at: NOON + 1 })], TODAY, ZONE)).toEqual(["c2", "c3"]);
    expect(asked(told(MANY, { answered_today: 2 }), NOON, [here("c1")], TODAY, ZONE)).toEqual([]);
    expect(asked(told(MANY.slice(2), { answered_today: 2 }), NOON, [], TODAY, ZONE)).toEqual(["c3"]);
  });
  it("count an answer once that the server has counted already", () => {
    const before = NOON - 60_000;
    expect(deckOf(told(MANY.slice(1), { answered_today: 1 }), NOON, [here("c1", { at: before, sent_at: before })], TODAY, ZONE)).toMatchObject({ answered: 1, cards: [{ card_id: "c2" }, { card_id: "c3" }] });
  });
  it("do not go back to three while the server's answer does not know yet what was sent before it came", () => {
    const sent = ["c1", "c2", "c3"].map((id) => here(id, { sent_at: NOON - 5 }));
    expect(asked(told(MANY), NOON, sent, TODAY, ZONE)).toEqual([]);
  });
  it("are three again on the next day, also offline, without those answered the day before", () => {
    const yesterday = ["c1", "c2", "c3"].map((id) => here(id));
    expect(asked(told(MANY, { answered_today: 3 }), NOON - 1, yesterday, "2026-11-23", ZONE)).toEqual(["c4", "c5"]);
  });
  it("belong to the day of the person's own zone: late in the evening is still today", () => {
    const late = Date.parse("2026-11-23T03:30:00Z");
    expect(deckOf(told(MANY), NOON, [here("c1", { at: late })], TODAY, ZONE).answered).toBe(1);
    expect(deckOf(told(MANY), NOON, [here("c1", { at: late })], "2026-11-23", ZONE).answered).toBe(0);
  });
  it("count two answers to one card as one", () => {
    expect(deckOf(told(MANY), NOON, [here("c1"), here("c1", { at: NOON + 1 })], TODAY, ZONE).answered).toBe(1);
  });
});
