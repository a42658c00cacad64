import { describe, expect, it } from "vitest";
import type { AttendanceRow, ClosedDays, MeetingRow } from "../../src/api/calendar.ts";
import { isMark, lasting, type Mark, without, written } from "../../src/desk/calendar/marks.ts";
import { byDay, closedOn, daysFrom, hoursOf, lanesOf, minutesOf, mondayOf, neighbour, placed } from "../../src/desk/calendar/week.ts";
import { en as calendarEn, es as calendarEs } from "../../src/desk/calendar/words.ts";
import { en as seriesEn, es as seriesEs } from "../../src/desk/sessions/words.ts";

const ZONE = "America/New_York";
const meeting = (id: string, starts_at: string, minutes = 60, part: Partial<MeetingRow> = {}): MeetingRow =>
  ({ id, title: id, starts_at, ends_at: new Date(Date.parse(starts_at) + minutes * 60_000).toISOString(), provider: null, room: null, series_id: null, ...part }) as MeetingRow;

describe("a week", () => {
  it("begins on Monday, over the ends of years too", () => {
    expect([mondayOf("2026-11-22"), mondayOf("2026-11-23"), mondayOf("2027-01-01")]).toEqual(["2026-11-16", "2026-11-23", "2026-12-28"]);
    expect(daysFrom("2026-12-28").at(-1)).toBe("2027-01-03");
  });
  it("puts a session on the centre's day, whatever the day is in UTC", () => {
    const late = meeting("late", "2026-11-24T02:00:00Z");
    expect(byDay([late], daysFrom("2026-11-23"), ZONE).get("2026-11-23")).toEqual([late]);
  });
  it("stands where the clock says, before and after a night when it changes", () => {
    expect([minutesOf("2027-03-13T14:30:00Z", ZONE), minutesOf("2027-03-15T13:30:00Z", ZONE), minutesOf("2027-03-14T05:05:00Z", ZONE)]).toEqual([570, 570, 5]);
  });
  it("shows the working day, and more where there is something", () => {
    expect(hoursOf([], ZONE)).toEqual([8, 18]);
    expect(hoursOf([meeting("a", "2026-11-23T11:30:00Z"), meeting("b", "2026-11-23T23:00:00Z", 150)], ZONE)).toEqual([6, 21]);
  });
});

describe("sessions at the same time", () => {
  it("stand side by side, and one after another alone", () => {
    const items = [meeting("a", "2026-11-23T15:00:00Z", 90), meeting("b", "2026-11-23T15:30:00Z", 60), meeting("c", "2026-11-23T16:30:00Z", 30), meeting("d", "2026-11-23T18:00:00Z")];
    expect(placed(items, ZONE).map(({ place, of }) => [place, of])).toEqual([[0, 2], [1, 2], [0, 1], [0, 1]]);
  });
  it("take the place that is free again", () => {
    const items = [meeting("a", "2026-11-23T15:00:00Z", 120), meeting("b", "2026-11-23T15:00:00Z", 30), meeting("c", "2026-11-23T15:30:00Z", 30)];
    expect(placed(items, ZONE).map(({ place, of }) => [place, of])).toEqual([[0, 2], [1, 2], [1, 2]]);
  });
});

describe("lanes", () => {
  it("are there for everybody known, in order, with what has none last", () => {
    const led = meeting("x", "2026-11-23T15:00:00Z", 60, { provider: { id: "2", shown_name: "Zoe" } });
    const lanes = lanesOf([led, meeting("y", "2026-11-23T15:00:00Z")], "providers", [{ id: "1", name: "Ann" }]);
    expect(lanes.map((lane) => [lane.name, lane.items.length])).toEqual([["Ann", 0], ["Zoe", 1], ["", 1]]);
  });
});

