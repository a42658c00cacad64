import { afterEach, describe, expect, it, vi } from "vitest";
import type { Series } from "../../src/api/types.ts";
import { isFound } from "../../src/desk/clients/search.ts";
import { endOf, inOrder, isOver, placesOf, type Typed, written, wrongIn } from "../../src/desk/sessions/series.ts";
import { pictureUrl } from "../../src/ui/picture.ts";
import { zones } from "../../src/desk/ui/zones.ts";

const typed: Typed = {
  title: "Evening group", kind: "support", focus: null, programme_id: "", facilitator_id: "", days: ["thu", "mon"], every: 1, nth: null, local_time: "18:00",
  duration_minutes: "90", room_id: "", place: " Room 2 ", join_link: "", modality: "in_person", capacity: "", from_day: "2026-11-21", until_day: "", open_to_alumni: false, open_to_family: false,
};
const series = (part: Partial<Series>): Series =>
  ({ title: "x", days: ["mon"], local_time: "09:00", from_day: "2026-01-01", until_day: null, ...part }) as Series;

describe("a new weekly session", () => {
  it.each([
    ["a title of spaces", { title: "  " }, "name"],
    ["no weekday", { days: [] }, "days"],
    ["no time", { local_time: "" }, "time"],
    ["four minutes", { duration_minutes: "4" }, "minutes"],
    ["half a minute", { duration_minutes: "50.5" }, "minutes"],
    ["a link that is not https", { join_link: "http://meet.example" }, "link"],
    ["a link that is none", { join_link: "javascript:void 0" }, "link"],
    ["no places", { capacity: "0" }, "capacity"],
    ["no first day", { from_day: "" }, "from"],
    ["a last day before the first", { until_day: "2026-11-20" }, "until"],
  ])("is not sent with %s", (_what, part, wrong) => {
    expect(Object.keys(wrongIn({ ...typed, ...part }))).toEqual([wrong]);
  });
  it("is sent in the order of the week, with empty fields left empty", () => {
    expect(wrongIn(typed)).toEqual({});
    expect(written(typed)).toMatchObject({ days: ["mon", "thu"], place: "Room 2", join_link: null, programme_id: null, until_day: null, duration_minutes: 90 });
  });
  it("may begin and end on one day", () => {
    expect(wrongIn({ ...typed, until_day: typed.from_day })).toEqual({});
  });
});

describe("weekly sessions", () => {
  it("end at the wall time, past midnight too", () => {
    expect([endOf("18:00", 180), endOf("09:05", 50), endOf("23:30", 60)]).toEqual(["21:00", "09:55", "00:30"]);
  });
  it("know their places in the week", () => {
    expect(placesOf(["sun", "mon"])).toEqual([0, 6]);
  });
  it("stand by weekday and time, those that are over last", () => {
    const list = [series({ title: "over", until_day: "2026-11-20" }), series({ title: "late", local_time: "18:00" }), series({ title: "tue", days: ["tue"] }), series({ title: "early" })];
    expect(inOrder(list, "2026-11-21").map((one) => one.title)).toEqual(["early", "late", "tue", "over"]);
  });
  it("are not over on their last day", () => {
    expect([isOver({ until_day: "2026-11-21" }, "2026-11-21"), isOver({ until_day: "2026-11-20" }, "2026-11-21"), isOver({ until_day: null }, "2026-11-21")]).toEqual([false, true, false]);
    const leaves = { until_day: null, ended_at: "2026-12-01T05:00:00Z" };
    expect([isOver(leaves, "2026-11-21"), isOver(leaves, "2026-12-01")]).toEqual([false, true]);
  });
});

describe("small things", () => {
  afterEach(() => vi.unstubAllGlobals());
  it("find a name by any part, accents and capitals aside", () => {
    expect([isFound("Rocío", "rocio"), isFound("Fern", "ER"), isFound("Fern", " "), isFound("Fern", "wren")]).toEqual([true, true, true, false]);
  });
  it("give a picture the namespace it needs to stand alone, once", () => {
    const bare = decodeURIComponent(pictureUrl('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>'));
    expect(bare).toBe('data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg>');
    expect(decodeURIComponent(pictureUrl(bare.slice(bare.indexOf("<"))))).toBe(bare);
  });
  it("offer the chosen zone even where the browser does not know it, and each zone once", () => {
    vi.stubGlobal("navigator", { languages: ["en-US"] });
    const values = zones("Etc/Somewhere").map((zone) => zone.value);
    expect(values).toContain("Etc/Somewhere");
    expect(new Set(values).size).toBe(values.length);
  });
});
