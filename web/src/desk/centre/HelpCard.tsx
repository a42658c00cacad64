import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { HelpNumber, HelpSettings } from "../../api/safety.ts";
import type { Answer } from "../../api/endpoints.ts";
import { newId } from "../../ids.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field, Toggle } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import "../duty/duty.css";
import { DayHours } from "../duty/OpeningCard.tsx";
import { WEEK, wrongDays } from "../duty/say.ts";
import { dayAndYear } from "../ui/dates.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { useSending } from "../ui/useSending.ts";
import { t } from "./help-words.ts";

type HelpRead = Answer<"GET /api/help-numbers">;

/** Whom everybody's Help page names: the country's numbers or the centre's own, and who is on call. */
export function HelpCard() {
  const found = useFetched(() => call("GET /api/help-numbers"));
  return (
    <Card label={t("title")}>
      <h2>{t("title")}</h2>
      <p>{t("text")}</p>
      <Loaded of={found}>{(value) => <Form found={value} onSaved={found.put} />}</Loaded>
    </Card>
  );
}

const PHONE = /^[0-9+()\-. ]*$/;

function Form({ found, onSaved }: { found: HelpRead; onSaved: (value: HelpRead) => void }) {
  const [form, setForm] = useState<HelpSettings>(found.settings);
  const latest = useRef(form);
  latest.current = form;
  const [saved, setSaved] = useState(false);
  const [tried, setTried] = useState(false);
  const { busy, wrong, send } = useSending();
  const change = (part: Partial<HelpSettings>) => {
    setSaved(false);
    setForm({ ...form, ...part });
  };
  const country = found.countries.find((one) => one.country === form.country) ?? found.countries[0];
  const phone = form.on_call_phone ?? "";
  const phoneWrong = !PHONE.test(phone) || (phone.trim() !== "" && phone.replace(/\D/g, "").length < 2);
  const isWhole = !form.numbers || (form.numbers.every(isNumber) && form.numbers.some((one) => one.code === "emergency" && one.call));
  const faults = form.on_call_hours ? wrongDays(form.on_call_hours) : [];

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (phoneWrong || !isWhole || faults.length > 0) return;
    const body = { ...form, on_call_phone: phone.trim() || null, numbers: form.numbers?.map(tidy) ?? null };
    const answer = await send(() => call("PUT /api/help-numbers", { body }));
    if (!answer) return;
    onSaved(answer.answer);
    // What was typed since is not saved yet.
    if (latest.current !== form) return;
    setSaved(true);
    announce(t("saved"));
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void save(event)}>
      <Choice
        label={t("country")} value={form.country} onChoose={(code) => change({ country: code })}
        options={found.countries.map((one) => ({ value: one.country, text: nameOf(one.country) }))}
      />
      {country && !form.numbers && (
        <>
          <ul class="plain-list">{country.numbers.map((one) => <li key={one.code}>{one.label.en}: {[one.call, one.text !== one.call && one.text].filter(Boolean).join(", ")}</li>)}</ul>
          <p class="small muted">{t("checked", { day: dayAndYear(country.checked_on) })}</p>
        </>
      )}
      <Field label={t("on_call")} hint={t("on_call_hint")} type="tel" inputMode="tel" autocomplete="off" maxLength={40} wrong={phoneWrong ? t("wrong_phone") : null} value={phone} onText={(on_call_phone) => change({ on_call_phone })} />
      {phone.trim() !== "" && <Toggle label={t("always")} on={form.on_call_hours === null} onToggle={(on) => change({ on_call_hours: on ? null : {} })} />}
      {phone.trim() !== "" && form.on_call_hours && (
        <fieldset class="stack">
          <legend><strong>{t("hours")}</strong></legend>
          {WEEK.map((day) => (
            <DayHours
              key={day} day={day} stretches={form.on_call_hours?.[day] ?? []} isWrong={tried && faults.includes(day)}
              onChange={(stretches) => change({ on_call_hours: { ...form.on_call_hours, [day]: stretches } })}
            />
          ))}
        </fieldset>
      )}
      <Toggle label={t("own")} on={form.numbers !== null} onToggle={(on) => change({ numbers: on ? [...(country?.numbers ?? [])] : null })} />
      {form.numbers && <Numbers numbers={form.numbers} onChange={(numbers) => change({ numbers })} />}
      {tried && !isWhole && <Notice kind="error" live>{t("incomplete")}</Notice>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {saved && <Notice>{t("saved")}</Notice>}
      <div><Button type="submit" busy={busy}>{t("save")}</Button></div>
    </form>
  );
}

function nameOf(country: string): string {
  const known = { US: t("country.US"), CA: t("country.CA"), MX: t("country.MX"), ES: t("country.ES"), GB: t("country.GB") };
  return known[country as keyof typeof known] ?? country;
}

function isNumber(one: HelpNumber): boolean {
  const says = [one.label.en, one.label.es, one.note.en, one.note.es].every((words) => words.trim() !== "");
  const ways = [one.call, one.text].filter((way) => way?.trim());
  return says && ways.length > 0 && ways.every((way) => PHONE.test(way ?? "") && (way ?? "").replace(/\D/g, "").length >= 2);
}

function tidy(one: HelpNumber): HelpNumber {
  return { ...one, call: one.call?.trim() || null, text: one.text?.trim() || null };
}

function Numbers({ numbers, onChange }: { numbers: HelpNumber[]; onChange: (numbers: HelpNumber[]) => void }) {
  const change = (code: string, part: Partial<HelpNumber>) => onChange(numbers.map((one) => (one.code === code ? { ...one, ...part } : one)));
  return (
    <div class="stack">
      {numbers.map((one, place) => (
        <Card key={one.code} label={t("number", { place: place + 1 })}>
          <div class="stack-s">
            <div class="spread">
              <strong>{t("number", { place: place + 1 })}{one.code === "emergency" && ` (${t("is_emergency")})`}</strong>
              {one.code !== "emergency" && (
                <button type="button" class="icon-button" aria-label={t("remove", { what: one.label.en })} onClick={() => onChange(numbers.filter((other) => other.code !== one.code))}>
                  <Icon name="close" size={18} />
                </button>
              )}
            </div>
            <Field label={t("call")} type="tel" maxLength={40} value={one.call ?? ""} onText={(text) => change(one.code, { call: text || null })} />
            <Field label={t("send")} type="tel" maxLength={40} value={one.text ?? ""} onText={(text) => change(one.code, { text: text || null })} />
            <Field label={t("label")} maxLength={300} value={one.label.en} onText={(en) => change(one.code, { label: { ...one.label, en } })} />
            <Field label={t("label_es")} maxLength={300} value={one.label.es} onText={(es) => change(one.code, { label: { ...one.label, es } })} />
            <Field label={t("note")} maxLength={300} value={one.note.en} onText={(en) => change(one.code, { note: { ...one.note, en } })} />
            <Field label={t("note_es")} maxLength={300} value={one.note.es} onText={(es) => change(one.code, { note: { ...one.note, es } })} />
          </div>
        </Card>
      ))}
      {numbers.length < 12 && <div><Button look="quiet" icon="plus" onClick={() => onChange([...numbers, fresh()])}>{t("add")}</Button></div>}
    </div>
  );
}

function fresh(): HelpNumber {
  return { code: `n-${newId()}`.slice(0, 38), call: null, text: null, label: { en: "", es: "" }, note: { en: "", es: "" } };
}
