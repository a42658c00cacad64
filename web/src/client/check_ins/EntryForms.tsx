import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CheckIn, CheckInWritten, FormAnswered, FormText, FormWritten } from "../../api/forms.ts";
import { keep, kept } from "../../offline/kept.ts";
import { myDatabase } from "../../offline/sync.ts";
import { dayOf } from "../../time.ts";
import "./check-in.css";
import { keptDue } from "./dueStore.ts";
import { sayBand } from "./scores.ts";
import { sayItem } from "./Summary.tsx";
import { t } from "./words.ts";

type Body = CheckInWritten | CheckIn;
type Form = FormWritten | FormAnswered;

/** The questionnaires of one check-in: own answers, and what they add up to, in the form's own words. */
export function EntryForms({ body }: { body: Body }) {
  const forms: Form[] = body.forms ?? [];
  const late = daysLate(body);
  return (
    <>
      {body.answers?.may_use && <p><strong>{t("may_use")}</strong></p>}
      {forms.map((form) => <EntryForm key={form.instrument} form={form} />)}
      {late > 0 && <p class="small muted">{t("entry.late", { count: late })}</p>}
    </>
  );
}

function EntryForm({ form }: { form: Form }) {
  const [text, setText] = useState<FormText | null>(null);
  return (
    <details class="entry-form" onToggle={(event) => event.currentTarget.open && !hasOtherWording(form) && void formText(form.instrument).then(setText)}>
      <summary><strong>{nameOf(form)}</strong> <span class="small muted">{sayForm(form)}</span></summary>
      <dl>
        {Object.entries(form.answers).map(([number, value]) => {
          const item = text?.items.find((one) => one.number === number);
          return <div key={number}><dt class="small muted">{item?.text ?? number}</dt><dd>{item ? sayItem(item, value) : value}</dd></div>;
        })}
      </dl>
    </details>
  );
}

/** The questions, for reading one's answers again: from the phone where it has them. */
async function formText(instrument: string): Promise<FormText | null> {
  const due = await keptDue();
  const known = due?.forms.find((one) => one.instrument === instrument)?.form;
  if (known) return known;
  const key = `form:${instrument}`;
  const db = await myDatabase().catch(() => null);
  const again = db && (await kept<FormText>(db, key));
  if (again) return again.value;
  try {
    const text = await call("GET /api/instruments/{id}", { path: { id: instrument } });
    if (db) await keep(db, key, text);
    return text;
  } catch {
    return null;
  }
}

/** What was asked is not what would be asked now: only what was answered is known. */
export function hasOtherWording(form: Form): boolean {
  return "complete" in form && !form.complete && form.missing.length === 0;
}

function nameOf(form: Form): string {
  return "name" in form ? form.name : form.instrument.toUpperCase();
}

function sayForm(form: Form): string {
  const count = t("scores.answers", { count: Object.keys(form.answers).length });
  if (!("complete" in form)) return count;
  if (hasOtherWording(form)) return `${count}. ${t("scores.other_wording")}`;
  const sums = Object.entries(form.scores ?? {}).map(([key, value]) => [String(value), sayBand(form.bands?.[key])].filter(Boolean).join(" "));
  if (sums.length === 1) return sums.join("");
  return form.complete ? count : `${count}. ${t("scores.not_scored")}`;
}

/** For the clipboard: by number, as they were coded. */
export function textOfForms(body: Body): string[] {
  return (body.forms ?? []).map((form) => `${nameOf(form)}: ${Object.entries(form.answers).map(([item, value]) => `${item}=${value}`).join(", ")}`);
}

/** How many days after the day it is about it was written, on the clock where it was written. */
export function daysLate({ on_day, occurred_at, zone }: Body): number {
  const written = dayOf(new Date(occurred_at), zone);
  return Math.max(0, Math.round((Date.parse(`${written}T00:00:00Z`) - Date.parse(`${on_day}T00:00:00Z`)) / 86_400_000));
}
