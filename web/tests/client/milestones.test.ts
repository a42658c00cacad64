import { describe, expect, it } from "vitest";
import type { MilestonesRead, Slip, SlipContent } from "../../src/api/milestones.ts";
import { addMonths, count, daysBetween, reached } from "../../src/client/milestones/days.ts";
import { emptySlip, hasNewCounselor, nowOf } from "../../src/client/milestones/state.ts";
import type { Operation, SentOperation } from "../../src/offline/operations.ts";
import { dayOf } from "../../src/time.ts";

const ZONE = "America/New_York";
const on = (starts_on: string | null, happened_at = "2026-01-01T12:00:00Z") => ({ starts_on, happened_at });
const names = (starts: ReturnType<typeof on>[], today: string) => reached(starts, today, ZONE).map((one) => `${one.count} ${one.unit} ${one.on}`);

describe("days", () => {
  it("are none on the first day, and one on the next", () => {
    expect(count("2026-03-01", [], "2026-03-01")).toEqual({ days: 0, without: 0, slips: 0 });
    expect(count("2026-03-01", [], "2026-03-02")).toEqual({ days: 1, without: 1, slips: 0 });
  });

  it("are calendar days across both nights of the clock change, and a leap day is one of them", () => {
    expect(daysBetween("2026-03-07", "2026-03-09")).toBe(2);
    expect(daysBetween("2026-10-31", "2026-11-02")).toBe(2);
    expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
    expect(count("2027-03-01", [], "2028-03-01").days).toBe(366);
  });

  it("never fall below nothing when the start lies ahead", () => {
    expect(count("2026-03-05", ["2026-03-01"], "2026-03-01")).toEqual({ days: 0, without: 0, slips: 0 });
  });

  it("go on after a slip: its own day is taken out, and no other", () => {
    expect(count("2026-03-01", ["2026-03-11"], "2026-03-31")).toEqual({ days: 30, without: 29, slips: 1 });
    expect(count("2026-03-01", ["2026-03-01"], "2026-03-31")).toEqual({ days: 30, without: 29, slips: 1 });
  });

  it("stay as they are on the day a slip is noted", () => {
    const before = count("2026-03-01", [], "2026-03-31");
    expect(count("2026-03-01", ["2026-03-31"], "2026-03-31")).toEqual({ ...before, slips: 1 });
    expect(count("2026-03-01", ["2026-03-31"], "2026-04-01")).toEqual({ days: 31, without: 30, slips: 1 });
  });

  it("lose one day for two slips on it, and none for a slip before the start", () => {
    expect(count("2026-03-01", ["2026-03-11", "2026-03-11"], "2026-03-31")).toEqual({ days: 30, without: 29, slips: 2 });
    expect(count("2026-03-01", ["2026-02-28"], "2026-03-31")).toEqual({ days: 30, without: 30, slips: 0 });
  });

  it("are those of the phone: whoever flies west may see yesterday's number once more, and never a jump", () => {
    const late = new Date("2026-03-10T03:30:00Z");
    expect(dayOf(late, "America/New_York")).toBe("2026-03-09");
    expect(count("2026-03-01", [], dayOf(late, "Europe/Madrid")).days - count("2026-03-01", [], dayOf(late, "America/Los_Angeles")).days).toBe(1);
  });

  it("never go down from one day to the next, whatever slips there are", () => {
    const slips = ["2026-03-03", "2026-03-04", "2026-03-04", "2026-03-20"];
    let before = { days: -1, without: -1 };
    for (let day = 0; day < 60; day += 1) {
      const today = new Date(Date.UTC(2026, 2, 1 + day)).toISOString().slice(0, 10);
      const now = count("2026-03-01", slips.filter((slip) => slip <= today), today);
      expect(now.days).toBe(before.days + 1);
      expect(now.without).toBeGreaterThanOrEqual(before.without);
      before = now;
    }
  });
});

