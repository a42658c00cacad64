import { beforeEach, describe, expect, it } from "vitest";
import type { CardContent, CardItem } from "../../src/api/safety.ts";
import { openingAt } from "../../src/client/help/hours.ts";
import { allowed, EMPTY, isPhone, keepBoth, keepOne } from "../../src/client/safety_plan/content.ts";
import { contentNow, queueContent } from "../../src/client/safety_plan/queue.ts";
import type { Operation } from "../../src/offline/operations.ts";
import { markRefused, markSent, settle } from "../../src/offline/outbox.ts";
import { newPerson } from "../phone.ts";

const SAID = "2026-11-21T20:00:00-05:00";
const line = (text: string, id = `line-${text}-00`): CardItem => ({ id, text, beside: null });
const plan = (...texts: string[]): CardContent => ({ ...EMPTY, coping: texts.map((text) => line(text)) });

describe("the plan on its way", () => {
  let id: string;
  let db: Awaited<ReturnType<typeof newPerson>>["db"];
  beforeEach(async () => {
    ({ id, db } = await newPerson());
  });
  const queue = async () => (await db.getAllFromIndex("outbox", "seq")).filter((op): op is Extract<Operation, { kind: "safety_plan" }> => op.kind === "safety_plan");

  it("is one entry however often it is changed offline, on the version it was begun on", async () => {
    for (const text of ["a", "b", "c"]) await queueContent(db, id, plan(text), 3, SAID);
    const [op, ...more] = await queue();
    expect(more).toEqual([]);
    expect(op?.body).toMatchObject({ based_on: 3, after: null, content: { coping: [{ text: "c" }] } });
  });

  it("never changes what may already be at the server, and says that it goes on from it", async () => {
    await queueContent(db, id, plan("a"), 3, SAID);
    const [first] = await queue();
    await settle(db, first!.id);
    await queueContent(db, id, plan("a", "b"), 3, SAID);
    await queueContent(db, id, plan("a", "b", "c"), 3, SAID);
    const [kept, next, ...more] = await queue();
    expect(more).toEqual([]);
    expect(kept?.body.content.coping).toHaveLength(1);
    expect(next?.body).toMatchObject({ based_on: 3, after: first!.entity });
    expect(next?.body.content.coping).toHaveLength(3);
  });

  it("replaces what the server refused, under another id", async () => {
    await queueContent(db, id, plan("a"), 0, SAID);
    const [first] = await queue();
    await markRefused(db, (await settle(db, first!.id))!, { status: 422, code: "invalid", at: 1 });
    await queueContent(db, id, plan("b"), 0, SAID);
    const [op, ...more] = await queue();
    expect(more).toEqual([]);
    expect(op?.entity).not.toBe(first!.entity);
    expect(op?.refusal).toBeNull();
  });

  it("is shown from the queue, then as sent, then as the server says", async () => {
    const card = { content: plan("old"), version: 1, by: "Ada", is_by_client: true, at: SAID, is_merged: false, with_team: true };
    expect(contentNow(card, 100, [], [])).toBe(card.content);
    await queueContent(db, id, plan("new"), 1, SAID);
    expect(contentNow(card, 100, await queue(), [])?.coping[0]?.text).toBe("new");
    await markSent(db, (await settle(db, (await queue())[0]!.id))!, 200);
    const sent = await db.getAllFromIndex("sent", "sent_at");
    expect(contentNow(card, 100, [], sent)?.coping[0]?.text).toBe("new");
    expect(contentNow(card, 300, [], sent)).toBe(card.content);
  });
});

describe("what a signed-out phone may show", () => {
  it("is what the client named and nothing else", () => {
    const shown = allowed({ ...plan("a"), means: [line("b")], review_on: "2027-01-01", shown_signed_out: ["coping"] });
    expect(shown.coping).toHaveLength(1);
    expect(shown.means).toEqual([]);
    expect(shown.review_on).toBeNull();
    expect(allowed(plan("a"))).toEqual({ ...EMPTY });
  });
});

describe("two wordings", () => {
  const first = line("Walk", "item-0001");
  const second = { ...line("Run", "item-0002"), beside: "item-0001" };
  it("become one, or two lines of their own", () => {
    expect(keepOne([first, second], second)).toEqual([{ ...second, beside: null }]);
    expect(keepOne([first, second], first)).toEqual([first]);
    expect(keepBoth([first, second], second)).toEqual([first, { ...second, beside: null }]);
  });
});

describe("phone numbers", () => {
  it("are those the server takes", () => {
    for (const good of ["988", "555-0101", "+1 (555) 010-0202", "0300 123 6600", "91 562.04/20"]) expect(isPhone(good)).toBe(true);
    for (const bad of ["javascript:alert(1)", "12", "+1234567", "1234567890123456", "5+55", "555;1", "call me"]) expect(isPhone(bad)).toBe(false);
  });
});

describe("the centre's hours", () => {
  const ZONE = "America/New_York";
  const WEEK = { mon: [["09:00", "17:00"]], fri: [["09:00", "12:00"], ["13:00", "17:00"]] } as const;
  const at = (instant: string, hours: unknown = WEEK) => openingAt(hours as never, ZONE, new Date(instant));

  it("say until when, at both edges", () => {
    expect(at("2026-11-23T14:00:00Z")).toEqual({ state: "open", until: "17:00" });
    expect(at("2026-11-23T21:59:59Z")).toEqual({ state: "open", until: "17:00" });
    expect(at("2026-11-23T22:00:00Z")).toMatchObject({ state: "closed", opens: "09:00", inDays: 4 });
  });
  it("say when next: later today, tomorrow, in a week", () => {
    expect(at("2026-11-27T17:30:00Z")).toMatchObject({ state: "closed", opens: "13:00", inDays: 0 });
    expect(at("2026-11-23T05:30:00Z")).toMatchObject({ state: "closed", opens: "09:00", inDays: 0 });
    expect(at("2026-11-23T04:30:00Z")).toMatchObject({ state: "closed", inDays: 1 });
    expect(at("2026-11-23T22:00:00Z", { mon: [["09:00", "17:00"]] })).toMatchObject({ inDays: 7 });
  });
  it("go on past midnight, all week, or never", () => {
    const night = { fri: [["20:00", "23:59"]], sat: [["00:00", "06:00"]] };
    expect(at("2026-11-28T03:00:00Z", night)).toEqual({ state: "open", until: "06:00" });
    expect(at("2026-11-28T04:59:30Z", night)).toEqual({ state: "open", until: "06:00" });
    const all = Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => [day, [["00:00", "23:59"]]]));
    expect(at("2026-11-28T03:00:00Z", all)).toEqual({ state: "always" });
    expect(at("2026-11-28T03:00:00Z", null)).toEqual({ state: "always" });
    expect(at("2026-11-28T03:00:00Z", {})).toBeNull();
    expect(openingAt(WEEK as never, "Nowhere/Land", new Date())).toBeNull();
    expect(openingAt(WEEK as never, undefined, new Date())).toBeNull();
  });
  it("follow the wall clock through both nights of the year", () => {
    expect(at("2026-03-09T13:00:00Z")).toMatchObject({ state: "open" });
    expect(at("2026-03-09T12:59:00Z")).toMatchObject({ state: "closed", opens: "09:00" });
    expect(at("2026-11-02T14:00:00Z")).toMatchObject({ state: "open" });
    expect(at("2026-11-02T13:59:00Z")).toMatchObject({ state: "closed" });
  });
});
