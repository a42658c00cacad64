import { describe, expect, it } from "vitest";
import type { ClientWeeks } from "../../src/api/types.ts";
import { linesOf, spotsOf, stackedY, weekLines, xOf, yOf } from "../../src/desk/weeks/geometry.ts";
import { logMarks, meetings, useMarks } from "../../src/desk/weeks/marks.ts";
import { allCravings, beforeDay, hasAnything, lastTwoWeeks, mean, recentCravings } from "../../src/desk/weeks/summary.ts";
import { addDays } from "../../src/time.ts";

const ROW = { height: 46, pad: 5, highest: 10 };
type Given = Partial<ClientWeeks["days"][number]>;

function weeksOf(given: Record<string, Given>, sessions: ClientWeeks["sessions"] = []): ClientWeeks {
  const days = Array.from({ length: 56 }, (_, index) => {
    const day = addDays("2026-09-27", index);
    return { day, mood: null, craving: null, sleep: null, use: null, cravings: [], checked_in: false, ...given[day] };
  });
  return { from_day: "2026-09-27", to_day: "2026-11-21", days, sessions, written: [] };
}
const log = (intensity: number, happened_at: string) => ({
  id: "a", intensity, happened_at, triggers: [], note: null, ratings: [], corrected_at: null, original: null,
});

describe("the chart's geometry", () => {
  it("puts 10 at the top, 0 at the bottom, and nothing outside the row", () => {
    expect([yOf(10, ROW), yOf(5, ROW), yOf(0, ROW)]).toEqual([5, 23, 41]);
    expect([yOf(99, ROW), yOf(-1, ROW)]).toEqual([5, 41]);
  });
  it("gives each day the middle of its own column", () => {
    expect([xOf(0, 4), xOf(3, 4)]).toEqual([12.5, 87.5]);
  });
  it("leaves a day without an answer out and draws no line across it", () => {
    const spots = spotsOf([3, null, 4, 5], ROW);
    expect(spots[1]).toBeNull();
    expect(linesOf(spots).map(([from, to]) => [from.value, to.value])).toEqual([[4, 5]]);
  });
  it("keeps a 0 apart from no answer", () => {
    expect(spotsOf([0, null], ROW).map((spot) => spot?.value ?? null)).toEqual([0, null]);
  });
  it("marks where weeks begin, not the edges", () => {
    expect(weekLines(56)).toEqual([12.5, 25, 37.5, 50, 62.5, 75, 87.5]);
    expect(weekLines(7)).toEqual([]);
  });
  it("stands the marks of one day above each other around the middle", () => {
    expect([stackedY(0, 1, 22, 9), stackedY(0, 2, 22, 9), stackedY(1, 2, 22, 9)]).toEqual([11, 6.5, 15.5]);
  });
});

describe("the weeks in numbers", () => {
  it("average only what was answered, and say nothing about nothing", () => {
    expect(mean([2, null, 3])).toBe(2.5);
    expect(mean([1, 1, 2])).toBe(1.3);
    expect(mean([null, null])).toBeNull();
  });
  it("compare the last seven days with the seven before and with no others", () => {
    const values = [9, ...Array<number>(7).fill(2), ...Array<number>(7).fill(4)];
    expect(lastTwoWeeks(values)).toEqual({ now: 4, before: 2 });
  });
  it("find the answers before a day, not those of the day itself", () => {
    const said = { mood: 4, craving: 7, sleep: 4, use: "no", checked_in: true } as const;
    const weeks = weeksOf({ "2026-11-10": said, "2026-11-19": { ...said, mood: 1 } });
    expect(beforeDay(weeks, "2026-11-19")).toEqual({ mood: 4, craving: 7, sleep: 4 });
    expect(beforeDay(weeks, "2026-11-10")).toBeNull();
  });
  it("list cravings newest first, and recent ones for seven days back", () => {
    const weeks = weeksOf({
      "2026-11-14": { cravings: [log(1, "2026-11-14T12:00:00Z")] },
      "2026-11-15": { cravings: [log(2, "2026-11-15T12:00:00Z"), log(3, "2026-11-15T18:00:00Z")] },
    });
    expect(allCravings(weeks).map((one) => one.intensity)).toEqual([3, 2, 1]);
    expect(recentCravings(weeks).map((one) => one.intensity)).toEqual([3, 2]);
  });
  it("know an empty chart from one with a session alone in it", () => {
    expect(hasAnything(weeksOf({}))).toBe(false);
    expect(hasAnything(weeksOf({}, [{ starts_at: "2026-11-20T23:00:00Z", title: "Evening group", attendance: null }]))).toBe(true);
  });
});

describe("the marks", () => {
  it("stand only where somebody said yes or would rather not say", () => {
    const weeks = weeksOf({ "2026-09-27": { use: "no" }, "2026-09-28": { use: "yes" }, "2026-09-29": { use: "rather_not_say" } });
    expect(useMarks(weeks)).toEqual([{ index: 1, use: "yes" }, { index: 2, use: "rather_not_say" }]);
  });
  it("keep every craving of a day", () => {
    expect(logMarks(weeksOf({ "2026-09-28": { cravings: [log(3, ""), log(8, "")] } }))).toEqual([{ index: 1, intensity: 3 }, { index: 1, intensity: 8 }]);
  });
  it("put a late session on the client's own day, not on the day in Greenwich", () => {
    const late = { starts_at: "2026-09-29T02:00:00Z", title: "Evening group", attendance: null } as const;
    expect(meetings(weeksOf({}, [late]), "America/New_York")).toEqual([{ index: 1, kind: "open", place: 0, of: 1 }]);
    expect(meetings(weeksOf({}, [late]), "UTC")[0]?.index).toBe(2);
  });
  it("stack two sessions of one day and leave out what lies outside the weeks", () => {
    const at = (starts_at: string) => ({ starts_at, title: "Evening group", attendance: "attended" }) as const;
    const found = meetings(weeksOf({}, [at("2026-09-28T15:00:00Z"), at("2026-09-28T22:00:00Z"), at("2026-12-01T22:00:00Z")]), "UTC");
    expect(found.map(({ place, of }) => [place, of])).toEqual([[0, 2], [1, 2]]);
  });
});
