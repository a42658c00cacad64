import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Problem } from "../../api/problem.ts";
import type { Medication, MedicationContent, Prescriber } from "../../api/medications.ts";
import { t as shared } from "../../i18n/core.ts";
import { weekdayName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Choice, Field, Toggle } from "../../ui/Field.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { WEEK } from "./due.ts";
import "./medications.css";
import { t } from "./words.ts";

const WINDOWS = [30, 60, 120, 240, 480];
const MOST_TIMES = 24;

export function emptyMedicine(today: string): MedicationContent {
  return {
    name: "", dose: "", how: null, purpose: null, as_needed: false, most_a_day: null, times: ["08:00"], days: [...WEEK],
    window_minutes: 120, prescriber_id: null, prescriber_name: null, from_on: today, until_on: null,
  };
}

export function contentOf(one: Medication): MedicationContent {
  const { name, dose, how, purpose, as_needed, most_a_day, times, days, window_minutes, prescriber_id, prescriber_name, from_on, until_on } = one;
  return { name, dose, how, purpose, as_needed, most_a_day, times, days, window_minutes, prescriber_id, prescriber_name, from_on, until_on };
}

/** A plain sentence for what the server refused. */
export function wrongOf(error: unknown): string {
  if (!(error instanceof Problem)) return t("form.online");
  if (error.code === "medication_changed") return t("form.changed");
  if (error.code === "medication_stopped") return t("form.stopped");
  if (error.code === "prescriber_unknown") return t("form.prescriber");
  return error.code === "invalid" ? shared("invalid") : t("form.failed");
}

type Wrong = Partial<Record<"name" | "dose" | "times" | "days" | "until_on", string>>;

function wrongIn(said: MedicationContent): Wrong {
  const wrong: Wrong = {};
  if (said.name.trim() === "") wrong.name = t("form.needs_name");
  if (said.dose.trim() === "") wrong.dose = t("form.needs_dose");
  if (!said.as_needed && !said.times.some(Boolean)) wrong.times = t("form.needs_time");
  if (said.days.length === 0) wrong.days = t("form.needs_day");
  if (said.until_on && said.until_on < said.from_on) wrong.until_on = t("form.until_wrong");
  return wrong;
}

function tidied(said: MedicationContent): MedicationContent {
  const times = said.as_needed ? [] : [...new Set(said.times.filter(Boolean))].sort();
  const orNull = (text: string | null) => text?.trim() || null;
  return { ...said, name: said.name.trim(), dose: said.dose.trim(), how: orNull(said.how), purpose: orNull(said.purpose), prescriber_name: orNull(said.prescriber_name), times };
}

type Props = {
  first: MedicationContent;
  prescribers: Prescriber[];
  /** Gives a sentence when it could not be saved. */
  onSave: (said: MedicationContent) => Promise<string | null>;
  /** What else is asked, given what is written. */
  children?: (said: MedicationContent) => ComponentChildren;
  /** A sentence when something of that is still to be chosen. */
  ready?: (said: MedicationContent) => string | null;
};

