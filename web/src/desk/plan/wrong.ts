import type { Intervention, PlanContent } from "../../api/plan.ts";
import { interventionsOf, tidied, wordless } from "../../client/plan/content.ts";

/** What has to be put right before the plan can be saved, by the item it concerns. */
export type Wrong = Map<string, Set<"words" | "minutes" | "per_week">>;

export function wrongIn(content: PlanContent): Wrong {
  const found: Wrong = new Map();
  const tidy = tidied(content);
  for (const id of wordless(tidy)) found.set(id, new Set(["words"]));
  for (const one of interventionsOf(tidy)) {
    const wrong = wrongInOne(one);
    if (wrong.length > 0) found.set(one.id, new Set(wrong));
  }
  return found;
}

function wrongInOne(one: Intervention): ("words" | "minutes" | "per_week")[] {
  const session = one.kind === "session";
  const counted = session || one.kind === "mutual_help";
  return [
    ...(!counted && one.text === "" ? ["words" as const] : []),
    ...(session && !(Number.isInteger(one.minutes) && one.minutes! >= 5 && one.minutes! <= 720) ? ["minutes" as const] : []),
    ...(counted && !(one.per_week !== null && one.per_week > 0 && one.per_week <= 40) ? ["per_week" as const] : []),
  ];
}
