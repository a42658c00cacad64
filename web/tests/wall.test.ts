import { describe, expect, it } from "vitest";
import { thinned } from "../src/client/calendar/TimeGrid.tsx";
import { instantOf } from "../src/client/calendar/wall.ts";

describe("a wall time somebody typed", () => {
  it("is no instant when it is no time", () => {
    for (const nonsense of ["", "2027-13-40T10:00", "tomorrow", "2027-03-14"]) expect(instantOf(nonsense, "UTC")).toBeNull();
  });
  it("is the instant at which clocks there show it, in any zone", () => {
    expect(instantOf("2027-06-01T18:00", "America/New_York")).toBe("2027-06-01T22:00:00.000Z");
    expect(instantOf("2027-01-01T00:10", "Pacific/Kiritimati")).toBe("2026-12-31T10:10:00.000Z");
    expect(instantOf("2027-01-01T12:00", "Asia/Kathmandu")).toBe("2027-01-01T06:15:00.000Z");
  });
  it("is the first of two, and moves on by the gap, as on the server", () => {
    expect(instantOf("2027-11-07T01:30", "America/New_York")).toBe("2027-11-07T05:30:00.000Z");
    expect(instantOf("2027-03-14T02:30", "America/New_York")).toBe("2027-03-14T07:30:00.000Z");
    expect(instantOf("2027-03-14T03:30", "America/New_York")).toBe("2027-03-14T07:30:00.000Z");
    expect(instantOf("2027-11-07T03:00", "America/New_York")).toBe("2027-11-07T08:00:00.000Z");
  });
});

describe("free times", () => {
  const at = (minutes: number) => ({ starts_at: new Date(Date.UTC(2027, 0, 4, 9, minutes)).toISOString(), modality: "either" as const });
  it("are half an hour apart to begin with, and keep what is chosen", () => {
    const times = [0, 10, 20, 30, 45, 70].map(at);
    expect(thinned(times, [])).toEqual([at(0), at(30), at(70)]);
    expect(thinned(times, [at(20).starts_at])).toEqual([at(0), at(20), at(30), at(70)]);
  });
});
