import { describe, expect, it } from "vitest";
import { blockToOpen, digestToOpen, nextAfter, onShelf, placeAfter, readingOf, sectionsOf, withHeading } from "../../src/client/learning/progress.ts";
import { given, place, places, row, shelf, text } from "./furniture.ts";

const LATER = "2026-11-22T10:00:00Z";
const keys = (items: { row: { key: string } }[]) => items.map((item) => item.row.key);

describe("where somebody is", () => {
  it("is what was read last, here or elsewhere, and was finished when it first was", () => {
    const told = { digest: "digest-a", block: 9, began_at: "2026-11-19T10:00:00Z", read_at: LATER, finished_at: null };
    expect(readingOf(row("a", { reading: told }), place("a"))).toMatchObject({ block: 9, began_at: "2026-11-19T10:00:00Z" });
    expect(readingOf(row("a", { reading: { ...told, read_at: "2026-11-20T11:00:00Z" } }), place("a"))?.block).toBe(3);
    const done = row("a", { reading: { ...told, finished_at: LATER } });
    expect(readingOf(done, place("a", { finished_at: "2026-11-21T10:00:00Z" }))?.finished_at).toBe("2026-11-21T10:00:00Z");
  });

  it("is in the text that was begun, until it is finished", () => {
    const newer = row("a", { digest: "digest-new" });
    expect(digestToOpen(newer, place("a"))).toBe("digest-a");
    expect(digestToOpen(newer, place("a", { finished_at: LATER }))).toBe("digest-new");
    expect(digestToOpen(newer, undefined)).toBe("digest-new");
    expect(digestToOpen(null, place("a"))).toBe("digest-a");
    expect(digestToOpen(null, undefined)).toBeNull();
  });

  it("is the beginning in another text, beyond its end, and after it was finished", () => {
    const own = (other?: Parameters<typeof place>[1]) => readingOf(null, place("a", other));
    expect(blockToOpen("digest-a", 9, own())).toBe(3);
    expect(blockToOpen("digest-b", 9, own())).toBe(0);
    expect(blockToOpen("digest-a", 3, own())).toBe(0);
    expect(blockToOpen("digest-a", 9, own({ finished_at: "2026-11-21T10:00:00Z" }))).toBe(0);
    expect(blockToOpen("digest-a", 9, own({ finished_at: "2026-11-20T10:00:00Z" }))).toBe(3);
    expect(blockToOpen("digest-a", 4, own({ finished_at: "2026-11-20T10:00:00Z" }))).toBe(0);
  });

  it("is under its heading with the heading", () => {
    expect([0, 1, 2].map((block) => withHeading(text("digest-a").blocks, block))).toEqual([0, 1, 1]);
  });
});

describe("what was finished before it was given", () => {
  const GIVEN = "2026-11-20T10:00:00Z";
  const before = { finished_at: "2026-11-10T10:00:00Z", read_at: "2026-11-11T10:00:00Z", block: 2 };
  const told = { digest: "digest-a", block: 2, began_at: "2026-11-09T10:00:00Z", read_at: "2026-11-11T10:00:00Z", finished_at: "2026-11-10T10:00:00Z" };
  const asked = row("a", { assigned: given({ at: GIVEN }), reading: told });
  const only = (item: typeof asked, known = places()) => onShelf(shelf(item), known)[0];

  it("stands under what was given again, and is gone on with once it is opened", () => {
    expect(only({ ...asked, assigned: null })?.state).toBe("finished");
    expect(keys(sectionsOf(onShelf(shelf(asked), places(place("a", before))), 2).now)).toEqual(["a"]);
    expect(only(asked)?.reading).toMatchObject({ finished_at: null, finished_before: "2026-11-10T10:00:00Z", is_again: true });
    expect(only(asked, places(place("a", { ...before, read_at: LATER })))?.state).toBe("begun");
  });

  it("begins anew, in the wording of today, and can be finished", () => {
    const reading = readingOf(asked, place("a", before));
    expect(blockToOpen("digest-a", 9, reading)).toBe(0);
    expect(digestToOpen({ ...asked, digest: "digest-new" }, place("a", before))).toBe("digest-new");
    const at = new Date(LATER);
    expect(placeAfter(place("a", before), reading, text("digest-a"), 0, false, at)).toBeNull();
    const begun = placeAfter(place("a", { ...before, marked: 2, first: "old" }), reading, text("digest-a"), 1, false, at);
    expect(begun).toMatchObject({ began_at: at.toISOString(), finished_at: null, marked: null, first: null });
    const done = placeAfter(begun ?? undefined, reading, text("digest-a"), 2, true, at);
    expect(done).toMatchObject({ finished_at: at.toISOString(), finish_to_tell: true });
    expect(only(asked, places(done ?? place("a")))).toMatchObject({ state: "finished", reading: { finished_at: at.toISOString() } });
  });

  it("counts as long as the week of the level that brings it has not come", () => {
    const ahead = { ...asked, assigned: given({ for: "level", by: null, week: 3, at: GIVEN, is_now: false }) };
    expect([only(ahead)?.state, only({ ...ahead, assigned: { ...ahead.assigned, is_now: true } })?.state]).toEqual(["finished", "new"]);
  });
});

