import { describe, expect, it } from "vitest";
import { en } from "../../src/desk/words/en.ts";
import { es } from "../../src/desk/words/es.ts";
import { en as enFamily } from "../../src/relative/words/en.ts";
import { es as esFamily } from "../../src/relative/words/es.ts";

const PAIRS = [["desk", en, es], ["relatives", enFamily, esFamily]] as const;
const fills = (sentence: string) => [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();
const formsOf = (entry: unknown): string[] => (typeof entry === "string" ? [entry] : Object.values(entry as Record<string, string>));

describe.each(PAIRS)("the words of the %s", (_name, english, spanish) => {
  const other = spanish as Record<string, unknown>;
  it("are all there in Spanish and none beside", () => {
    expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
  });
  it("know one from many in both languages or in neither, and are nowhere empty", () => {
    for (const [key, entry] of Object.entries(english)) {
      expect([key, formsOf(other[key]).length]).toEqual([key, formsOf(entry).length]);
      for (const sentence of [...formsOf(entry), ...formsOf(other[key])]) expect([key, sentence.trim()]).not.toEqual([key, ""]);
    }
  });
  it("are filled in with the same things in both languages", () => {
    for (const [key, entry] of Object.entries(english)) {
      const said = formsOf(other[key]).map(fills);
      formsOf(entry).forEach((sentence, form) => expect([key, said[form]]).toEqual([key, fills(sentence)]));
    }
  });
  it("are nowhere left in English by mistake", () => {
    for (const [key, entry] of Object.entries(english)) {
      if (typeof entry === "string" && /[a-z]{3,} [a-z]{3,}/.test(entry)) expect([key, other[key]]).not.toEqual([key, entry]);
    }
  });
});
