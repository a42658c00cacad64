import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BookingRules, Hours } from "../../src/api/booking.ts";
import { inOrder, sayDays, sayMore, typed, wrongHours, wrongLink, wrongNumber, written } from "../../src/desk/hours/say.ts";

const HOURS: Hours = {
  id: "a", days: ["mon", "wed"], from_time: "09:00", until_time: "12:00", modality: "either", room: null, from_day: "2026-06-01", until_day: null,
};
const RULES: BookingRules = {
  sessions_a_day: null, buffer_minutes: 10, notice_hours: 12, join_notice_hours: 1, cancel_notice_hours: 12, days_ahead: 42, kinds: ["individual"],
  join_link: null,
};

beforeEach(() => void vi.stubGlobal("navigator", { languages: ["en-US"], language: "en-US" }));

describe("hours in which somebody can be booked", () => {
  it("need a day, and an end after the beginning", () => {
    const written = { ...HOURS, room_id: null };
    expect(wrongHours(written)).toEqual({});
    expect(wrongHours({ ...written, days: [], until_time: "09:00" })).toEqual({ days: true, times: true });
    expect(wrongHours({ ...written, from_time: "" })).toEqual({ times: true });
    expect(wrongHours({ ...written, until_day: "2026-05-31" })).toEqual({ until: true });
  });

  it("are shown by weekday and time, without those that are over", () => {
    const over = { ...HOURS, id: "b", until_day: "2026-06-02" };
    const tuesday: Hours = { ...HOURS, id: "c", days: ["tue"] };
    const early = { ...HOURS, id: "d", from_time: "08:00" };
    expect(inOrder([tuesday, over, HOURS, early], "2026-06-03").map((one) => one.id)).toEqual(["d", "a", "c"]);
  });

  it("say their days, how and where, and from when", () => {
    expect(sayDays(["wed", "mon"])).toBe("Mon, Wed");
    expect(sayDays(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).toBe("Every day");
    const later: Hours = { ...HOURS, modality: "in_person", room: { id: "r", name: "Room 3" }, from_day: "2026-06-20" };
    expect(sayMore(later, "2026-06-01")).toBe("At the centre · in Room 3 · from Sat, Jun 20");
  });
});

describe("limits", () => {
  it("come back as they were, with an empty field for no limit", () => {
    expect(written(typed(RULES))).toEqual(RULES);
    expect(written(typed({ ...RULES, sessions_a_day: 4, join_link: "https://meet.example/x" }))).toMatchObject({ sessions_a_day: 4, join_link: "https://meet.example/x" });
  });

  it("are whole numbers within their range, and only the first may be left open", () => {
    expect(wrongNumber("sessions_a_day", "")).toBe(false);
    for (const text of ["", "-1", "241", "1.5", "ten"]) expect(wrongNumber("buffer_minutes", text)).toBe(true);
    expect(wrongNumber("sessions_a_day", "0")).toBe(true);
    expect(wrongLink("javascript:alert(1)")).toBe(true);
    expect(wrongLink(" https://meet.example/x ")).toBe(false);
  });
});
