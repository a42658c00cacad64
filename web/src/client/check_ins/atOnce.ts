import { newId } from "../../ids.ts";
import type { Entry } from "../../offline/operations.ts";
import { withOffset } from "../../time.ts";
import { actsAtOnce, isAnswered, unreached, written } from "./form.ts";
import { answeredItem, bodyOf, complete, type Draft, partAt, type Place, way } from "./sitting.ts";

/** Whether this answer brings the plan and the people up before the next question. */
export function isAlarm(draft: Draft, value: number | null): boolean {
  const { place } = draft;
  const part = place.at === "form" && value !== null ? partAt(draft, place.instrument) : undefined;
  return part !== undefined && place.at === "form" && value !== null && actsAtOnce(part.form, place.item, value);
}

/**
 * An answer that acts at once leaves the phone by itself, with its own form and the day before it:
 * no other questionnaire may be a reason to refuse it. The only moment at which the app is known to
 * be open is this one: a phone put into a pocket sends nothing, and a sitting that is never finished
 * would never arrive. What is left is a second sitting with an id of its own, so that nothing is
 * sent twice. Of the form itself more is asked only where its score needs it; then it goes again,
 * whole.
 */
export function atOnce(draft: Draft, value: number, now: Date, zone: string): Draft {
  const from = draft.place;
  const { revising: _, ...answer } = answeredItem({ ...draft, revising: false }, value);
  const acting = from.at === "form" ? from.instrument : "";
  const alone: Draft = { ...answer, forms: answer.forms.filter(({ form }) => form.id === acting) };
  const told: Entry = { kind: "check_in", entity: draft.id, body: bodyOf(alone, now, zone) };
  const left = leave(answer, acting, told.entity);
  const rest: Draft = { ...left, id: newId(now.getTime()) };
  const next = way(rest).find((place) => !isDone(rest, place)) ?? { at: "summary" as const };
  return { ...rest, place: { at: "now", why: "item", told, from, next } };
}

function leave(draft: Draft, acting: string, gone: string): Draft {
  const daily = draft.daily && !draft.gone && complete(draft.answers) !== null ? { gone } : {};
  const forms = draft.forms.map((part) => (part.form.id === acting && !part.put_off && !part.gone && written(part) && unreached(part).length === 0 ? { ...part, gone } : part));
  return { ...draft, ...daily, forms };
}

function isDone(draft: Draft, place: Place): boolean {
  if (place.at === "daily") return draft.answers[place.question] !== undefined;
  const part = place.at === "form" ? partAt(draft, place.instrument) : undefined;
  return part !== undefined && place.at === "form" && isAnswered(part, place.item);
}

/** Back at the question it was about, as if the finger had not slipped. */
export function asBefore(draft: Draft): Draft {
  const { place } = draft;
  if (place.at !== "now") return draft;
  const id = place.told?.entity;
  const back: Draft = { ...draft, place: place.from };
  if (place.why === "may_use") {
    const { may_use_told: _, ...rest } = back;
    const { may_use: __, ...answers } = rest.answers;
    return { ...rest, answers };
  }
  const { gone, ...rest } = back;
  const forms = rest.forms.map(({ gone: left, ...part }) => (left && left !== id ? { ...part, gone: left } : part));
  return { ...rest, ...(gone && gone !== id ? { gone } : {}), id: id ?? draft.id, forms };
}

/**
 * "I may use": the plan and the people at once. Where the strength of the craving was said already, a
 * craving log with it is on its way: it waits a few seconds for a second thought, and is what the team
 * gets should the sitting end here. A sitting that is finished before it has left says it instead.
 */
export function mayUse(draft: Draft, now: Date, zone: string): Draft {
  const { craving } = draft.answers;
  const from = draft.place;
  const told = craving === undefined ? null : mayUseLog(craving, now, zone);
  return {
    ...draft, answers: { ...draft.answers, may_use: true }, ...(told ? { may_use_told: told.entity } : {}),
    place: { at: "now", why: "may_use", told, from, next: from },
  };
}

export function mayUseLog(intensity: number, now: Date, zone: string): Entry {
  const body = { intensity, triggers: [], note: null, may_use: true, occurred_at: withOffset(now, zone), zone };
  return { kind: "craving_log", entity: newId(now.getTime()), body };
}
