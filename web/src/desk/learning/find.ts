import type { CurriculumRow } from "../../api/learning_desk.ts";
import { isFound } from "../clients/search.ts";

export type Wanted = { typed: string; topic: string; stage: string; audience: string };
export const EVERYTHING: Wanted = { typed: "", topic: "", stage: "", audience: "" };

/** The modules that fit all that was asked for; those off the shelf come last. */
export function found(items: readonly CurriculumRow[], wanted: Wanted, topicName: (code: string) => string): CurriculumRow[] {
  const fitting = items.filter((row) => fits(row, wanted) && isLike(row, wanted.typed, topicName));
  return [...fitting.filter((row) => !row.withdrawn_at), ...fitting.filter((row) => row.withdrawn_at)];
}

function fits(row: CurriculumRow, { topic, stage, audience }: Wanted): boolean {
  return (!topic || row.topics.includes(topic)) && (!stage || row.stage === stage) && (!audience || (row.audience as string[]).includes(audience));
}

/** Each word that was typed is in the title, the summary, the id or the name of a topic. */
function isLike(row: CurriculumRow, typed: string, topicName: (code: string) => string): boolean {
  const text = [row.title, row.summary, row.id, ...row.topics.map(topicName)].join(" ");
  return typed.split(/\s+/).every((word) => isFound(text, word));
}

/** Those that can be given to a client now. */
export function givable(items: readonly CurriculumRow[]): CurriculumRow[] {
  return items.filter((row) => !row.withdrawn_at && row.audience.includes("client"));
}
