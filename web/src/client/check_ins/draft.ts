import type { CheckInAnswers, Day } from "../../api/types.ts";
import { newId } from "../../ids.ts";
import { addDays, dayOf, hourOf } from "../../time.ts";

/** Before this hour "today" may well mean the day that has just ended. */
const NIGHT_ENDS = 4;

export const QUESTIONS = ["mood", "craving", "sleep", "difficulty", "halt", "use", "line"] as const;
export type Question = (typeof QUESTIONS)[number];
export type Step = "day" | Question | "summary";

/** A check-in on its way: kept at every tap, sent once under the one id it was begun with. */
export type Draft = {
  id: string;
  on_day: Day;
  step: Step;
  answers: Partial<CheckInAnswers>;
  /** One answer is being changed from the summary, and leads back there. */
  revising?: boolean;
};

export function newDraft(now: Date, zone: string): Draft {
  return { id: newId(now.getTime()), on_day: dayOf(now, zone), step: isNight(now, zone) ? "day" : "mood", answers: {} };
}

export function isNight(now: Date, zone: string): boolean {
  return hourOf(now, zone) < NIGHT_ENDS;
}

/** After midnight: the day that has just ended, then the one that has begun. */
export function daysToChoose(now: Date, zone: string): [Day, Day] {
  const today = dayOf(now, zone);
  return [addDays(today, -1), today];
}

export function after(step: Step): Step {
  const next = QUESTIONS[QUESTIONS.indexOf(step as Question) + 1];
  return step === "day" ? "mood" : (next ?? "summary");
}

/** The draft after an answer: at the next question, or back at the summary it was changed from. */
export function answered({ revising, ...draft }: Draft, part: Partial<CheckInAnswers>): Draft {
  return { ...draft, answers: { ...draft.answers, ...part }, step: revising ? "summary" : after(draft.step) };
}

/** Null: there is nothing before it. */
export function before(step: Step, night: boolean): Step | null {
  if (step === "summary") return "line";
  const previous = QUESTIONS[QUESTIONS.indexOf(step as Question) - 1];
  return previous ?? (step === "mood" && night ? "day" : null);
}

/** The answers, when none is missing: a word left out is `null`, no letter HALT an empty list. */
export function complete(answers: Partial<CheckInAnswers>): CheckInAnswers | null {
  const { mood, craving, sleep, difficulty, use } = answers;
  if (mood === undefined || craving === undefined || sleep === undefined || difficulty === undefined || use === undefined) return null;
  return { mood, craving, sleep, difficulty, use, halt: answers.halt ?? [], line: answers.line?.trim() || null };
}
