import { beforeEach, expect, test, vi } from "vitest";
import type { Me } from "../../src/api/types.ts";
import { contentOf, wallOf } from "../../src/desk/monitoring/content.ts";
import { sayZone } from "../../src/desk/monitoring/zone.ts";
import { who } from "../../src/person.ts";

const CENTRE = "America/New_York";
const ROWS = [{ substance: "alcohol", result: "negative" as const, value: "", unit: "" }];
const said = (taken: string, zone = CENTRE) => contentOf({ rows: ROWS, taken, zone, line: "", isCorrection: false, mistake: false });

beforeEach(() => {
  vi.stubGlobal("navigator", { languages: ["en-US"], language: "en-US" });
  who.value = { state: "in", me: { time_zone: "America/Los_Angeles" } as Me };
});

test("a time is entered on the clocks it is shown on: the centre's, wherever the reader is", () => {
  const shown = wallOf(new Date("2026-06-10T12:15:30Z"), CENTRE);
  expect(shown).toBe("2026-06-10T08:15");
  expect(said(shown)).toMatchObject({ taken_at: "2026-06-10T12:15:00.000Z" });
});

test("a time that is still to come on those clocks is not sent", () => {
  vi.useFakeTimers({ now: new Date("2026-06-10T12:15:00Z") });
  expect(said("2026-06-10T08:16")).toMatchObject({ taken_at: "2026-06-10T12:16:00.000Z" });
  expect(said("2026-06-10T08:17")).toBe("Choose a time that is not still to come.");
  expect(said("2026-06-10T08:17", "Europe/London")).toMatchObject({ taken_at: "2026-06-10T07:17:00.000Z" });
  vi.useRealTimers();
});

test("whose clocks they are is said to whoever has others", () => {
  expect(sayZone(CENTRE)).toBe("Times are the centre's: Eastern Time.");
  expect(sayZone("America/Los_Angeles")).toBeUndefined();
});
