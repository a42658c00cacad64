import type { CheckInWritten, DueForm, FormText } from "../../api/forms.ts";
import type { CheckInAnswers, Day } from "../../api/types.ts";
import { newId } from "../../ids.ts";
import type { Entry } from "../../offline/operations.ts";
import { addDays, dayOf, hourOf, withOffset } from "../../time.ts";
import { asked, type FormAnswers, isAnswered, type Part, said, written } from "./form.ts";

/** Before this hour "today" may well mean the day that has just ended. */
const NIGHT_ENDS = 4;
/** A form that is later than this is offered beside a check-in, and no longer in its way. */
const LATE_DAYS = 2;

export const QUESTIONS = ["mood", "craving", "sleep", "difficulty", "halt", "use", "line"] as const;
export type Question = (typeof QUESTIONS)[number];

/**
 * Where the person is. `now`: an answer acts at once, and the way on is `next`; `felt`: they said how
 * strong it is right now, which is an entry of its own.
 */
export type Place =
  | { at: "day" }
  | { at: "daily"; question: Question }
  | { at: "form"; instrument: string; item: string }
  | { at: "now"; why: "item" | "may_use"; told: Entry | null; felt?: boolean; from: Place; next: Place }
  | { at: "summary" };

/** One sitting on its way: kept at every tap, sent once under the one id it was begun with. */
export type Draft = {
  v: 2;
  id: string;
  on_day: Day;
  place: Place;
  /** Whether the daily questions are part of it. */
  daily: boolean;
  answers: Partial<CheckInAnswers>;
  /** The write in which the daily answers have already left. */
  gone?: string;
  forms: Part[];
  /** The log in which "I may use" is on its way by itself, should the sitting never be finished. */
  may_use_told?: string;
  /** One answer is being changed from the summary, and leads back there. */
  revising?: boolean;
};

/** By instrument, the due day of a form that was put off: the next time it is due it is asked again. */
export type PutOff = Record<string, Day>;

export function newDraft(now: Date, zone: string, sitting: { daily: boolean; forms: DueForm[] }, chosen?: Day, off: PutOff = {}): Draft {
  const on_day = chosen ?? dayOf(now, zone);
  const forms = sitting.forms.flatMap((due) => partOf(due, sitting.daily && waits(due, on_day, off)) ?? []);
  const draft: Draft = { v: 2, id: newId(now.getTime()), on_day, place: { at: "summary" }, daily: sitting.daily, answers: {}, forms };
  return { ...draft, place: !chosen && sitting.daily && isNight(now, zone) ? { at: "day" } : firstOf(draft) };
}

function partOf({ form, due_on }: DueForm, put_off: boolean): Part | null {
  return form && { form, due_on, answers: {}, ...(put_off ? { put_off } : {}) };
}

/**
 * Whether a form is offered at the end of a check-in rather than asked in it: it has been late for
 * days, or was put off before. Whoever comes for the forms alone is asked them.
 */
export function waits({ instrument, due_on }: DueForm, day: Day, off: PutOff): boolean {
  return addDays(due_on, LATE_DAYS) < day || off[instrument] === due_on;
}

/** A draft begun by an earlier version of the app: the daily questions alone. */
export function readDraft(kept: Draft | OldDraft): Draft {
  if ("v" in kept) return kept;
  const { id, on_day, step, answers, revising } = kept;
  const place: Place = step === "day" || step === "summary" ? { at: step } : { at: "daily", question: step };
  return { v: 2, id, on_day, place, daily: true, answers, forms: [], ...(revising ? { revising } : {}) };
}
export type OldDraft = { id: string; on_day: Day; step: "day" | Question | "summary"; answers: Partial<CheckInAnswers>; revising?: boolean };

export function isNight(now: Date, zone: string): boolean {
  return hourOf(now, zone) < NIGHT_ENDS;
}

/** The last week, today first. */
export function daysToChoose(now: Date, zone: string): Day[] {
  const today = dayOf(now, zone);
  return [0, 1, 2, 3, 4, 5, 6].map((ago) => addDays(today, -ago));
}

