import { describe, expect, it } from "vitest";
import { blockToOpen, digestToOpen, nextAfter, onShelf, placeAfter, readingOf, sectionsOf, withHeading } from "../../src/client/learning/progress.ts";
import { given, place, places, row, shelf, text } from "./furniture.ts";

const LATER = "2026-11-22T10:00:00Z";
const keys = (items: { row: { key: string } }[]) => items.map((item) => item.row.key);

describe("where somebody is", () => {
  it("is what was read last, here or elsewhere, and was finished when it first was", () => {
    const told = { digest: "digest-a", block: 9, began_at: "2026-11-19T10:00:00Z", read_at: LATER, finished_at: null };
    expect(readingOf(told, place("a"))).toMatchObject({ block: 9, began_at: "2026-11-19T10:00:00Z" });
    expect(readingOf({ ...told, read_at: "2026-11-20T11:00:00Z" }, place("a"))?.block).toBe(3);
    expect(readingOf({ ...told, finished_at: LATER }, place("a", { finished_at: "2026-11-21T10:00:00Z" }))?.finished_at).toBe("2026-11-21T10:00:00Z");
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
    expect(blockToOpen("digest-a", 9, place("a"))).toBe(3);
    expect(blockToOpen("digest-b", 9, place("a"))).toBe(0);
    expect(blockToOpen("digest-a", 3, place("a"))).toBe(0);
    expect(blockToOpen("digest-a", 9, place("a", { finished_at: "2026-11-21T10:00:00Z" }))).toBe(0);
    expect(blockToOpen("digest-a", 9, place("a", { finished_at: "2026-11-20T10:00:00Z" }))).toBe(3);
    expect(blockToOpen("digest-a", 4, place("a", { finished_at: "2026-11-20T10:00:00Z" }))).toBe(0);
  });

  it("is under its heading with the heading", () => {
    expect([0, 1, 2].map((block) => withHeading(text("digest-a").blocks, block))).toEqual([0, 1, 1]);
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
  const level = (week: number, is_now = true) => given({ for: "level", by: null, week, is_now });
  const items = onShelf(shelf(
    row("level", { assigned: level(2) }), row("past", { assigned: level(1) }), row("ahead", { assigned: level(3, false) }),
    row("by-day", { assigned: given({ due_on: "2026-11-25" }) }), row("bea", { assigned: given() }),
    row("old"), row("begun", { assigned: given() }), row("done", { assigned: given() }), row("free"),
  ), places(place("begun", { read_at: LATER }), place("old"), place("done", { finished_at: LATER })));

  it("has what was begun first, then what is for this week, and calls nothing late", () => {
    const { goOn, now, earlier } = sectionsOf(items, 2);
    expect(keys(goOn)).toEqual(["begun", "old"]);
    expect(keys(now)).toEqual(["by-day", "bea", "level"]);
    expect(keys(earlier)).toEqual(["past"]);
  });

  it("offers what was given next, and a neighbour where nothing was", () => {
    expect(nextAfter(items, "by-day", 2, () => "g")?.row.key).toBe("bea");
    expect(nextAfter(onShelf(shelf(row("a"), row("b"), row("c")), new Map()), "a", null, (one) => (one.key === "b" ? "other" : "g"))?.row.key).toBe("c");
    expect(nextAfter(onShelf(shelf(row("a")), new Map()), "a", null, () => "g")).toBeNull();
  });
});
