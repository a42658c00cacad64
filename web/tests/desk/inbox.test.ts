import { beforeEach, describe, expect, it, vi } from "vitest";
import type { InboxNotice, NoticeKind } from "../../src/api/notices.ts";
import { Problem } from "../../src/api/problem.ts";
import { moreOf, pathOf, refusalOf, sentenceOf } from "../../src/desk/inbox/say.ts";
import { en } from "../../src/desk/words/en.ts";

const ZONE = "America/New_York";
const ID = "018f0000-0000-7000-8000-000000000001";

function notice(kind: NoticeKind, other: Partial<InboxNotice> = {}): InboxNotice {
  return {
    id: ID, kind, at: "2026-01-05T15:00:00Z", by: null, about: { id: ID, shown_name: "Ada" }, appointment_id: ID, title: "Skills",
    starts_at: "2026-01-15T23:00:00Z", new_starts_at: null, reason: null, line: null, count: null, is_late: false, seen_at: null, ...other,
  };
}

beforeEach(() => void vi.stubGlobal("navigator", { languages: ["en-US"], language: "en-US" }));

describe("a line of the desk's inbox", () => {
  it("names the client, the session and when it is", () => {
    expect(sentenceOf(notice("client_cancelled"), ZONE)).toBe("Ada does not come to Skills, Thu, Jan 15 6:00 PM");
    expect(sentenceOf(notice("client_booked", { about: null, starts_at: null }), ZONE)).toBe("Somebody has a place in Skills");
  });

  it("tells being away from being back early", () => {
    const away = { starts_at: "2026-01-15T05:00:00Z", new_starts_at: "2026-01-20T05:00:00Z", count: 2 };
    expect(sentenceOf(notice("client_away", away), ZONE)).toBe("Ada is away from Thu, Jan 15 to Tue, Jan 20");
    expect(moreOf(notice("client_away", away))).toBe("2 sessions given back");
    expect(moreOf(notice("client_away", { ...away, count: 0 }))).toBe("No session was given back");
    expect(sentenceOf(notice("client_away", { ...away, count: null }), ZONE)).toBe("Ada is back earlier, since Tue, Jan 20");
  });

  it("says from when to when something was moved", () => {
    expect(sentenceOf(notice("moved", { new_starts_at: "2026-01-16T23:00:00Z" }), ZONE)).toBe(
      "Skills was moved from Thu, Jan 15 6:00 PM to Fri, Jan 16 6:00 PM",
    );
    expect(sentenceOf(notice("moved", { count: 3 }), ZONE)).toBe("Skills: 3 sessions were moved");
  });

  it("leads to the session, the client, or nowhere", () => {
    expect(pathOf(notice("client_booked"))).toBe(`/desk/calendar/${ID}`);
    expect(pathOf(notice("client_team_wish", { appointment_id: null }))).toBe(`/desk/clients/${ID}/care`);
    expect(pathOf(notice("client_away", { about: null, appointment_id: null }))).toBeNull();
  });

  it("has a sentence for every kind there is", () => {
    const kinds: NoticeKind[] = [
      "booked", "moved", "cancelled", "changed", "place_from_waiting", "request_moved", "request_declined", "team_changed", "plan_changed",
      "client_booked", "client_cancelled", "client_asks_to_move", "client_away", "client_team_wish",
      "relative_joined", "relative_left",
    ];
    for (const kind of kinds) expect(sentenceOf(notice(kind), ZONE)).not.toMatch(/[{}]|^kind\./);
  });
});

describe("a refused answer", () => {
  it("says why in words that fit, and falls back on the desk's own", () => {
    const refused = (code: string, status: number) => new Problem(status, code, "");
    expect(refusalOf(refused("client_busy", 409), "Ada")).toBe("Ada has something else at that time.");
    expect(refusalOf(refused("not_found", 404), "Ada")).toBe(en["problem.not_found"]);
  });
});
