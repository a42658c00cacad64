import { describe, expect, it } from "vitest";
import type { AttendanceContent, MeetingContent, MutualHelp } from "../../src/api/mutual_help.ts";
import { likelyDays, nextOf, wayTo } from "../../src/client/mutual_help/next.ts";
import { inOwnOrder, nowOf, usualOf } from "../../src/client/mutual_help/state.ts";
import { isOwn, type Operation, type SentOperation } from "../../src/offline/operations.ts";

const NY = "America/New_York";
const tuesday = { day: "tue", at: "19:00", zone: NY } as const;
const AT = Date.parse("2026-06-10T12:00:00Z");

describe("the next time", () => {
  it("is today's until it has begun, and then that of next week", () => {
    expect(nextOf(tuesday, new Date("2026-06-09T22:59:00Z"))).toBe("2026-06-09T23:00:00.000Z");
    expect(nextOf(tuesday, new Date("2026-06-09T23:01:00Z"))).toBe("2026-06-16T23:00:00.000Z");
  });

  it("keeps its wall time through both nights of the clock change", () => {
    const sunday = { day: "sun", at: "02:30", zone: NY } as const;
    expect(nextOf(sunday, new Date("2026-03-07T12:00:00Z"))).toBe("2026-03-08T07:30:00.000Z"); // a time that is missing: moved by the gap
    expect(nextOf(sunday, new Date("2026-03-08T12:00:00Z"))).toBe("2026-03-15T06:30:00.000Z");
    expect(nextOf({ ...sunday, at: "01:30" }, new Date("2026-10-31T12:00:00Z"))).toBe("2026-11-01T05:30:00.000Z"); // the first of two
  });

  it("is that of its own place, wherever the phone is", () => {
    expect(nextOf({ ...tuesday, zone: "Pacific/Auckland" }, new Date("2026-06-08T23:00:00Z"))).toBe("2026-06-09T07:00:00.000Z");
  });

  it("is none without a fixed time", () => {
    expect(nextOf({ day: null, at: null, zone: NY }, new Date(AT))).toBeNull();
  });
});

describe("the days one may mean", () => {
  it("begin with the last time it was held, each once", () => {
    const wednesday = new Date("2026-06-10T16:00:00Z");
    expect(likelyDays(tuesday, wednesday, "2026-06-10")).toEqual(["2026-06-09", "2026-06-10"]);
    expect(likelyDays(tuesday, new Date("2026-06-09T16:00:00Z"), "2026-06-09")).toEqual(["2026-06-09", "2026-06-08"]);
    expect(likelyDays(tuesday, new Date("2026-06-12T16:00:00Z"), "2026-06-12")).toEqual(["2026-06-09", "2026-06-12", "2026-06-11"]);
    expect(likelyDays({ day: null, at: null, zone: NY }, wednesday, "2026-06-10")).toEqual(["2026-06-10", "2026-06-09"]);
  });
});

describe("the way there", () => {
  it("is one tap for a secure link and for a number, and nothing else ever runs", () => {
    expect(wayTo("https://meet.example/a?b=1")).toEqual({ kind: "link", href: "https://meet.example/a?b=1" });
    expect(wayTo("+1 (555) 010-0199")).toEqual({ kind: "call", href: "tel:+15550100199" });
    for (const text of ["javascript:alert(1)", "http://meet.example", "12 Invented Street", "https://a b"]) expect(wayTo(text)?.kind).toBe("address");
    expect(wayTo("  ")).toBeNull();
  });
});

const content = (part: Partial<AttendanceContent> = {}): AttendanceContent => ({
  attendance_id: "a", on_day: "2026-06-09", fellowship: "smart", attending: "in_person", meeting_id: null, line: null, proof: null, is_mistake: false, ...part,
});
const meeting = (part: Partial<MeetingContent> = {}): MeetingContent => ({
  fellowship: "smart", name: "Circle", attending: "in_person", day: "tue", at: "19:00", zone: NY, where: null, is_removed: false, ...part,
});
const queuedAs = (write: object, refusal: Operation["refusal"] = null) =>
  ({ ...write, id: "x", owner: "me", seq: 1, made_at: AT, held_until: null, tries: 0, next_try_at: 0, refusal }) as Operation;
const had = (part: Partial<AttendanceContent> = {}) => ({ kind: "meeting_attendance", entity: "e", body: { ...content(part), occurred_at: "2026-06-10T08:00:00-04:00", zone: NY } });
const put = (meeting_id: string, part: Partial<MeetingContent> = {}) => ({ kind: "meeting", entity: "m", body: { ...meeting(part), meeting_id, occurred_at: "2026-06-10T08:00:00-04:00" } });
const told: MutualHelp = {
  meetings: [{ ...meeting(), id: "one", changed_at: "2026-06-01T00:00:00Z" }],
  attendances: [{ ...content({ proof: "Signed" }), id: "w1", seen_by: "Bea", seen_at: "2026-06-10T00:00:00Z", happened_at: "2026-06-09T23:00:00Z" }],
  shows_fellowship: false,
};

describe("what is on the phone", () => {
  it("counts over what the server last said: a change, a removal and what was taken back", () => {
    const now = nowOf(told, AT, [queuedAs(had({ is_mistake: true })), queuedAs(put("one", { is_removed: true })), queuedAs(put("two", { name: "Other" }))], []);
    expect(now.attended.map((one) => [one.attendance_id, one.is_mistake, one.seen_by])).toEqual([["a", true, null]]);
    expect(now.meetings.map((one) => [one.id, one.name])).toEqual([["two", "Other"]]);
    expect(now.known.get("one")?.name).toBe("Circle");
    expect(now.waiting).toEqual(new Set(["a", "one", "two"]));
  });

  it("is there with nothing from the server at all, and stays for a refused entry to be sent again", () => {
    const now = nowOf(null, null, [queuedAs(had({ attendance_id: "b", on_day: "2026-06-10" })), queuedAs(had(), { status: 422, code: "invalid", at: AT })], []);
    expect(now.attended.map((one) => one.attendance_id)).toEqual(["b"]);
    expect(now.refused).toHaveLength(1);
  });

  it("is shown between being sent and the server's next answer, and not after it", () => {
    const sent = (sent_at: number) => [{ ...had({ attendance_id: "b" }), id: "x", owner: "me", made_at: AT, sent_at } as SentOperation];
    expect(nowOf(told, AT, [], sent(AT + 1)).attended).toHaveLength(2);
    expect(nowOf(told, AT, [], sent(AT - 1)).attended).toHaveLength(1);
  });

  it("is the person's own: never dropped unasked", () => {
    expect([queuedAs(had()), queuedAs(put("one"))].map(isOwn)).toEqual([true, true]);
  });
});

it("the groups one goes to come first, the others by name, and none is above another", () => {
  const name = (one: string) => one;
  expect(inOwnOrder({ meetings: [], attended: [] }, name)).toEqual(["aa", "ca", "celebrate", "family_group", "lifering", "na", "recovery_dharma", "refuge", "smart", "women_for_sobriety", "other"]);
  const now = nowOf(null, null, [queuedAs(had()), queuedAs(had({ attendance_id: "c" })), queuedAs(put("one", { fellowship: "na" })), queuedAs(had({ attendance_id: "d", fellowship: "aa", is_mistake: true }))], []);
  expect(inOwnOrder(now, name).slice(0, 3)).toEqual(["smart", "na", "aa"]);
  expect([usualOf(now), usualOf({ meetings: [], attended: [] })]).toEqual(["smart", null]);
});
