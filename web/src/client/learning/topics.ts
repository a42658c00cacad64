import type { ModuleRow, Node } from "../../api/learning.ts";

/** Shelves of the library, in the order in which they are shown. */
export const GROUPS = ["cravings", "slips", "beginning", "body", "feelings", "people", "days", "family", "more"] as const;
export type Group = (typeof GROUPS)[number];
export const STAGES = ["early", "middle", "later"] as const;
export type Stage = (typeof STAGES)[number];

const OF_TOPIC: Record<string, Group> = {
  ...all("cravings", "ms-08 ms-09 ms-10 od-05 od-13"),
  ...all("slips", "ms-13 od-16 od-17 od-18"),
  ...all("beginning", "ms-01 ms-02 ms-03 ms-04 ms-07 od-04 od-07"),
  ...all("body", "ms-05 ms-06 ms-11 od-06"),
  ...all("feelings", "od-02 od-12 od-15 od-22"),
  ...all("people", "ms-14 od-01 od-08 od-09 od-11 od-14"),
  ...all("days", "ms-12 od-03 od-10 od-19 od-20 od-21"),
};

/** For what belongs to none of the topics of the classic or the open programme. */
const OF_GROUP: [string, Group][] = [
  ["skills:refusal", "cravings"], ["skills:relapse_prevention", "slips"], ["skills:assertiveness", "people"],
  ["family", "people"], ["interpersonal", "people"], ["skills:stress_management", "feelings"],
];

function all(group: Group, topics: string): Record<string, Group> {
  return Object.fromEntries(topics.split(" ").map((topic) => [topic, group]));
}

export function groupOf(row: Pick<ModuleRow, "audience" | "topics" | "groups">): Group {
  if (!row.audience.includes("client")) return "family";
  const topic = row.topics.map((code) => OF_TOPIC[code]).find((group) => group !== undefined);
  return topic ?? OF_GROUP.find(([kind]) => row.groups.includes(kind))?.[1] ?? "more";
}

/** Small letters without accents: whoever types "animo" finds "ánimo". */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** All words of a text, for a search without a network. */
export function wordsIn(nodes: readonly Node[]): string {
  return nodes.map((node) => (typeof node === "string" ? node : `${wordsIn(node.in ?? [])} `)).join("");
}

/** Each word asked for begins a word somewhere. In the title counts most, in the text least. */
export function search<T extends { row: ModuleRow }>(items: readonly T[], asked: string, bodies: ReadonlyMap<string, string>): T[] {
  const terms = plain(asked).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (terms.length === 0) return [];
  const found = items.map((item) => ({ item, rank: rankOf(item.row, terms, bodies.get(item.row.digest) ?? "") }));
  return found.filter(({ rank }) => rank > 0).sort((a, b) => b.rank - a.rank).map(({ item }) => item);
}

function rankOf(row: ModuleRow, terms: string[], body: string): number {
  const places: [string, number][] = [[plain(row.title), 100], [plain(row.summary), 10], [body, 1]];
  let rank = 0;
  for (const term of terms) {
    const best = places.find(([text]) => hasWord(text, term));
    if (!best) return 0;
    rank += best[1];
  }
  return rank;
}

function hasWord(text: string, start: string): boolean {
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return true;
  }
  return false;
}
