import { describe, expect, it } from "vitest";
import type { BookingRules, Hours } from "../../src/api/booking.ts";
import type { CalendarWeek, MeetingRow } from "../../src/api/calendar.ts";
import { aloneWith, freeBefore } from "../../src/desk/check_ins/free.ts";

const ZONE = "America/New_York";
const NOW = Date.parse("2026-11-23T15:10:00Z"); // Monday, 10:10 there
const fern = { id: "fern", shown_name: "Fern" };

function session(starts_at: string, minutes = 50, over: Partial<MeetingRow> = {}): MeetingRow {
  const ends_at = new Date(Date.parse(starts_at) + minutes * 60_000).toISOString();
  return { id: starts_at, starts_at, ends_at, time_zone: ZONE, status: "planned", taken: 1, names: [fern], ...over } as MeetingRow;
}
const week = (items: MeetingRow[], closures: CalendarWeek["closures"] = []) => ({ time_zone: ZONE, items, closures }) as unknown as CalendarWeek;
const hours = (from_time: string, until_time: string): Hours => ({
  id: "h", days: ["mon", "tue", "wed"], from_time, until_time, modality: "either", room: null, from_day: "2026-01-01", until_day: null,
});
const rules = { buffer_minutes: 10 } as BookingRules;
const wednesday = session("2026-11-25T16:00:00Z"); // 11:00

describe("a session that could be earlier", () => {
  it("is one with the client alone, still to come", () => {
    const past = session("2026-11-23T14:00:00Z");
    const group = session("2026-11-24T14:00:00Z", 50, { taken: 5, names: [fern] });
    const other = session("2026-11-24T15:00:00Z", 50, { names: [{ id: "sol", shown_name: "Sol" }] });
    const cancelled = session("2026-11-24T16:00:00Z", 50, { status: "cancelled" });
    expect(aloneWith(week([past, group, other, cancelled, wednesday]), "fern", NOW)).toEqual([wednesday]);
  });
  it("fits into the hours, not within the hour, and before the session", () => {
    const free = freeBefore(wednesday, week([wednesday]), [hours("10:00", "12:00")], rules, "me", NOW);
    expect(free).toEqual([
      { day: "2026-11-24", local_time: "10:00" }, { day: "2026-11-24", local_time: "10:30" }, { day: "2026-11-24", local_time: "11:00" },
      { day: "2026-11-25", local_time: "10:00" }, { day: "2026-11-25", local_time: "10:30" },
    ]);
  });
  it("keeps clear of other sessions with the pause between them", () => {
    const busy = session("2026-11-24T15:00:00Z", 30); // Tuesday 10:00 to 10:30
    const free = freeBefore(wednesday, week([busy, wednesday]), [hours("10:00", "12:00")], rules, "me", NOW, 1);
    expect(free).toEqual([{ day: "2026-11-24", local_time: "11:00" }]);
  });
  it("is on no day that is closed", () => {
    const closed = { id: "c", kind: "holiday", provider: null, from_day: "2026-11-24", until_day: "2026-11-24", title: null } as const;
    const free = freeBefore(wednesday, week([wednesday], [closed]), [hours("10:00", "12:00")], rules, "me", NOW);
    expect(new Set(free.map((one) => one.day))).toEqual(new Set(["2026-11-25"]));
  });
});