describe("milestones", () => {
  it("are reached on the day they are full, newest first", () => {
    expect(names([on("2026-03-01")], "2026-03-07")).toEqual(["1 day 2026-03-02"]);
    expect(names([on("2026-03-01")], "2026-03-31")).toEqual(["30 day 2026-03-31", "14 day 2026-03-15", "7 day 2026-03-08", "1 day 2026-03-02"]);
  });

  it("of months and years fall on the same date, or on the first after it", () => {
    expect(addMonths("2026-08-31", 6)).toBe("2027-03-01");
    expect(addMonths("2024-02-29", 12)).toBe("2025-03-01");
    expect(addMonths("2024-02-29", 48)).toBe("2028-02-29");
    expect(names([on("2024-02-29")], "2026-02-28").filter((one) => one.includes("year"))).toEqual(["1 year 2025-03-01"]);
    expect(names([on("2024-02-29")], "2026-03-01").filter((one) => one.includes("year"))).toEqual(["2 year 2026-03-01", "1 year 2025-03-01"]);
  });

  it("are none for a start that lies ahead, and none for nobody who counts", () => {
    expect(names([on("2026-03-10")], "2026-03-01")).toEqual([]);
    expect(names([on(null)], "2026-03-01")).toEqual([]);
  });

  it("stay reached when somebody counts from another day later", () => {
    const starts = [on("2026-01-01", "2026-01-02T12:00:00Z"), on("2026-02-10", "2026-02-10T12:00:00Z")];
    expect(names(starts, "2026-02-11")).toEqual(["1 day 2026-02-11", "30 day 2026-01-31", "14 day 2026-01-15", "7 day 2026-01-08"]);
  });

  it("do not come from a date that was put right within a day", () => {
    const starts = [on("2016-01-01", "2026-01-02T12:00:00Z"), on("2026-01-01", "2026-01-02T12:01:00Z")];
    expect(names(starts, "2026-01-09")).toEqual(["7 day 2026-01-08", "1 day 2026-01-02"]);
  });

  it("do not go on growing for a start that is no longer counted from", () => {
    const starts = [on("2026-01-01", "2026-01-02T12:00:00Z"), on(null, "2026-01-10T12:00:00Z")];
    expect(names(starts, "2026-06-01")).toEqual(["7 day 2026-01-08", "1 day 2026-01-02"]);
  });
});

const AT = Date.parse("2026-04-01T00:00:00Z");
const slip = (id: string, other: Partial<SlipContent> = {}): SlipContent => ({ ...emptySlip(id, "2026-03-11"), ...other });
const VALUE: MilestonesRead = {
  starts_on: "2026-03-01",
  starts: [{ id: "a", starts_on: "2026-03-01", happened_at: "2026-03-01T12:00:00Z", received_at: "2026-03-01T12:00:00Z" }],
  slips: [{ ...slip("one", { thought: "First" }), id: "e1", reader: null, happened_at: "2026-03-11T12:00:00Z", received_at: "2026-03-11T12:00:00Z" }],
  readers: { primary: "Bea", primary_id: "b", team: ["Bea", "Cleo"] },
};
const begun = (entity: string, starts_on: string | null, other: object = {}) => ({
  kind: "recovery_start", entity, body: { starts_on, occurred_at: "2026-04-01T10:00:00-04:00", zone: ZONE }, refusal: null, tries: 0, ...other,
}) as Operation;
const wrote = (entity: string, content: SlipContent, other: object = {}) => ({
  kind: "slip_entry", entity, body: { ...content, occurred_at: "2026-04-01T10:00:00-04:00", zone: ZONE }, refusal: null, tries: 0, ...other,
}) as Operation;

