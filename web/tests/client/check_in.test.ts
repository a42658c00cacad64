import { describe, expect, it } from "vitest";
import type { CheckInDue } from "../../src/api/forms.ts";
import { dueBy } from "../../src/client/check_ins/due.ts";
import { asked, leftOut, missing, type Part, said, written } from "../../src/client/check_ins/form.ts";
import { asBefore, atOnce, isAlarm, mayUse } from "../../src/client/check_ins/atOnce.ts";
import {
  after, answered, answeredItem, before, bodyOf, complete, daysToChoose, type Draft, hasSomething, newDraft, type Place, putOff,
  QUESTIONS, hasPassed, leftNow, readDraft, takenUp, takesForms, takeUp, withDue,
} from "../../src/client/check_ins/sitting.ts";
import type { LocalEntries } from "../../src/offline/local.ts";
import { BAM_IOP, due, PHQ_9 } from "./forms.ts";

const ZONE = "America/New_York";
const NOON = new Date("2026-11-22T17:00:00Z");
const NIGHT = new Date("2026-11-22T07:30:00Z");
const TOMORROW = new Date("2026-11-23T17:00:00Z");
const DAY = { mood: 5, craving: 4, sleep: 3, difficulty: 1, use: "no" as const };
const NOBODY: LocalEntries = { queued: [], sent: [] };

const sitting = (forms = [due(BAM_IOP), due(PHQ_9)], daily = true) => newDraft(NOON, ZONE, { daily, forms });
/** The numbers of the items asked from here on, each answered with `value`. */
function answerAll(draft: Draft, value: (item: string) => number | null, until?: string): Draft {
  let now = draft;
  while (now.place.at === "form" && at(now.place) !== until) now = answeredItem(now, value(now.place.item));
  return now;
}
const at = (place: Place) => (place.at === "form" ? `${place.instrument} ${place.item}` : place.at === "daily" ? place.question : place.at);
const dayDone = (draft: Draft): Draft => QUESTIONS.reduce((now, question) => answered(now, { [question]: { ...DAY, halt: [], line: null }[question] }), draft);

