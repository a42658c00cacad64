import type { Assigned, ModuleRow, Modules, ModuleText } from "../../src/api/learning.ts";
import type { Place } from "../../src/client/learning/progress.ts";

/** A row of the shelf about nothing. */
export function row(key: string, other: Partial<ModuleRow> = {}): ModuleRow {
  return {
    key, digest: `digest-${key}`, version: 1, language: "en", title: `Text ${key}`, summary: "What it is for.", minutes: 5, stage: "early",
    topics: [], audience: ["client"], triggers: [], groups: [], is_own: false, assigned: null, reading: null, newer: null, ...other,
  };
}

export function given(other: Partial<Assigned> = {}): Assigned {
  return { for: "person", by: "Bea", at: "2026-11-20T10:00:00Z", due_on: null, line: null, week: null, is_now: true, ...other };
}

export function shelf(...items: ModuleRow[]): Modules {
  return { language: "en", items, this_week: 2 };
}

export function place(key: string, other: Partial<Place> = {}): Place {
  return {
    key, digest: `digest-${key}`, block: 3, began_at: "2026-11-20T10:00:00Z", read_at: "2026-11-21T10:00:00Z", finished_at: null,
    marked: null, first: null, finish_to_tell: false, ...other,
  };
}

export function places(...all: Place[]): Map<string, Place> {
  return new Map(all.map((one) => [one.key, one]));
}

export function text(digest: string, other: Partial<ModuleText> = {}): ModuleText {
  return {
    digest, key: digest.replace("digest-", ""), language: "en", version: 1, title: "A text", summary: "", minutes: 5, today: "Walk.", family: null,
    blocks: [{ tag: "p", in: ["One."] }, { tag: "h2", in: ["Two"] }, { tag: "p", in: ["Three."] }], reflections: [], cards: [], sources: [], ...other,
  };
}
