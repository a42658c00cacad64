import type { Day, Series } from "../../api/types.ts";
import { inOrder, isOver } from "../sessions/series.ts";

const ALONE: readonly Series["kind"][] = ["individual", "medication", "monitoring", "case_management", "family"];

/** Whether several clients meet: a module given to it goes to each of them. */
export function isGroup(series: Pick<Series, "kind">): boolean {
  return !ALONE.includes(series.kind);
}

/** Groups that still meet and that somebody takes part in. */
export function groupsOf(items: readonly Series[], today: Day): Series[] {
  return inOrder(items, today).filter((one) => isGroup(one) && !isOver(one, today) && one.participants.length > 0);
}
