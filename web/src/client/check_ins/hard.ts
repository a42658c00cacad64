import { careFor } from "./AfterCheckIn.tsx";
import { actsAtOnce } from "./form.ts";
import type { Draft } from "./sitting.ts";

/**
 * Whether something in a sitting is too grave to be followed by anything light: what was said in
 * words, what acted at once, and what has already left on its own.
 */
export function isHard({ answers, forms, may_use_told }: Pick<Draft, "answers" | "forms" | "may_use_told">): boolean {
  const acted = forms.some(({ form, answers: given }) => Object.entries(given).some(([item, value]) => value !== null && actsAtOnce(form, item, value)));
  return acted || may_use_told !== undefined || careFor(answers) !== null;
}
