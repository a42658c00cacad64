import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { FormItem, FormText } from "../../api/forms.ts";
import type { StaffForm } from "../../api/review.ts";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { useSending } from "../ui/useSending.ts";
import { t } from "./words.ts";

const SCREENER = "c-ssrs-screener";

/** Forms that staff go through with a client. Never on the client's phone. */
export function StaffForms({ clientId }: { clientId: string }) {
  const list = useFetched(() => call("GET /api/clients/{client_id}/staff-forms", { path: { client_id: clientId } }), [clientId]);
  const [asking, ask] = useState(false);
  const [saved, setSaved] = useState<StaffForm | null>(null);
  function done(form: StaffForm): void {
    ask(false);
    setSaved(form);
    void list.reload();
  }
  return (
    <Card>
      <Heading>{t("staff.title")}</Heading>
      <p class="small muted">{t("staff.hint")}</p>
      {saved && <Triage form={saved} isNew />}
      {asking ? <Screener clientId={clientId} onDone={done} /> : <Button look="quiet" onClick={() => ask(true)}>{t("staff.begin")}</Button>}
      <Loaded of={list}>
        {({ items }) => (
          <>
            {items.length === 0 && <p class="muted">{t("staff.none")}</p>}
            <ul class="stack-s">{items.map((form) => <li key={form.id}><Asked form={form} /></li>)}</ul>
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Triage({ form, isNew = false }: { form: StaffForm; isNew?: boolean }) {
  const isGrave = form.triage === "high" || form.triage === "moderate";
  return (
    <Notice kind={isGrave ? "error" : "info"} live={isNew}>
      <p>{isNew ? t("staff.saved", { triage: t(`triage.${form.triage}`) }) : t(`triage.${form.triage}`)}</p>
      {form.reasons.map((reason) => <p key={reason} class="small">{reason}</p>)}
      {isGrave && <p><strong>{t("staff.act")}</strong></p>}
    </Notice>
  );
}

function Asked({ form }: { form: StaffForm }) {
  return (
    <>
      <strong>{form.name}</strong> <span class="small muted">{t("staff.by", { name: form.by, when: dayAndTime(form.at, me().time_zone) })}</span>
      <br />
      <span class="small">{t(`triage.${form.triage}`)}</span>
      {form.note && <p class="small">{form.note}</p>}
    </>
  );
}

function Screener({ clientId, onDone }: { clientId: string; onDone: (form: StaffForm) => void }) {
  const form = useFetched(() => readForm(me().language), [clientId]);
  return <Loaded of={form}>{(value) => <Asking clientId={clientId} form={value} onDone={onDone} />}</Loaded>;
}

/** In the reader's language where there is an official wording; in English otherwise. */
async function readForm(language: string): Promise<FormText> {
  const ask = (one: string) => call("GET /api/instruments/{id}", { path: { id: SCREENER }, query: { language: one } });
  try {
    return await ask(language);
  } catch (error) {
    if (language === "en") throw error;
    return ask("en");
  }
}

/** The items that are asked, given the answers so far. */
export function askedItems(form: FormText, answers: Record<string, number>): FormItem[] {
  const skipped = new Set(form.skips.filter((skip) => skip.when.includes(answers[skip.item] ?? NaN)).flatMap((skip) => skip.skips));
  return form.items.filter((item) => !skipped.has(item.number));
}

function Asking({ clientId, form, onDone }: { clientId: string; form: FormText; onDone: (form: StaffForm) => void }) {
  const [id] = useState(newId);
  const [answers, setAnswers] = useState<Record<string, number>>({});
  const [note, setNote] = useState("");
  const { send, busy, wrong } = useSending();
  const asked = askedItems(form, answers);
  const left = asked.filter((item) => answers[item.number] === undefined);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const said = Object.fromEntries(asked.flatMap((item) => (answers[item.number] === undefined ? [] : [[item.number, answers[item.number]]])));
    const body = { instrument: form.id, language: form.language, wording: form.wording, answers: said as Record<string, number>, note: note.trim() || null };
    const done = await send(() => call("PUT /api/clients/{client_id}/staff-forms/{id}", { path: { client_id: clientId, id }, body }));
    if (done) onDone(done.answer);
  }
  return (
    <form class="stack" onSubmit={(event) => void save(event)} lang={form.language}>
      {form.preface && <p class="small">{form.preface}</p>}
      <p>{form.intro}</p>
      {asked.map((item) => (
        <fieldset key={item.number} class="trend-question">
          <legend><span class="muted">{item.number}.</span> {item.text}</legend>
          {item.note && <p class="small muted">{item.note}</p>}
          <div class="row">
            {(item.options ?? []).map((option) => (
              <label key={option.value} class="trend-answer">
                <input type="radio" name={`${id}-${item.number}`} checked={answers[item.number] === option.value} onChange={() => setAnswers({ ...answers, [item.number]: option.value })} />
                <span>{option.text}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <TextArea label={t("staff.note")} maxLength={2000} value={note} onText={setNote} />
      {left.length > 0 && <p class="small muted" role="status">{t("staff.left", { items: left.map((item) => item.number).join(", ") })}</p>}
      {wrong && <Notice kind="error" live>{t("staff.not_saved", { why: wrong })}</Notice>}
      <Button type="submit" busy={busy} disabled={left.length === asked.length}>{t("staff.save")}</Button>
    </form>
  );
}
