import type { Need } from "../../api/needs.ts";

/** The ids of steps that another step of the same need has taken the place of. */
export function replacedIn({ steps }: Pick<Need, "steps">): Set<string> {
  return new Set(steps.map((step) => step.instead_of).filter((id) => id !== null));
}
