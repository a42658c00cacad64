import { describe, expect, it, vi } from "vitest";
import type { CentreHelp } from "../../src/api/types.ts";
import { openingAt } from "../../src/client/help/hours.ts";

vi.hoisted(() => vi.stubGlobal("navigator", { languages: ["en-US"], language: "en-US", onLine: true }));
vi.stubGlobal("document", { documentElement: {} });
const { staffLook } = await import("../../src/client/help/Centre.tsx");

const ZONE = "America/New_York";
const DAY: [string, string][] = [["09:00", "17:00"]];
const HOURS = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY };
/** Wednesday, the day before a holiday and the bridge after it. */
const EVE = new Date("2026-11-25T16:00:00Z");
const HOLIDAY = new Date("2026-11-26T16:00:00Z");
const CLOSED = ["2026-11-26", "2026-11-27"];
const help = (part: Partial<CentreHelp> = {}): CentreHelp =>
  ({ centre_phone: "555-0100", centre_hours: null, opening_hours: HOURS, time_zone: ZONE, closed_days: CLOSED, ...part });

describe("hours on the help page", () => {
  it("do not count on days on which the centre is closed", () => {
    expect(openingAt(HOURS, ZONE, EVE, CLOSED)).toEqual({ state: "open", until: "17:00" });
    expect(openingAt(HOURS, ZONE, HOLIDAY, CLOSED)).toEqual({ state: "closed", opens: "09:00", inDays: 4, today: "2026-11-26" });
    expect(openingAt(HOURS, ZONE, HOLIDAY)).toEqual({ state: "open", until: "17:00" });
    const night = { wed: [["18:00", "23:59"]] as [string, string][], thu: [["00:00", "06:00"]] as [string, string][] };
    expect(openingAt(night, ZONE, new Date("2026-11-26T01:00:00Z"), CLOSED)).toEqual({ state: "open", until: "23:59" });
  });
  it("find the next day also beyond a week of closed ones, and none where none comes", () => {
    const week = Array.from({ length: 12 }, (_, place) => `2026-11-${String(place + 19).padStart(2, "0")}`);
    expect(openingAt({ thu: DAY }, ZONE, HOLIDAY, week)).toMatchObject({ state: "closed", inDays: 7 });
    expect(openingAt({}, ZONE, HOLIDAY, week)).toBeNull();
    expect(openingAt(null, ZONE, HOLIDAY, week)).toEqual({ state: "always" });
  });
  it("say when staff look, never that somebody answers the phone, and nothing where nobody has set them", () => {
    expect(staffLook(help(), EVE)).toMatch(/^Staff look at what you send until 5:00 PM today/);
    expect(staffLook(help(), HOLIDAY)).toMatch(/^From Monday at 9:00 AM, staff look at what you send/);
    const far = { opening_hours: { thu: DAY }, closed_days: ["2026-11-26", "2026-12-03"] };
    expect(staffLook(help(far), HOLIDAY)).toMatch(/^From Thu, Dec 10 at 9:00 AM/);
    expect(staffLook(help({ opening_hours: {} }), EVE)).toBeNull();
    expect(staffLook(null, EVE)).toBeNull();
  });
});