/**
 * Questionnaires ask about the days before they are answered, so they belong to a sitting about
 * today; in the night also to one about the day that has just ended.
 */
export function takesForms(day: Day, now: Date, zone: string): boolean {
  const today = dayOf(now, zone);
  return day === today || (isNight(now, zone) && day === addDays(today, -1));
}

/** Everything that is still to be asked, in order. */
export function way(draft: Draft): Place[] {
  const daily: Place[] = draft.daily && !draft.gone ? QUESTIONS.map((question) => ({ at: "daily", question })) : [];
  return [...daily, ...open(draft).flatMap(placesOf)];
}

function open(draft: Draft): Part[] {
  return draft.forms.filter((part) => !part.put_off && !part.gone);
}

function placesOf({ form, answers }: Part): Place[] {
  return asked(form, answers).map(({ number }) => ({ at: "form", instrument: form.id, item: number }));
}

function firstOf(draft: Draft): Place {
  return way(draft)[0] ?? { at: "summary" };
}

function same(one: Place, other: Place): boolean {
  if (one.at === "daily" && other.at === "daily") return one.question === other.question;
  return one.at === "form" && other.at === "form" && one.instrument === other.instrument && one.item === other.item;
}

export function after(draft: Draft, place: Place): Place {
  const places = way(draft);
  const index = places.findIndex((one) => same(one, place));
  return index < 0 ? firstOf(draft) : (places[index + 1] ?? { at: "summary" });
}

/** Null: there is nothing before it. */
export function before(draft: Draft, place: Place): Place | null {
  const places = way(draft);
  const index = places.findIndex((one) => same(one, place));
  return places[(index < 0 ? places.length : index) - 1] ?? null;
}

/** The draft after one of the daily answers: at the next question, or back at the summary. */
export function answered({ revising, ...draft }: Draft, part: Partial<CheckInAnswers>): Draft {
  const next: Draft = { ...draft, answers: { ...draft.answers, ...part } };
  return { ...next, place: revising ? { at: "summary" } : after(next, draft.place) };
}

/** The draft after an answer to a questionnaire; null leaves the item out. */
export function answeredItem(draft: Draft, value: number | null): Draft {
  const { place } = draft;
  if (place.at !== "form") return draft;
  const { revising, ...rest } = withPart(draft, place.instrument, (part) => ({ ...part, answers: { ...part.answers, [place.item]: value } }));
  const part = partAt(rest, place.instrument);
  if (revising) return { ...rest, place: (part && firstOpen(part)) ?? { at: "summary" } };
  return { ...rest, place: after(rest, place) };
}

/** A changed answer can bring up questions that were skipped before. */
function firstOpen(part: Part): Place | null {
  return placesOf(part).find((place) => place.at === "form" && !isAnswered(part, place.item)) ?? null;
}

/** "Not now": the whole form stays due, and what was answered of it is not sent. */
export function putOff(draft: Draft, instrument: string): Draft {
  const { revising: _, ...rest } = draft;
  const index = way(draft).findLastIndex((place) => place.at === "form" && place.instrument === instrument);
  const next = way(draft)[index + 1] ?? { at: "summary" as const };
  return { ...withPart(rest, instrument, (part) => ({ ...part, put_off: true })), place: next };
}

/** After all: back to where its answers ended. */
export function takeUp(draft: Draft, instrument: string): Draft {
  const taken = withPart(draft, instrument, ({ put_off: _, ...part }) => part);
  const part = partAt(taken, instrument);
  return { ...taken, place: (part && firstOpen(part)) ?? { at: "summary" } };
}

