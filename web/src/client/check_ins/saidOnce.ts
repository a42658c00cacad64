import { takeBack } from "../../offline/save.ts";
import type { Draft } from "./sitting.ts";

/** "I may use" is told once: in the log that has left by itself, or else with the sitting. */
export async function saidOnce({ may_use_told, ...draft }: Draft): Promise<Draft> {
  if (!may_use_told || (await takeBack(may_use_told))) return draft;
  const { may_use: _, ...answers } = draft.answers;
  return { ...draft, answers };
}
