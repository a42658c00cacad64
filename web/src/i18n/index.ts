import { signal } from "@preact/signals";
import type { Language } from "../api/types.ts";

/** A sentence, or its forms for one and for many. `{name}` is filled in by the caller. */
export type Words = Record<string, string | { one: string; other: string }>;
export type Translated<W extends Words> = { [Key in keyof W]: W[Key] extends string ? string : { one: string; other: string } };
export type Fill = Record<string, string | number>;
type Late<W extends Words> = () => Promise<Translated<W>>;

export const language = signal<Language>("en");
const lateSpanish = new Set<() => Promise<void>>();

/** A typed `t` for one part of the app. Give Spanish as a loader when it may arrive later. */
export function words<W extends Words>(en: W, es: Translated<W> | Late<W>) {
  let spanish: Translated<W> | null = typeof es === "function" ? null : (es as Translated<W>);
  if (typeof es === "function") {
    const load = async () => {
      spanish = await (es as Late<W>)();
      lateSpanish.delete(load);
    };
    lateSpanish.add(load);
  }
  return function t(key: keyof W & string, fill: Fill = {}): string {
    const entry = ((language.value === "es" && spanish?.[key]) || en[key]) ?? key;
    const sentence = typeof entry === "string" ? entry : entry[pluralOf(Number(fill["count"]))];
    const said = sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(fill[name] ?? whole));
    // A Spanish time ends with a full stop of its own: one is enough.
    return said.replace(/([ap]\.m\.)\./g, "$1");
  };
}

function pluralOf(count: number): "one" | "other" {
  return new Intl.PluralRules(language.value).select(count) === "one" ? "one" : "other";
}

/** Changes the language of every word on the screen and of the page itself. */
export async function speak(wanted: Language): Promise<void> {
  if (wanted === "es") await fetchSpanish();
  language.value = wanted;
  document.documentElement.lang = wanted;
}

/** For a screen that has just been loaded: its words come with it, in the language in use. */
export async function wordsReady(): Promise<void> {
  if (language.value === "es") await fetchSpanish();
}

/** Without a network and without the file on the phone, English words are better than none. */
async function fetchSpanish(): Promise<void> {
  await Promise.allSettled([...lateSpanish].map((load) => load()));
}

/** What the phone itself speaks: for the screens before anybody has signed in. */
export function phoneLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("es") ? "es" : "en";
}

/** The phone's own regional form of the language in use, for dates and numbers. */
export function locale(): string {
  const own = navigator.languages.find((tag) => tag.toLowerCase().startsWith(language.value) && isLocale(tag));
  return own ?? (language.value === "es" ? "es-US" : "en-US");
}

function isLocale(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