describe("what there is now", () => {
  it("is what was written here last, before the server has it and after", () => {
    const queued = [begun("b", "2026-03-05"), wrote("e2", slip("one", { thought: "Second" })), wrote("e3", slip("two"))];
    const now = nowOf(VALUE, AT, queued, []);
    expect([now.startsOn, now.starts.length]).toEqual(["2026-03-05", 2]);
    expect(now.slips.map((one) => [one.slip_id, one.thought])).toEqual([["one", "Second"], ["two", null]]);
    expect([...now.waiting]).toEqual(["one", "two"]);
    const sent = queued.map((op) => ({ ...op, sent_at: AT + 1 })) as unknown as SentOperation[];
    expect(nowOf(VALUE, AT, [], sent).startsOn).toBe("2026-03-05");
  });

  it("is what the server says once it has answered", () => {
    const sent = [{ ...wrote("e2", slip("one", { thought: "Old" })), sent_at: AT - 1 }] as unknown as SentOperation[];
    expect(nowOf(VALUE, AT, [], sent).slips[0]?.thought).toBe("First");
    const known = [wrote("e1", slip("one", { thought: "Old" }))];
    expect(nowOf(VALUE, AT, known, []).slips[0]?.thought).toBe("First");
  });

  it("is there before the server was ever reached", () => {
    const now = nowOf(null, null, [begun("b", "2026-03-05"), wrote("e", slip("one"))], []);
    expect([now.startsOn, now.asked, now.slips.length, now.readers.team]).toEqual(["2026-03-05", true, 1, []]);
    expect(nowOf(null, null, [], []).asked).toBe(false);
  });

  it("leaves out what was refused, and shows that it was", () => {
    const refused = begun("b", "2026-03-05", { refusal: { status: 422, code: "invalid", at: 1 } });
    const now = nowOf(VALUE, AT, [refused], []);
    expect([now.startsOn, now.refused.length]).toEqual(["2026-03-01", 1]);
  });

  it("is not counting after somebody turned it off", () => {
    const now = nowOf(VALUE, AT, [begun("b", null)], []);
    expect([now.startsOn, now.asked]).toEqual([null, true]);
  });
});

const kept = (other: Partial<Slip>): MilestonesRead => ({ ...VALUE, slips: [{ ...VALUE.slips[0]!, ...other }] });
const chose = (entity: string, content: SlipContent, said: object) => {
  const op = wrote(entity, content);
  return { ...op, body: { ...op.body, ...said } } as Operation;
};

describe("who reads a slip", () => {
  it("does not change by an edit that chose nothing, whatever its screen showed", () => {
    const stale = chose("e2", slip("one", { shared_with: "team", trigger: "New" }), { sharing_chosen: false, mistake_chosen: false });
    const [now] = nowOf(kept({ shared_with: "nobody", is_mistake: true }), AT, [stale], []).slips;
    expect([now?.shared_with, now?.is_mistake, now?.trigger]).toEqual(["nobody", true, "New"]);
  });

  it("is whom the client chose in it, by name", () => {
    const chosen = chose("e2", slip("one", { shared_with: "primary" }), { sharing_chosen: true, mistake_chosen: false, reader_id: "b" });
    const [now] = nowOf(VALUE, AT, [chosen], []).slips;
    expect(now).toMatchObject({ shared_with: "primary", reader: { name: "Bea", is_primary: true } });
    expect(hasNewCounselor(now!)).toBe(false);
    const [other] = nowOf({ ...VALUE, readers: { primary: "Cleo", primary_id: "c", team: ["Cleo"] } }, AT, [chosen], []).slips;
    expect([other?.reader, hasNewCounselor(other!)]).toEqual([null, true]);
  });

  it("is asked again when the main counselor is another, or has gone", () => {
    const asks = (other: Partial<Slip>) => hasNewCounselor(nowOf(kept(other), AT, [], []).slips[0]!);
    const bea = (is_primary: boolean, reads: boolean) => ({ name: "Bea", is_primary, reads });
    expect(asks({ shared_with: "primary", reader: bea(true, true) })).toBe(false);
    expect(asks({ shared_with: "primary", reader: bea(false, true) })).toBe(true);
    expect(asks({ shared_with: "primary", reader: bea(false, false) })).toBe(true);
    expect(asks({ shared_with: "primary", reader: null })).toBe(true);
    expect(asks({ shared_with: "primary", reader: null, is_mistake: true })).toBe(false);
    expect(asks({ shared_with: "team", reader: null })).toBe(false);
  });
});