/** With what the server has said since it was begun: new forms, and a new wording of what is untouched. */
export function withDue(draft: Draft, due: DueForm[], off: PutOff = {}): Draft {
  const fresh = due.flatMap(({ form, due_on }) => (form ? [{ form, due_on, answers: {} } satisfies Part] : []));
  const forms = draft.forms.map((part) => {
    const again = fresh.find(({ form }) => form.id === part.form.id);
    const isOpen = draft.place.at === "form" && draft.place.instrument === part.form.id;
    return again && !isOpen && !part.gone && Object.keys(part.answers).length === 0 ? { ...part, ...again } : part;
  });
  const hadNothing = draft.place.at === "summary" && way(draft).length === 0 && !draft.gone;
  // Whoever is about to send is not sent back: what has come in since is offered there.
  const isAtEnd = draft.place.at === "summary" && !hadNothing;
  const more = due.filter(({ instrument }) => !draft.forms.some((part) => part.form.id === instrument));
  const next: Draft = { ...draft, forms: [...forms, ...more.flatMap((one) => partOf(one, isAtEnd || (draft.daily && waits(one, draft.on_day, off))) ?? [])] };
  return hadNothing ? { ...next, place: firstOf(next) } : next;
}

/**
 * A draft taken up on another day. What was answered is kept, and sent about the day it was answered
 * on; a form nothing of was answered is asked in a sitting of its own day. Null: nothing is left.
 */
export function takenUp(draft: Draft, now: Date, zone: string): Draft | null {
  if (takesForms(draft.on_day, now, zone) || draft.place.at === "now") return draft;
  const forms = draft.forms.filter((part) => !part.gone && Object.keys(said(part)).length > 0);
  const daily = draft.daily && !draft.gone;
  if (forms.length === 0 && !daily) return null;
  const rest: Draft = { ...draft, forms };
  return draft.place.at === "form" || (draft.place.at === "daily" && !daily) ? { ...rest, place: { at: "summary" } } : rest;
}

/** The way on from an answer that acted at once, however many days later it is taken. */
export function leftNow(draft: Draft, now: Date, zone: string): Draft | null {
  return draft.place.at === "now" ? takenUp({ ...draft, place: draft.place.next }, now, zone) : takenUp(draft, now, zone);
}

/** Whether the day a sitting was about has ended since it was last on the screen. */
export function hasPassed(draft: Draft, shown: Date, now: Date, zone: string): boolean {
  return takesForms(draft.on_day, shown, zone) && !takesForms(draft.on_day, now, zone);
}

/** One more form, and its first question. */
export function withForm(draft: Draft, form: FormText, due_on: Day): Draft {
  const part: Part = { form, due_on, answers: {} };
  return { ...draft, forms: [...draft.forms, part], place: firstOpen(part) ?? draft.place };
}

export function partAt(draft: Draft, instrument: string): Part | undefined {
  return draft.forms.find((part) => part.form.id === instrument);
}

function withPart(draft: Draft, instrument: string, change: (part: Part) => Part): Draft {
  return { ...draft, forms: draft.forms.map((part) => (part.form.id === instrument ? change(part) : part)) };
}

/** What is sent: whatever was answered, nothing that was left out. */
export function bodyOf(draft: Draft, now: Date, zone: string): CheckInWritten {
  const forms = open(draft).map(written).filter((form) => form !== null);
  const answers = draft.daily && !draft.gone ? complete(draft.answers) : null;
  return { on_day: draft.on_day, occurred_at: withOffset(now, zone), zone, answers, ...(forms.length > 0 ? { forms } : {}) };
}

export function hasSomething(body: CheckInWritten): boolean {
  return body.answers !== null || (body.forms?.length ?? 0) > 0;
}

/** The daily answers, when none is missing: a word left out is `null`, no letter HALT an empty list. */
export function complete(answers: Partial<CheckInAnswers>): CheckInAnswers | null {
  const { mood, craving, sleep, difficulty, use, may_use } = answers;
  if (mood === undefined || craving === undefined || sleep === undefined || difficulty === undefined || use === undefined) return null;
  return { mood, craving, sleep, difficulty, use, halt: answers.halt ?? [], line: answers.line?.trim() || null, ...(may_use ? { may_use } : {}) };
}

export type { FormAnswers, Part };