/** A medicine in the words of its label: the same form for the client and the team. */
export function MedicineForm({ first, prescribers, onSave, children, ready }: Props) {
  const [said, setSaid] = useState(first);
  const [wrong, setWrong] = useState<Wrong>({});
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<MedicationContent>) => setSaid({ ...said, ...part });

  async function save(): Promise<void> {
    const tidy = tidied(said);
    const found = wrongIn(said);
    setWrong(found);
    const asked = ready?.(tidy) ?? null;
    setFailed(Object.values(found)[0] ?? asked);
    if (Object.keys(found).length > 0 || asked) return;
    setBusy(true);
    setFailed(await onSave(tidy));
    setBusy(false);
  }
  return (
    <div class="stack">
      {/* What is being sent is not changed meanwhile: those words would be lost with the form. */}
      <div class="stack" inert={busy}>
        <Field label={t("form.name")} value={said.name} maxLength={120} wrong={wrong.name ?? null} onText={(name) => change({ name })} />
        <Field label={t("form.dose")} hint={t("form.dose_hint")} value={said.dose} maxLength={120} wrong={wrong.dose ?? null} onText={(dose) => change({ dose })} />
        <Field label={t("form.how")} hint={t("form.how_hint")} value={said.how ?? ""} maxLength={200} onText={(how) => change({ how })} />
        <Field label={t("form.purpose")} value={said.purpose ?? ""} maxLength={200} onText={(purpose) => change({ purpose })} />
        <Toggle label={t("form.needed")} on={said.as_needed} onToggle={(as_needed) => change({ as_needed })} />
        {said.as_needed ? (
          <Field
            type="number" label={t("form.most")} min={1} max={24} value={said.most_a_day === null ? "" : String(said.most_a_day)}
            onText={(text) => change({ most_a_day: /^([1-9]|1\d|2[0-4])$/.test(text) ? Number(text) : null })}
          />
        ) : (
          <When said={said} wrong={wrong} change={change} />
        )}
        <By said={said} prescribers={prescribers} change={change} />
        <Field type="date" label={t("form.from")} value={said.from_on} onText={(from_on) => from_on && change({ from_on })} />
        <Field type="date" label={t("form.until")} hint={t("form.until_hint")} value={said.until_on ?? ""} wrong={wrong.until_on ?? null} onText={(day) => change({ until_on: day || null })} />
        {children?.(said)}
      </div>
      {failed && <Notice kind="error" live>{failed}</Notice>}
      <Button wide busy={busy} onClick={() => void save()}>{t("form.save")}</Button>
    </div>
  );
}

type PartProps = { said: MedicationContent; change: (part: Partial<MedicationContent>) => void };

function When({ said, wrong, change }: PartProps & { wrong: Wrong }) {
  const { times, days } = said;
  const put = (index: number, time: string) => change({ times: times.map((one, at) => (at === index ? time : one)) });
  return (
    <div class="stack">
      {times.map((time, index) => (
        <div key={index} class="taking-time">
          <Field type="time" label={t("form.time", { count: times.length > 1 ? index + 1 : 1 })} value={time} wrong={index === 0 ? (wrong.times ?? null) : null} onText={(text) => put(index, text)} />
          {times.length > 1 && <Button look="plain" label={`${t("form.less_times")}: ${time}`} onClick={() => change({ times: times.filter((_, at) => at !== index) })}>{t("form.less_times")}</Button>}
        </div>
      ))}
      {times.length < MOST_TIMES && <Button look="soft" icon="plus" onClick={() => change({ times: [...times, times.includes("20:00") ? "12:00" : "20:00"] })}>{t("form.more_times")}</Button>}
      <div class="stack-s">
        <p>{t("form.days")}</p>
        <div class="chips" role="group" aria-label={t("form.days")}>
          {WEEK.map((day, index) => (
            <Chip key={day} on={days.includes(day)} onToggle={() => change({ days: WEEK.filter((one) => (one === day) !== days.includes(one)) })}>
              <span aria-hidden="true">{weekdayName(index, "short")}</span><span class="sr-only">{weekdayName(index)}</span>
            </Chip>
          ))}
        </div>
        {wrong.days && <p class="wrong">{wrong.days}</p>}
      </div>
      <Choice
        label={t("form.window")} value={String(said.window_minutes)} onChoose={(value) => change({ window_minutes: Number(value) })}
        options={[...new Set([...WINDOWS, said.window_minutes])].sort((a, b) => a - b).map((minutes) => ({ value: String(minutes), text: windowOf(minutes) }))}
      />
    </div>
  );
}

function windowOf(minutes: number): string {
  return minutes === 30 ? t("form.window_half") : t("form.window_hours", { count: Math.round(minutes / 6) / 10 });
}

function By({ said, prescribers, change }: PartProps & { prescribers: Prescriber[] }) {
  const { prescriber_id: id, prescriber_name: name } = said;
  return (
    <div class="stack">
      <Choice
        label={t("form.by")} value={id ?? (name === null ? "" : "other")}
        options={[{ value: "", text: t("form.by_nobody") }, ...prescribers.map((one) => ({ value: one.id, text: one.name })), { value: "other", text: t("form.by_other") }]}
        onChoose={(value) => change(value === "other" ? { prescriber_id: null, prescriber_name: "" } : { prescriber_id: value || null, prescriber_name: null })}
      />
      {id === null && name !== null && <Field label={t("form.by_name")} value={name} maxLength={120} onText={(text) => change({ prescriber_name: text })} />}
    </div>
  );
}
