import type { VNode } from "preact";
import { describe, expect, it } from "vitest";
import type { Node } from "../../src/api/learning.ts";
import { Blocks } from "../../src/client/learning/Blocks.tsx";
import { breaths, piecesOf, type Speaking, Speaker, voiceFor } from "../../src/client/learning/speech.ts";
import { groupOf, plain, search, wordsIn } from "../../src/client/learning/topics.ts";
import { row, text } from "./furniture.ts";

/** The tree as a string: enough to see which elements and attributes there are. */
function drawn(node: unknown): string {
  if (Array.isArray(node)) return node.map(drawn).join("");
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node !== "object") return String(node);
  const { type, props } = node as VNode<Record<string, unknown>>;
  const { children, ...rest } = props;
  if (typeof type !== "string") return drawn(children);
  return `<${type}${Object.entries(rest).map(([name, value]) => ` ${name}="${String(value)}"`).join("")}>${drawn(children)}</${type}>`;
}
const shown = (...blocks: Node[]) => drawn(Blocks({ blocks }));

describe("a text as elements", () => {
  it("has nothing that is not on the list, whatever the server said", () => {
    for (const tag of ["script", "iframe", "style", "object", "svg", "form", "SCRIPT"]) expect(shown({ tag, in: ["words"] })).not.toContain(`<${tag}`);
    expect(shown({ tag: "script", in: ["words"] })).toContain("words");
    for (const href of ["javascript:alert(1)", "data:text/html,x", "https://example.org/x", "http://example.org", "//example.org", "tel:1;x"]) {
      expect(shown({ tag: "a", href, in: ["words"] })).not.toContain("<a");
    }
    for (const to of ["../../me", "d5c406f64f/../x", "D5C406F64F", ""]) expect(shown({ tag: "a", to, in: ["words"] })).not.toContain("<a");
    for (const src of ["https://example.org/x.svg", "/pictures/../api/me", "/pictures/x.svg?y", "data:image/svg+xml,x"]) {
      expect(shown({ tag: "img", src, alt: "A wave" })).not.toContain("<img");
    }
    expect(shown({ tag: "p", in: ["words"], onclick: "x" } as Node)).not.toContain("onclick");
  });

  it("leads inside the app and to the phone, and says where the rest would lead", () => {
    expect(shown({ tag: "a", to: "d5c406f64f", in: ["sleep"] })).toContain('<a href="/read/d5c406f64f">sleep</a>');
    expect(shown({ tag: "a", href: "tel:988", in: ["988"] })).toContain('<a href="tel:988">988</a>');
    expect(shown({ tag: "a", href: "https://www.example.org/x", in: ["a list"] })).toContain("a list (example.org)");
    expect(shown({ tag: "img", src: "/pictures/curve.svg", alt: "A wave" })).toContain('src="/pictures/curve.svg" alt="A wave"');
  });
});

describe("reading aloud", () => {
  const spoken = text("digest-a", { blocks: [{ tag: "h2", in: ["Now"] }, { tag: "ul", in: [{ tag: "li", in: [{ tag: "p", in: ["One. ", { tag: "strong", in: ["Two"] }, "."] }] }, { tag: "li", in: ["Three"] }] }, { tag: "p", in: [" – "] }] });

  it("goes by block and item, in short breaths, and passes over what has no words", () => {
    expect(piecesOf(spoken)).toEqual([{ block: 0, words: "Now" }, { block: 1, words: "One. Two." }, { block: 1, words: "Three" }]);
    const long = breaths(`${"A long sentence of many words. ".repeat(20)}${"word ".repeat(90)}`);
    expect(long.every((one) => one.length <= 220)).toBe(true);
    expect(long.join(" ").split(/\s+/).length).toBe(20 * 6 + 90);
  });

  it("pauses, goes on with the same piece, and believes no late word of what was silenced", () => {
    const said: string[] = [];
    const ends: ((well: boolean) => void)[] = [];
    let now: Speaking = { state: "off", block: null };
    const speaker = new Speaker(piecesOf(spoken), { say: (words, done) => void (said.push(words), ends.push(done)), hush: () => undefined }, (next) => { now = next; });
    speaker.play(0);
    ends[0]?.(true);
    speaker.pause();
    expect(now).toEqual({ state: "paused", block: 1 });
    ends[1]?.(true);
    ends[1]?.(false);
    speaker.goOn();
    expect(said).toEqual(["Now", "One. Two.", "One. Two."]);
    ends[2]?.(true);
    ends[3]?.(true);
    expect(now).toEqual({ state: "off", block: null });
  });

  it("has no voice that would send the words away", () => {
    const voice = (lang: string, localService: boolean) => ({ lang, localService, default: false });
    expect(voiceFor([voice("en-US", false), voice("es-MX", true)], "en")).toBeNull();
    expect(voiceFor([voice("en-GB", true), voice("en_US", true)], "en")?.lang).toBe("en_US");
    expect(voiceFor([voice("es-ES", true), voice("es-MX", true)], "es")?.lang).toBe("es-MX");
  });
});

describe("the library", () => {
  it("finds words that begin so, in the title first, without minding accents", () => {
    const items = ["El sueño", "Dinero", "Dormir"].map((title, index) => ({ row: row(String(index), { title, summary: index === 2 ? "Para el sueño." : "" }) }));
    const bodies = new Map([["digest-1", plain("Quien tiene sueno gasta menos.")]]);
    const found = (asked: string) => search(items, asked, bodies).map((item) => item.row.title);
    expect(found("SUENO")).toEqual(["El sueño", "Dormir", "Dinero"]);
    expect(found("sueño menos")).toEqual(["Dinero"]);
    expect(found("ueño")).toEqual([]);
    expect(found(" , ")).toEqual([]);
  });

  it("keeps words of neighbouring elements apart", () => {
    expect(wordsIn([{ tag: "h2", in: ["Sleep"] }, { tag: "p", in: ["Rest"] }])).toBe("Sleep Rest ");
  });

  it("has a place for everything", () => {
    expect(groupOf(row("a", { topics: ["od-05"] }))).toBe("cravings");
    expect(groupOf(row("a", { groups: ["support", "skills:relapse_prevention"] }))).toBe("slips");
    expect(groupOf(row("a", { topics: ["od-05"], audience: ["family"] }))).toBe("family");
    expect(groupOf(row("a", { topics: ["zz-99"] }))).toBe("more");
  });
});
