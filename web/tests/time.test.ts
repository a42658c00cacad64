import { beforeAll, describe, expect, it, vi } from "vitest";
import { language } from "../src/i18n/index.ts";
import { addDays, clockTime, dayAndTime, dayOf, hourOf, longDay, sayLocalTime, shortDay, weekdayName, withOffset, zoneName } from "../src/time.ts";

const plain = (text: string) => text.replace(/\u202f|\u00a0/g, " ");
beforeAll(() => {
  vi.stubGlobal("navigator", { languages: ["en-US"], language: "en-US" });
});

describe("days", () => {
  it("are those of the zone, not of the server or of UTC (S-13)", () => {
    const at = new Date("2026-11-22T04:30:00Z");
    expect(dayOf(at, "America/New_York")).toBe("2026-11-21");
    expect(dayOf(at, "Pacific/Kiritimati")).toBe("2026-11-22");
    expect(hourOf(at, "America/New_York")).toBe(23);
    expect(hourOf(new Date("2026-11-22T05:00:00Z"), "America/New_York")).toBe(0);
  });
  it("are counted on the calendar through both nights of the year and a leap day (S-15)", () => {
    expect(addDays("2027-03-13", 2)).toBe("2027-03-15");
    expect(addDays("2026-11-01", -1)).toBe("2026-10-31");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });
});

describe("an instant with its offset", () => {
  it("says which of the two half past ones of an autumn night it was (S-14)", () => {
    expect(withOffset(new Date("2026-11-01T05:30:00Z"), "America/New_York")).toBe("2026-11-01T01:30:00-04:00");
    expect(withOffset(new Date("2026-11-01T06:30:00Z"), "America/New_York")).toBe("2026-11-01T01:30:00-05:00");
  });
  it.each(["Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns", "UTC"])("is the same instant in %s", (zone) => {
    const at = new Date("2026-11-21T20:15:03.700Z");
    expect(Date.parse(withOffset(at, zone))).toBe(Math.floor(at.getTime() / 1000) * 1000);
  });
});

describe("said times", () => {
  const zone = "America/New_York";
  it("are short for today and named for other days", () => {
    const now = new Date("2026-11-21T20:00:00Z");
    expect(plain(clockTime("2026-11-21T14:12:00Z", zone))).toBe("9:12 AM");
    expect(plain(dayAndTime("2026-11-21T14:12:00Z", zone, now))).toBe("9:12 AM");
    expect(plain(dayAndTime("2026-11-17T14:12:00Z", zone, now))).toBe("Tuesday 9:12 AM");
    expect(plain(dayAndTime("2026-11-07T14:12:00Z", zone, now))).toBe("Sat, Nov 7 9:12 AM");
  });
  it("name days, weekdays and zones in the language in use", () => {
    expect(longDay("2026-11-21")).toBe("Saturday, November 21");
    expect(shortDay("2026-11-20", "2026-11-21")).toBe("Friday");
    expect(weekdayName(0)).toBe("Monday");
    expect(plain(sayLocalTime("20:00"))).toBe("8:00 PM");
    expect(zoneName(zone)).toBe("Eastern Time");
    language.value = "es";
    expect(weekdayName(6)).toBe("domingo");
    expect(longDay("2026-11-21")).toContain("noviembre");
    language.value = "en";
  });
});