describe("closed days", () => {
  const holiday: ClosedDays = { id: "1", kind: "holiday", provider: null, from_day: "2026-11-26", until_day: "2026-11-27", title: null };
  const leaving: ClosedDays = { id: "2", kind: "leaving", provider: { id: "p", shown_name: "Bea" }, from_day: "2026-11-26", until_day: null, title: null };
  it("include both ends, go on without an end, and are one provider's only for that provider", () => {
    const on = (day: string, provider?: string) => closedOn([holiday, leaving], day, provider)?.id ?? null;
    expect([on("2026-11-25"), on("2026-11-26"), on("2026-11-27"), on("2026-11-28")]).toEqual([null, "1", "1", null]);
    expect([on("2030-01-01", "p"), on("2026-11-26", "q")]).toEqual(["2", null]);
  });
});

describe("the arrow keys", () => {
  const items = [meeting("mon9", "2026-11-23T14:00:00Z"), meeting("mon11", "2026-11-23T16:00:00Z"), meeting("wed8", "2026-11-25T13:00:00Z"), meeting("wed12", "2026-11-25T17:00:00Z")];
  it("go up and down a day, and to the nearest time of another day", () => {
    const go = (id: string, key: string) => neighbour(items, id, key, ZONE);
    expect([go("mon9", "ArrowDown"), go("mon11", "ArrowDown"), go("mon9", "ArrowUp")]).toEqual(["mon11", null, null]);
    expect([go("mon11", "ArrowRight"), go("mon9", "ArrowRight"), go("wed12", "ArrowLeft"), go("wed8", "ArrowRight")]).toEqual(["wed12", "wed8", "mon11", null]);
  });
});

describe("marks of attendance", () => {
  const row = (part: Partial<AttendanceRow>): AttendanceRow => ({ attendance: null, minutes_late: null, minutes_left_early: null, ...part }) as AttendanceRow;
  const after = (start: AttendanceRow, what: Mark) => row({ ...written(start, what) } as Partial<AttendanceRow>);
  it("let late and left early go together, and the others stand alone", () => {
    const late = after(row({}), "late");
    const both = after(late, "early");
    expect([isMark(both, "late"), isMark(both, "early"), isMark(both, "came")]).toEqual([true, true, false]);
    expect(both).toMatchObject({ attendance: "late", minutes_late: 10, minutes_left_early: 10 });
    expect(written(both, "missed")).toEqual({ attendance: "missed" });
  });
  it("are taken back one at a time", () => {
    const both = row({ attendance: "late", minutes_late: 5, minutes_left_early: 20 });
    expect(without(both, "late")).toEqual({ attendance: "attended", minutes_left_early: 20 });
    expect(without(both, "early")).toEqual({ attendance: "late", minutes_late: 5 });
    expect(without(row({ attendance: "missed" }), "missed")).toEqual({ attendance: null });
  });
  it("leave what somebody else marked meanwhile when the one taken back is gone already", () => {
    expect(without(row({ attendance: "missed" }), "came")).toMatchObject({ attendance: "missed" });
  });
  it("take other minutes, and the other mark keeps its own", () => {
    const both = row({ attendance: "late", minutes_late: 5, minutes_left_early: 20 });
    expect(lasting(both, "late", 15)).toEqual({ attendance: "late", minutes_late: 15, minutes_left_early: 20 });
    expect(lasting(both, "early", 30)).toEqual({ attendance: "late", minutes_late: 5, minutes_left_early: 30 });
  });
});

const fills = (entry: unknown) => [...JSON.stringify(entry).matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe.each([["calendar", calendarEn, calendarEs], ["groups", seriesEn, seriesEs]] as const)("the words of the %s", (_name, english, spanish) => {
  it("are filled in with the same things in both languages, and none is left in English", () => {
    const other = spanish as Record<string, unknown>;
    for (const [key, entry] of Object.entries(english)) {
      expect([key, ...fills(other[key])]).toEqual([key, ...fills(entry)]);
      if (typeof entry === "string" && /[a-z]{3,} [a-z]{3,}/.test(entry)) expect([key, other[key]]).not.toEqual([key, entry]);
    }
  });
});