describe("the place that is kept", () => {
  const at = new Date(LATER);
  it("is none for whoever only looked at the first lines, and none where nothing has moved", () => {
    expect(placeAfter(undefined, null, text("digest-a"), 0, false, at)).toBeNull();
    expect(placeAfter(place("a"), null, text("digest-a"), 3, false, at)).toBeNull();
    expect(placeAfter(place("a"), null, text("digest-a"), 0, false, at)?.block).toBe(0);
  });

  it("says what was finished until the server knows, and when it was first", () => {
    const done = placeAfter(place("a", { marked: 3 }), null, text("digest-a"), 2, true, at);
    expect(done).toMatchObject({ finish_to_tell: true, marked: null, finished_at: at.toISOString(), began_at: "2026-11-20T10:00:00Z" });
    const again = placeAfter(place("a", { finished_at: "2026-11-01T10:00:00Z" }), null, text("digest-a"), 2, true, at);
    expect(again?.finished_at).toBe("2026-11-01T10:00:00Z");
  });

  it("begins anew with another text", () => {
    expect(placeAfter(place("a"), null, text("digest-new", { key: "a" }), 2, false, at)).toMatchObject({ digest: "digest-new", began_at: at.toISOString(), marked: null });
  });
});

describe("the shelf", () => {
  // In the second week of a level that was come to on November 14.
  const began = (week: number) => new Date(Date.UTC(2026, 10, 14 + 7 * (week - 1), 5)).toISOString();
  const level = (week: number, is_now = true, at = began(week)) => given({ for: "level", by: null, week, is_now, at });
  const items = onShelf(shelf(
    row("level", { assigned: level(2) }), row("past", { assigned: level(1) }), row("ahead", { assigned: level(3, false) }),
    row("level-before", { assigned: level(2, true, "2026-10-20T10:00:00Z") }),
    row("by-day", { assigned: given({ due_on: "2026-11-25" }) }), row("bea", { assigned: given() }),
    row("old"), row("begun", { assigned: given() }), row("done", { assigned: given() }), row("free"),
  ), places(place("begun", { read_at: LATER }), place("old"), place("done", { finished_at: LATER })));

  it("has what was begun first, then what is for this week at this level, and calls nothing late", () => {
    const { goOn, now, earlier } = sectionsOf(items, 2, Date.parse(LATER));
    expect(keys(goOn)).toEqual(["begun", "old"]);
    expect(keys(now)).toEqual(["by-day", "bea", "level"]);
    expect(keys(earlier)).toEqual(["level-before", "past"]);
  });

  it("has nothing of this week for whoever is at no level, nor from a week that is over", () => {
    expect(keys(sectionsOf(items, null, Date.parse(LATER)).now)).toEqual(["by-day", "bea"]);
    expect(keys(sectionsOf(items, 2, Date.parse("2026-12-02T10:00:00Z")).earlier)).toEqual(["level", "level-before", "past"]);
  });

  it("offers what was given next, and a neighbour where nothing was", () => {
    expect(nextAfter(items, "by-day", 2, () => "g")?.row.key).toBe("bea");
    expect(nextAfter(onShelf(shelf(row("a"), row("b"), row("c")), new Map()), "a", null, (one) => (one.key === "b" ? "other" : "g"))?.row.key).toBe("c");
    expect(nextAfter(onShelf(shelf(row("a")), new Map()), "a", null, () => "g")).toBeNull();
  });
});
