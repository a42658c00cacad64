import type { FormItem, FormText, FormWritten } from "../../api/forms.ts";
import type { Day } from "../../api/types.ts";

/** A coded answer; null is one the person would rather not give; missing is one not reached yet. */
export type FormAnswers = Record<string, number | null>;

/** One questionnaire of a sitting, whole: what was shown is what is sent, whatever changes meanwhile. */
export type Part = {
  form: FormText;
  due_on: Day | null;
  answers: FormAnswers;
  /** Left for another day, or waiting since an earlier one; it stays due. */
  put_off?: boolean;
  /** The write it has already left in. */
  gone?: string;
};

/** The items that are asked, in their order: what an answer skips is not. */
export function asked(form: FormText, answers: FormAnswers): FormItem[] {
  const skipped = new Set<string>();
  for (const item of form.items) {
    if (skipped.has(item.number)) continue;
    const answer = answers[item.number];
    for (const skip of form.skips) {
      if (skip.item === item.number && typeof answer === "number" && skip.when.includes(answer)) {
        for (const number of skip.skips) skipped.add(number);
      }
    }
  }
  return form.items.filter((item) => !skipped.has(item.number));
}

export function isAnswered(part: Part, item: string): boolean {
  return part.answers[item] !== undefined;
}

/** What is asked and what was said to it; what has been skipped since is not said any more. */
export function said(part: Part): Record<string, number> {
  const given = asked(part.form, part.answers).map(({ number }) => [number, part.answers[number]] as const);
  return Object.fromEntries(given.filter((pair): pair is [string, number] => typeof pair[1] === "number"));
}

/** The asked items without which there is no score. */
export function missing(part: Part): FormItem[] {
  return asked(part.form, part.answers).filter((item) => item.required && typeof part.answers[item.number] !== "number");
}

/** Asked, needed, and not reached yet. What was left out on purpose is not among it. */
export function unreached(part: Part): FormItem[] {
  return missing(part).filter((item) => part.answers[item.number] === undefined);
}

export function leftOut(part: Part): number {
  return asked(part.form, part.answers).filter((item) => part.answers[item.number] === null).length;
}

export function actsAtOnce(form: FormText, item: string, value: number): boolean {
  return form.acts_at_once.some((one) => one.item === item && value >= one.at_least);
}

/** Null: nothing was answered, so there is nothing to send. */
export function written({ form, due_on, ...part }: Part): FormWritten | null {
  const answers = said({ form, due_on, ...part });
  if (Object.keys(answers).length === 0) return null;
  const { id, version, language, wording, recall } = form;
  return { instrument: id, version, language, wording, recall, answers, due_on };
}

/** Seconds a thumb needs for it, said as minutes: about four a question, never less than one minute. */
export function minutes(forms: FormText[]): number {
  const items = forms.reduce((sum, form) => sum + form.items.length, 0);
  return Math.max(1, Math.round((items * 4) / 60));
}