describe("what a questionnaire asks", () => {
  const part = (answers: Part["answers"]): Part => ({ form: BAM_IOP, due_on: "2026-11-22", answers });
  it("skips 5 after no drinking and 7A to 7G after no drugs", () => {
    expect(asked(BAM_IOP, { 4: 0, 6: 0 }).map((item) => item.number)).toEqual(["1", "2", "3", "4", "6", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"]);
    expect(asked(BAM_IOP, { 4: 1, 6: 2 })).toHaveLength(23);
    expect(asked(BAM_IOP, { 4: null, 6: null })).toHaveLength(23);
  });
  it("sends nothing to an item that was skipped after it had been answered", () => {
    expect(said(part({ 4: 0, 5: 3, 6: 1, "7A": 2 }))).toEqual({ 4: 0, 6: 1, "7A": 2 });
  });
  it("knows what is missing from what was left out, and sends neither", () => {
    const some = part({ 1: 2, 2: null, 4: 0, 6: 0 });
    expect([leftOut(some), missing(some).some((item) => item.number === "2"), written(some)?.answers]).toEqual([1, true, { 1: 2, 4: 0, 6: 0 }]);
    expect(written(part({ 1: null }))).toBeNull();
  });
  it("sends back the version, the language and the fingerprint of what was shown", () => {
    expect(written(part({ 1: 2 }))).toEqual({
      instrument: "bam-iop", version: 1, language: "en", wording: "a".repeat(64), recall: "P7D", answers: { 1: 2 }, due_on: "2026-11-22",
    });
  });
});

describe("the way through a sitting", () => {
  it("is the day, then each form, then the summary; and back the same way", () => {
    let draft = dayDone(sitting([due(PHQ_9)]));
    expect(at(draft.place)).toBe("phq-9 1");
    draft = answerAll(draft, () => 0);
    expect(draft.place.at).toBe("summary");
    const back = [];
    for (let place = before(draft, draft.place); place; place = before(draft, place)) back.push(at(place));
    expect(back).toEqual(["10", "9", "8", "7", "6", "5", "4", "3", "2", "1"].map((number) => `phq-9 ${number}`).concat([...QUESTIONS].reverse()));
  });
  it("is fifteen taps for a BAM-IOP without use, and twenty-three with", () => {
    const taps = (value: number) => {
      let count = 0;
      answerAll(sitting([due(BAM_IOP)], false), () => (count += 1) && value);
      return count;
    };
    expect([taps(0), taps(1)]).toEqual([15, 23]);
  });
  it("asks for the day first only in the night, and only where there are daily questions", () => {
    expect(newDraft(NIGHT, ZONE, { daily: true, forms: [] }).place.at).toBe("day");
    expect(newDraft(NIGHT, ZONE, { daily: true, forms: [] }, "2026-11-21").place).toEqual({ at: "daily", question: "mood" });
    expect(newDraft(NIGHT, ZONE, { daily: false, forms: [due(PHQ_9)] }).place.at).toBe("form");
    expect(daysToChoose(NIGHT, ZONE).slice(0, 2)).toEqual(["2026-11-22", "2026-11-21"]);
  });
  it("takes questionnaires only about now: their days are the days before they are answered", () => {
    expect([takesForms("2026-11-22", NOON, ZONE), takesForms("2026-11-21", NOON, ZONE), takesForms("2026-11-21", NIGHT, ZONE), takesForms("2026-11-20", NIGHT, ZONE)])
      .toEqual([true, false, true, false]);
  });
  it("leads back to the summary after a change, by way of the questions the change brings up", () => {
    let draft = answerAll(sitting([due(BAM_IOP)], false), () => 0);
    draft = answeredItem({ ...draft, place: { at: "form", instrument: "bam-iop", item: "8" }, revising: true }, 2);
    expect(draft.place.at).toBe("summary");
    draft = answeredItem({ ...draft, place: { at: "form", instrument: "bam-iop", item: "6" }, revising: true }, 2);
    expect(at(draft.place)).toBe("bam-iop 7A");
    const changed = answered({ ...dayDone(sitting([])), place: { at: "daily", question: "sleep" }, revising: true }, { sleep: 9 });
    expect([changed.place.at, changed.answers.sleep]).toEqual(["summary", 9]);
  });
  it("leaves a whole form for later, keeps what was answered of it, and sends none of it", () => {
    const begun = answerAll(dayDone(sitting()), () => 1, "bam-iop 4");
    const off = putOff(begun, "bam-iop");
    expect(at(off.place)).toBe("phq-9 1");
    const last = putOff(off, "phq-9");
    expect([last.place.at, bodyOf(last, NOON, ZONE).forms]).toEqual(["summary", undefined]);
    expect(at(takeUp(last, "bam-iop").place)).toBe("bam-iop 4");
  });
  it("takes in what the server says after it was begun, behind the question on the screen", () => {
    const begun = answered(sitting([due(PHQ_9)]), { mood: 3 });
    const newer = { ...PHQ_9, wording: "c".repeat(64) };
    const more = withDue(begun, [due(newer), due(BAM_IOP)]);
    expect([more.place, more.forms.map(({ form }) => form.wording[0])]).toEqual([begun.place, ["c", "a"]]);
    const there = answerAll(dayDone(sitting([due(PHQ_9)])), () => 0, "phq-9 4");
    expect(withDue(there, [due(newer)]).forms[0]?.form.wording).toBe(PHQ_9.wording);
    expect(at(withDue(sitting([], false), [due(BAM_IOP)]).place)).toBe("bam-iop 1");
    expect(withDue(dayDone(sitting([])), [due(BAM_IOP)]).place.at).toBe("summary");
  });
  it("keeps what was answered for the next morning, about its own day, and drops what was not begun", () => {
    const begun = answerAll(dayDone(sitting()), () => 1, "phq-9 1");
    expect(takenUp(begun, NOON, ZONE)).toBe(begun);
    expect(takenUp(begun, new Date("2026-11-23T07:00:00Z"), ZONE)).toBe(begun);
    const kept = takenUp(begun, TOMORROW, ZONE);
    expect(kept).toMatchObject({ place: { at: "summary" }, on_day: "2026-11-22", answers: { mood: 5 } });
    expect(kept && bodyOf(kept, TOMORROW, ZONE).forms?.map((form) => [form.instrument, Object.keys(form.answers).length])).toEqual([["bam-iop", 23]]);
    expect(kept?.forms.map(({ form }) => form.id)).toEqual(["bam-iop"]);
    const alone = takenUp(answerAll(sitting([due(PHQ_9)], false), () => 1), TOMORROW, ZONE);
    expect(alone && [alone.on_day, bodyOf(alone, TOMORROW, ZONE).forms?.length]).toEqual(["2026-11-22", 1]);
    expect(takenUp(sitting([due(PHQ_9)], false), TOMORROW, ZONE)).toBeNull();
    expect(takenUp(answeredItem(sitting([due(PHQ_9)], false), null), TOMORROW, ZONE)).toBeNull();
  });
  it("stays with the people in a hard moment, and looks at the day when it is left", () => {
    const alarmed = atOnce(answerAll(dayDone(sitting([due(PHQ_9), due(BAM_IOP)])), () => 0, "phq-9 9"), 1, NOON, ZONE);
    expect(takenUp(alarmed, TOMORROW, ZONE)).toBe(alarmed);
    expect(leftNow(alarmed, NOON, ZONE)).toMatchObject({ place: { at: "form", instrument: "bam-iop" } });
    expect(leftNow(alarmed, TOMORROW, ZONE)).toBeNull();
    const other = atOnce(answerAll(sitting([due(BAM_IOP), due(PHQ_9)], false), () => 0, "phq-9 9"), 1, NOON, ZONE);
    expect(leftNow(other, TOMORROW, ZONE)).toMatchObject({ place: { at: "summary" }, on_day: "2026-11-22", forms: [{ form: { id: "bam-iop" } }] });
  });
  it("knows when its day has ended while the phone was away", () => {
    const draft = sitting([due(PHQ_9)]);
    const night = new Date("2026-11-23T06:00:00Z");
    expect([[NOON, night], [NOON, TOMORROW], [night, TOMORROW], [TOMORROW, TOMORROW]].map(([shown, now]) => hasPassed(draft, shown!, now!, ZONE))).toEqual([false, true, true, false]);
    expect(hasPassed({ ...draft, on_day: "2026-11-19" }, NOON, TOMORROW, ZONE)).toBe(false);
  });
  it("does not pile up: a form late by more than two days, or put off before, waits at the end", () => {
    const forms = [due(BAM_IOP, "2026-11-19"), due(PHQ_9, "2026-11-20")];
    const late = newDraft(NOON, ZONE, { daily: true, forms });
    expect(late.forms.map(({ put_off }) => put_off)).toEqual([true, undefined]);
    expect(at(dayDone(late).place)).toBe("phq-9 1");
    const before_ = newDraft(NOON, ZONE, { daily: true, forms }, undefined, { "phq-9": "2026-11-20" });
    expect(dayDone(before_).place.at).toBe("summary");
    expect(at(takeUp(before_, "phq-9").place)).toBe("phq-9 1");
    const again = newDraft(NOON, ZONE, { daily: true, forms }, undefined, { "phq-9": "2026-11-06" });
    expect(again.forms[1]?.put_off).toBeUndefined();
    expect(withDue(sitting([]), forms).forms.map(({ put_off }) => put_off)).toEqual([true, undefined]);
    expect(at(newDraft(NOON, ZONE, { daily: false, forms }).place)).toBe("bam-iop 1");
  });
  it("goes on from a draft an earlier version of the app began", () => {
    const old = { id: "x", on_day: "2026-11-21", step: "sleep" as const, answers: { mood: 7, craving: 2 } };
    const draft = readDraft(old);
    expect([at(draft.place), at(after(draft, draft.place)), draft.answers, draft.forms]).toEqual(["sleep", "difficulty", { mood: 7, craving: 2 }, []]);
    expect(readDraft(draft)).toBe(draft);
  });
});

describe("what is sent", () => {
  it("is what earlier versions sent where there are no forms and nothing more was said", () => {
    expect(bodyOf(dayDone(sitting([])), NOON, ZONE)).toEqual({
      on_day: "2026-11-22", occurred_at: "2026-11-22T12:00:00-05:00", zone: ZONE, answers: { ...DAY, halt: [], line: null },
    });
  });
  it("holds no daily answers when one of them is missing", () => {
    expect(complete(DAY)).toEqual({ ...DAY, halt: [], line: null });
    for (const key of Object.keys(DAY)) expect(complete({ ...DAY, [key]: undefined })).toBeNull();
    expect(hasSomething(bodyOf(sitting(), NOON, ZONE))).toBe(false);
  });
});

describe("an answer that acts at once", () => {
  const toNine = () => answerAll(dayDone(sitting()), () => 0, "phq-9 9");
  it("is item 9 from one on, and nothing else of that form", () => {
    const draft = toNine();
    expect([0, 1, 3].map((value) => isAlarm(draft, value))).toEqual([false, true, true]);
    expect(isAlarm({ ...draft, place: { at: "form", instrument: "phq-9", item: "8" } }, 3)).toBe(false);
    expect(isAlarm(draft, null)).toBe(false);
  });
  it("leaves by itself with the day before it and no other form, and the rest is another sitting", () => {
    const before_ = toNine();
    const draft = atOnce(before_, 2, NOON, ZONE);
    const told = draft.place.at === "now" ? draft.place.told : null;
    expect(told?.entity).toBe(before_.id);
    expect(draft.id).not.toBe(before_.id);
    const body = told?.kind === "check_in" ? told.body : null;
    expect([body?.answers?.mood, body?.forms?.map((form) => [form.instrument, Object.keys(form.answers).length])]).toEqual([5, [["phq-9", 9]]]);
    const rest = bodyOf(draft, NOON, ZONE);
    expect([rest.answers, rest.forms?.map((form) => [form.instrument, Object.keys(form.answers).length])]).toEqual([null, [["bam-iop", 15]]]);
    expect(draft.place.at === "now" && draft.place.next.at).toBe("summary");
  });
  it("goes on with what has not been asked: the forms after it, never the one that has its score", () => {
    const draft = atOnce(answerAll(sitting([due(PHQ_9), due(BAM_IOP)], false), () => 0, "phq-9 9"), 1, NOON, ZONE);
    expect(draft.place.at === "now" && at(draft.place.next)).toBe("bam-iop 1");
    const rest = answerAll({ ...draft, place: { at: "form", instrument: "bam-iop", item: "1" } }, () => 0);
    expect(bodyOf(rest, NOON, ZONE).forms?.map((form) => form.instrument)).toEqual(["bam-iop"]);
  });
  it("sends a form again, whole, where its score needs what comes after", () => {
    const early = { ...PHQ_9, acts_at_once: [{ item: "3", at_least: 2 }] };
    const draft = atOnce(answerAll(sitting([due(early)], false), () => 0, "phq-9 3"), 2, NOON, ZONE);
    expect(draft.place.at === "now" && at(draft.place.next)).toBe("phq-9 4");
    const rest = answerAll({ ...draft, place: { at: "form", instrument: "phq-9", item: "4" } }, () => 1);
    expect(Object.keys(bodyOf(rest, NOON, ZONE).forms?.[0]?.answers ?? {})).toHaveLength(10);
  });
  it("does not send a form again because something in it was left out on purpose", () => {
    let draft = answerAll(sitting([due(PHQ_9)], false), (item) => (item === "2" ? null : 0), "phq-9 9");
    draft = atOnce(draft, 1, NOON, ZONE);
    expect(hasSomething(bodyOf(draft, NOON, ZONE))).toBe(false);
  });
  it("can be taken back as if the finger had not slipped", () => {
    const draft = toNine();
    const back = asBefore(atOnce(draft, 2, NOON, ZONE));
    expect([back.id, at(back.place)]).toEqual([draft.id, "phq-9 9"]);
    expect(answeredItem(back, 0).forms[1]?.answers["9"]).toBe(0);
    expect(bodyOf(answerAll(back, () => 0), NOON, ZONE).forms).toHaveLength(2);
  });
  it("says that somebody may use with the strength that was given, or waits for one", () => {
    const early = mayUse(sitting([]), NOON, ZONE);
    expect(early.place.at === "now" && [early.place.told, at(early.place.next)]).toEqual([null, "mood"]);
    const later = mayUse(answered(answered(sitting([]), { mood: 2 }), { craving: 8 }), NOON, ZONE);
    const told = later.place.at === "now" ? later.place.told : null;
    expect(told).toMatchObject({ kind: "craving_log", body: { intensity: 8, may_use: true } });
    expect([later.may_use_told, later.answers.may_use]).toEqual([told?.entity, true]);
    expect(asBefore(later)).toMatchObject({ place: { at: "daily", question: "sleep" }, answers: { mood: 2, craving: 8 } });
    expect(asBefore(later).answers).not.toHaveProperty("may_use");
    expect(complete({ ...DAY, may_use: true })).toMatchObject({ may_use: true });
  });
});

describe("what is due", () => {
  const asOf = (forms: CheckInDue["forms"]): CheckInDue => ({
    on_day: "2026-11-22", daily: false, forms, next: [], policy: { craving_at: 7, contact_at: 9 },
    promise: { now: { by: "Bea", by_when: "2026-11-22T18:00:00Z" }, today: { by: "Bea", by_when: "2026-11-22T21:00:00Z" }, soon: { by: "Bea", by_when: "2026-11-23T15:00:00Z" } },
  });
  const sent = (on_day: string, instrument: string, sent_at = 1) => ({
    kind: "check_in", entity: "e", id: "e", owner: "p", made_at: 1, sent_at, body: { on_day, occurred_at: "", zone: ZONE, answers: null, forms: [{ instrument }] },
  }) as unknown as LocalEntries["sent"][number];

  it("comes up on its day, days after the phone last heard from the server", () => {
    const known = asOf([due(BAM_IOP, "2026-11-22"), due(PHQ_9, "2026-11-25")]);
    expect([dueBy("2026-11-22", known, NOBODY), dueBy("2026-11-25", known, NOBODY)].map((forms) => forms.map((form) => form.instrument))).toEqual([["bam-iop"], ["bam-iop", "phq-9"]]);
    expect(dueBy("2026-11-22", null, NOBODY)).toEqual([]);
  });
  it("is answered once: what this phone has sent since is not asked again, the next one is", () => {
    const known = asOf([due(BAM_IOP, "2026-11-22"), due(BAM_IOP, "2026-11-29")]);
    const local = { queued: [], sent: [sent("2026-11-23", "bam-iop")] };
    expect(dueBy("2026-11-24", known, local)).toEqual([]);
    expect(dueBy("2026-11-22", known, { queued: [], sent: [sent("2026-11-22", "bam-iop")] })).toEqual([]);
    expect(dueBy("2026-11-29", known, local).map((form) => form.due_on)).toEqual(["2026-11-29"]);
    expect(dueBy("2026-11-22", known, { queued: [], sent: [sent("2026-11-15", "bam-iop"), sent("2026-11-22", "phq-9")] })).toHaveLength(1);
  });
  it("is one form of each kind, the newest", () => {
    expect(dueBy("2026-11-30", asOf([due(BAM_IOP, "2026-11-22"), due(BAM_IOP, "2026-11-29")]), NOBODY).map((form) => form.due_on)).toEqual(["2026-11-29"]);
  });
});
