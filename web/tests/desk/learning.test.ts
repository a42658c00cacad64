import { beforeEach, describe, expect, it, vi } from "vitest";
import type { CurriculumRow } from "../../src/api/learning_desk.ts";
import { Problem } from "../../src/api/problem.ts";
import type { Series } from "../../src/api/types.ts";
import { EVERYTHING, found, givable } from "../../src/desk/learning/find.ts";
import { groupsOf } from "../../src/desk/learning/groups.ts";
import { refusalOf, sayEase, sayFigures, sayGroup, sayLanguages, sayTrigger } from "../../src/desk/learning/say.ts";
import { lineAt, nextVersion, ownCopy, rangeOfLine, sizeOf, textOf } from "../../src/desk/learning/source.ts";
import { template } from "../../src/desk/learning/template.ts";
import { en, es } from "../../src/desk/learning/words.ts";

const row = (id: string, part: Partial<CurriculumRow> = {}): CurriculumRow => ({
  key: id, id, title: id, summary: "", topics: [], stage: "any", minutes: 5, audience: ["client"], triggers: [], groups: [], languages: [],
  is_own: false, withdrawn_at: null, sources: 1, assigned: null, finished: null, ...part,
});
const ROWS = [
  row("sleep", { title: "Sueño en la recuperación", stage: "early", topics: ["od-02"] }),
  row("old", { withdrawn_at: "2026-11-01T00:00:00Z" }),
  row("codependency", { audience: ["family"], summary: "For whoever loves somebody" }),
];
const ids = (rows: CurriculumRow[]) => rows.map((one) => one.id);
const topic = (code: string) => (code === "od-02" ? "Anxiety and restlessness" : code);

beforeEach(() => void vi.stubGlobal("navigator", { languages: ["en-US"], language: "en-US" }));

describe("the search in the curriculum", () => {
  it("finds by every word of title, summary and topic, accents and capitals aside", () => {
    expect(ids(found(ROWS, { ...EVERYTHING, typed: "SUENO recup" }, topic))).toEqual(["sleep"]);
    expect(ids(found(ROWS, { ...EVERYTHING, typed: "restless" }, topic))).toEqual(["sleep"]);
    expect(ids(found(ROWS, { ...EVERYTHING, typed: "sueno loves" }, topic))).toEqual([]);
  });
  it("asks for all that was chosen, and shows what is off the shelf last", () => {
    expect(ids(found(ROWS, { ...EVERYTHING, audience: "family" }, topic))).toEqual(["codependency"]);
    expect(ids(found(ROWS, { ...EVERYTHING, stage: "early", topic: "od-01" }, topic))).toEqual([]);
    expect(ids(found(ROWS, EVERYTHING, topic))).toEqual(["sleep", "codependency", "old"]);
  });
  it("offers to give neither what is off the shelf nor what is for relatives", () => {
    expect(ids(givable(ROWS))).toEqual(["sleep"]);
  });
});

describe("what is said of a module", () => {
  it("has no number where none was told", () => {
    expect(sayFigures({ assigned: null, finished: null })).toBe("Too few people for numbers");
    expect(sayFigures({ assigned: 10, finished: null })).toBe("Given to 10 or more");
    expect(sayFigures({ assigned: 10, finished: 5 })).toBe("Given to 10 or more, finished by 5 or more");
  });
  it("names groups and triggers as people do, and leaves what it does not know", () => {
    expect([sayGroup("support"), sayGroup("skills:stress_management"), sayGroup("drumming")]).toEqual(["Support group", "Skills group: Handling stress", "drumming"]);
    expect([sayTrigger("alone_at_night"), sayTrigger("eclipse")]).toEqual(["Alone at night", "eclipse"]);
  });
  it("measures each language in its own way", () => {
    expect(sayEase({ language: "en", reading_age: 5.44, is_easy: true })).toBe("Easy enough (school grade 5.4, at most 6.5)");
    expect(sayEase({ language: "es", reading_age: 58, is_easy: false })).toBe("Harder than it should be (ease 58 of 100, at least 65)");
    expect(sayLanguages([{ language: "en", version: 2, words: 1, reading_age: 5, is_easy: true }])).toBe("English (version 2)");
  });
  it("says why something was refused", () => {
    expect(refusalOf(new Problem(409, "already_assigned", ""), "Ada")).toBe("Ada has this module already.");
    expect(refusalOf(new Problem(409, "version_not_newer", ""))).toContain("higher number");
  });
});

describe("the text of a file", () => {
  const FILE = '+++\nid = "halt"\nversion = 4\ntitle = "x"\n\n[[cards]]\nid = "c1"\n+++\nversion = 7\nid = "y"\n';
  it("has lines from 1, and a line beyond the end is the last", () => {
    expect(FILE.slice(...rangeOfLine(FILE, 2))).toBe('id = "halt"');
    expect(rangeOfLine("one\ntwo", 99)).toEqual([4, 7]);
    expect([lineAt(FILE, 0), lineAt(FILE, 4), lineAt(FILE, FILE.length)]).toEqual([1, 2, 11]);
  });
  it("is published again with the next version, and nothing of the body changes", () => {
    expect(nextVersion(FILE)).toBe(FILE.replace("version = 4", "version = 5"));
  });
  it("becomes one of the centre's own: its id, from version 1, with its language", () => {
    const own = ownCopy(FILE, "es");
    expect(own).toBe(FILE.replace('"halt"\nversion = 4', '"own-halt"\nversion = 1\nlanguage = "es"'));
    expect(ownCopy(own, "es")).toBe(own);
  });
  it("is read from UTF-8 alone, with the page's line ends, and is as long as its bytes", () => {
    expect(textOf(new TextEncoder().encode("ä\r\nb\rc").buffer as ArrayBuffer)).toBe("ä\nb\nc");
    expect(textOf(new Uint8Array([0xff, 0xfe, 0x41]).buffer)).toBeNull();
    expect(sizeOf("ñ")).toBe(2);
  });
  it("begins from a template in either language", () => {
    for (const language of ["en", "es"] as const) expect(template(language, "2026-11-22")).toMatch(new RegExp(`^\\+\\+\\+\nid = "own-[^]*language = "${language}"[^]*read = 2026-11-22\n`));
  });
});

describe("who is told of", () => {
  it("are groups that still meet and in which somebody is", () => {
    const series = (id: string, part: Partial<Series>) =>
      ({ id, title: id, kind: "skills", days: ["mon"], local_time: "09:00", until_day: null, participants: [{ id: "a", shown_name: "A" }], ...part }) as Series;
    const all = [series("on", {}), series("over", { until_day: "2026-01-01" }), series("alone", { kind: "individual" }), series("empty", { participants: [] })];
    expect(groupsOf(all, "2026-11-22").map((one) => one.id)).toEqual(["on"]);
  });
});

describe("the words of the modules at the desk", () => {
  it("are filled in with the same things in both languages", () => {
    const fills = (entry: unknown) => [...new Set([...JSON.stringify(entry).matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();
    for (const [key, entry] of Object.entries(en)) expect([key, fills((es as Record<string, unknown>)[key])]).toEqual([key, fills(entry)]);
  });
});
