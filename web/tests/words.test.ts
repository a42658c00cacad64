import { describe, expect, it } from "vitest";
import { en } from "../src/i18n/en.ts";
import { en as enMore } from "../src/i18n/en-more.ts";
import { es } from "../src/i18n/es.ts";
import { es as esMore } from "../src/i18n/es-more.ts";
import { language, words } from "../src/i18n/index.ts";
import { readFileSync } from "node:fs";

const PAIRS = [["shell", en, es], ["later screens", enMore, esMore]] as const;
const fills = (entry: unknown) => [...JSON.stringify(entry).matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
const once = (list: (string | undefined)[]) => [...new Set(list)];

describe.each(PAIRS)("the words of the %s", (_name, english, spanish) => {
  it("are all there in Spanish and none beside", () => {
    expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort());
  });
  it("are filled in with the same things in both languages", () => {
    const other = spanish as Record<string, unknown>;
    for (const [key, entry] of Object.entries(english)) expect([key, ...once(fills(other[key]))]).toEqual([key, ...once(fills(entry))]);
  });
  it("are nowhere empty, and nowhere left in English by mistake", () => {
    const same = ["app.name", "tab.help", "use.no"];
    const other = spanish as Record<string, unknown>;
    for (const [key, entry] of Object.entries(english)) {
      expect(JSON.stringify(other[key]).length).toBeGreaterThan(3);
      if (typeof entry === "string" && entry.length > 12 && !same.includes(key)) expect([key, other[key]]).not.toEqual([key, entry]);
    }
  });
});

describe("the list of who looked at a record", () => {
  it("has a word for every kind of data the server can name", () => {
    const api = JSON.parse(readFileSync(new URL("../../docs/openapi.json", import.meta.url), "utf8")) as { components: { schemas: { Data: { enum: string[] } } } };
    expect(api.components.schemas.Data.enum.filter((kind) => !(`access.${kind}` in enMore))).toEqual([]);
  });
});

describe("a sentence", () => {
  const t = words({ hello: "Hello {name}", count: { one: "{count} entry", other: "{count} entries" } }, { hello: "Hola {name}", count: { one: "{count} nota", other: "{count} notas" } });
  it("is filled in, and knows one from many, in the language in use", () => {
    expect(t("hello", { name: "Robin" })).toBe("Hello Robin");
    expect([t("count", { count: 1 }), t("count", { count: 2 }), t("count", { count: 0 })]).toEqual(["1 entry", "2 entries", "0 entries"]);
    language.value = "es";
    expect([t("hello", { name: "Robin" }), t("count", { count: 1 })]).toEqual(["Hola Robin", "1 nota"]);
    language.value = "en";
  });
  it("that ends in a Spanish hour ends in one full stop", () => {
    expect(words({ by: "By {when}. Then home." }, { by: "A las {when}. Luego a casa." })("by", { when: "5:00 p.m." })).toBe("By 5:00 p.m. Then home.");
  });
});
