import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { DueForm, FormItem, FormText } from "../../api/forms.ts";
import { offline } from "../../offline/sync.ts";
import { phoneZone, shortDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Options, Steps } from "../../ui/choices.tsx";
import { announce } from "../../ui/Live.tsx";
import { Screen } from "../../ui/Screen.tsx";
import "./check-in.css";
import { asked, type Part } from "./form.ts";
import { rememberPutOff } from "./putOffStore.ts";
import { saidOnce } from "./saidOnce.ts";
import { atOnce, isAlarm } from "./atOnce.ts";
import { answeredItem, before, type Draft, partAt, putOff } from "./sitting.ts";
import { useSteady } from "./useSteady.ts";
import { t } from "./words.ts";

/** An opening up to this long is a stem, without which no item makes sense; it stays in sight. */
const STEM = 200;
type Props = { draft: Draft; notice: ComponentChildren; onGo: (next: Draft) => void };

/** One item of a questionnaire, as published. A tap answers it and goes on. */
export function FormScreen({ draft, notice, onGo }: Props) {
  const [justLeftOut, setJustLeftOut] = useState(false);
  const { place } = draft;
  const steady = useSteady(place);
  const part = place.at === "form" ? partAt(draft, place.instrument) : undefined;
  const items = part ? asked(part.form, part.answers) : [];
  const index = items.findIndex((one) => place.at === "form" && one.number === place.item);
  const item = items[index];
  if (!part || !item) return null;
  const { form } = part;
  const previous = draft.revising ? null : before(draft, place);
  const skipped = t(form.scored ? "form.left_out" : "form.left_out_unscored");

  function answer(value: number): void {
    go(isAlarm(draft, value) ? null : answeredItem(draft, value));
    if (isAlarm(draft, value)) void saidOnce(draft).then((saying) => onGo(atOnce(saying, value, new Date(), phoneZone())));
  }
  function go(next: Draft | null): void {
    setJustLeftOut(false);
    if (next) onGo(next);
  }
  function notNow(): void {
    void rememberPutOff(form.id, part?.due_on ?? null);
    go(putOff(draft, form.id));
  }
  function leaveOut(): void {
    go(answeredItem(draft, null));
    setJustLeftOut(true);
    announce(skipped);
  }

  return (
    <Screen key={`${form.id} ${item.number}`} wordy title={item.text} under={<Under draft={draft} part={part} isFirst={index === 0} />} back="/" nav={null}>
      {isStem(form) && <p class="stem">{form.intro}</p>}
      <Steps done={index + 1} of={items.length} label={t("step", { count: index + 1, of: items.length })} />
      {notice}
      {index === 0 && form.preface && <p class="small muted">{form.preface}</p>}
      {index === 0 && !isStem(form) && <p class="stem">{form.intro}</p>}
      {index === 0 && part.due_on !== null && part.due_on < draft.on_day && (
        <p class="small muted">{t("form.late", { day: shortDay(part.due_on, draft.on_day) })}</p>
      )}
      {item.note && <p class="small muted">{item.note}</p>}
      {justLeftOut && <p class="small muted">{skipped}</p>}
      <div class="question-body" onClickCapture={steady}><Choices item={item} value={part.answers[item.number] ?? null} onChoose={answer} /></div>
      <div class="question-foot">
        {previous && <Button look="plain" icon="back" onClick={() => go({ ...draft, place: previous })}>{t("before")}</Button>}
        <Button look="plain" onClick={leaveOut}>{t("form.rather_not")}</Button>
        <Button look="plain" onClick={notNow}>{t("form.not_now")}</Button>
        <p class="small muted">{t("kept")}</p>
      </div>
    </Screen>
  );
}

function isStem(form: FormText): boolean {
  return form.intro.length <= STEM;
}

/** Which of the sitting's parts this is; at its beginning also which days it asks about. */
function Under({ draft, part, isFirst }: { draft: Draft; part: Part; isFirst: boolean }) {
  const parts = draft.forms.length + (draft.daily ? 1 : 0);
  const number = draft.forms.indexOf(part) + (draft.daily ? 2 : 1);
  const { name, recall } = part.form;
  const about = !isFirst || isStem(part.form) ? null : recall === "P7D" || recall === "P14D" || recall === "P30D" || recall === "P1Y" ? t(`recall.${recall}`) : null;
  return <>{[name, parts > 1 && t("part", { count: number, of: parts }), about].filter(Boolean).join(" · ")}</>;
}

type ChoicesProps = { item: FormItem; value: number | null; onChoose: (value: number) => void };

function Choices({ item, value, onChoose }: ChoicesProps) {
  if (item.options || item.kind === "yes_no") {
    const options = item.options ?? [{ value: item.min, text: t("form.no") }, { value: item.max, text: t("form.yes") }];
    return <Options label={item.text} value={value} onChoose={onChoose} options={options} />;
  }
  return <Numbers item={item} value={value} onChoose={onChoose} />;
}

/** Every number there is, one tap each: a keyboard and its Done are slower, a slider less sure. */
function Numbers({ item, value, onChoose }: ChoicesProps) {
  const steps = Array.from({ length: item.max - item.min + 1 }, (_, step) => item.min + step);
  const ends = item.kind === "days" ? { low: t("form.none"), high: t("form.all", { count: item.max }) } : null;
  return (
    <div class="scale" role="group" aria-label={item.text}>
      <div class={steps.length <= 8 ? "scale-grid four" : "scale-grid"}>
        {steps.map((step) => (
          <button
            key={step} type="button" class="scale-step" aria-pressed={value === step}
            aria-label={ends && step === item.min ? `${step}, ${ends.low}` : ends && step === item.max ? `${step}, ${ends.high}` : String(step)}
            onClick={() => onChoose(step)}
          >
            {step}
          </button>
        ))}
      </div>
      {ends && (
        <div class="scale-ends" aria-hidden="true">
          <span>{item.min} · {ends.low}</span>
          <span>{item.max} · {ends.high}</span>
        </div>
      )}
    </div>
  );
}

/** There is no wording in this language that is free to use: said, with what happens instead. */
export function NotInLanguage({ forms, onEnglish }: { forms: DueForm[]; onEnglish: (form: DueForm) => void }) {
  if (forms.length === 0) return null;
  return (
    <details class="not-in-language">
      <summary>{t("form.not_in_language", { count: forms.length })}</summary>
      <div class="stack-s">
        <p class="small">{t("form.not_in_language_text")}</p>
        <div class="row">
          {!offline.value && forms.map((form) => (
            <Button key={form.instrument} look="quiet" onClick={() => onEnglish(form)}>{t("form.in_english", { name: nameOf(form) })}</Button>
          ))}
        </div>
      </div>
    </details>
  );
}

export function nameOf({ name, form, instrument }: DueForm): string {
  return name ?? form?.name ?? instrument.toUpperCase();
}
