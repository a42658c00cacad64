import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Need, NextStep, StepState, TeamNeeds } from "../../api/needs.ts";
import type { Day } from "../../api/types.ts";
import { dueOf } from "../../client/needs/NeedCard.tsx";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { dayAndTime, longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice, Tag } from "../../ui/surfaces.tsx";
import { Change } from "../ui/MayChange.tsx";
import { replacedIn } from "./replaced.ts";
import type { Desk } from "./useTeamNeeds.ts";
import { t } from "./words.ts";

type Props = { desk: Desk; value: TeamNeeds; need: Need };

/** What is next for a need, whose it is, and by when. */
export function Steps({ desk, value, need }: Props) {
  const [open, setOpen] = useState<NextStep | "new" | null>(null);
  const show = (one: NextStep | "new" | null) => {
    desk.forget();
    setOpen(one);
  };
  const shown = need.steps.filter((step) => step.state !== "dropped");
  const dropped = need.steps.filter((step) => step.state === "dropped");
  return (
    <section class="needs-section">
      <div class="spread">
        <h4>{t("steps.title")}</h4>
        <Change><Button look="plain" icon="plus" label={`${t("steps.add")}: ${need.words}`} onClick={() => show("new")}>{t("steps.add")}</Button></Change>
      </div>
      {shown.length > 0 && <ul class="needs-rows">{shown.map((step) => <Row key={step.id} desk={desk} step={step} today={value.today} onEdit={() => show(step)} />)}</ul>}
      {dropped.length > 0 && <Dropped desk={desk} steps={dropped} replaced={replacedIn(need)} />}
      {open && <StepSheet desk={desk} value={value} need={need} step={open === "new" ? null : open} onClose={() => show(null)} />}
    </section>
  );
}

/** Dropped is not gone. What another step has taken the place of stays as it was. */
function Dropped({ desk, steps, replaced }: { desk: Desk; steps: NextStep[]; replaced: Set<string> }) {
  const reopen = (id: string) => desk.change(() => call("PUT /api/clients/{client_id}/next-steps/{id}/state", { path: { client_id: desk.id, id }, body: { state: "open" } }));
  return (
    <details class="small needs-before">
      <summary>{t("steps.earlier")}</summary>
      <ul class="needs-rows">
        {steps.map((step) => (
          <li key={step.id} class="spread">
            <span class="needs-words needs-step">
              <span>{step.words}</span>
              <span class="muted">{t("steps.dropped", { name: step.state_by, when: dayAndTime(step.state_at, me().time_zone) })}</span>
            </span>
            {!replaced.has(step.id) && <Change><Button look="plain" busy={desk.busy} label={`${t("steps.reopen")}: ${step.words}`} onClick={() => void reopen(step.id)}>{t("steps.reopen")}</Button></Change>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Row({ desk, step, today, onEdit }: { desk: Desk; step: NextStep; today: Day; onEdit: () => void }) {
  const isOpen = step.state === "open";
  const isLate = isOpen && step.due_on !== null && step.due_on < today;
  const set = (state: StepState) => desk.change(() => call("PUT /api/clients/{client_id}/next-steps/{id}/state", { path: { client_id: desk.id, id: step.id }, body: { state } }));
  return (
    <li>
      <div class="spread">
        <span class="needs-words needs-step">
          <strong>{step.words}</strong>
          <span class="small">{t("steps.for", { name: step.whose })}</span>
          {!isOpen && <span><Tag kind="good">{t("steps.by", { name: step.state_by, when: dayAndTime(step.state_at, me().time_zone) })}</Tag></span>}
          {isOpen && <span class={isLate ? "small desk-overdue" : "small muted"}>{isLate && <Icon name="clock" size={16} />}{isLate ? t("steps.late", { day: longDay(step.due_on ?? today) }) : dueOf(step.due_on, today)}</span>}
          {isOpen && step.has_left && <span class="small desk-overdue">{t("steps.left", { name: step.whose })}</span>}
        </span>
        <Change><span class="row">
          {isOpen && <Button look="soft" icon="check" busy={desk.busy} label={`${t("steps.done")}: ${step.words}`} onClick={() => void set("done")}>{t("steps.done")}</Button>}
          {isOpen && <Button look="quiet" label={`${t("steps.change")}: ${step.words}`} onClick={onEdit}>{t("steps.change")}</Button>}
          {isOpen && <Button look="plain" busy={desk.busy} label={`${t("steps.drop")}: ${step.words}`} onClick={() => void set("dropped")}>{t("steps.drop")}</Button>}
          {!isOpen && <Button look="plain" busy={desk.busy} label={`${t("steps.reopen")}: ${step.words}`} onClick={() => void set("open")}>{t("steps.reopen")}</Button>}
        </span></Change>
      </div>
    </li>
  );
}

function StepSheet({ desk, value, need, step, onClose }: Props & { step: NextStep | null; onClose: () => void }) {
  const [id] = useState(newId);
  const [words, setWords] = useState(step?.words ?? "");
  const [whose, setWhose] = useState(step && !step.has_left ? step.whose_id : me().id);
  const [due, setDue] = useState<string>(step?.due_on ?? "");
  const [tried, setTried] = useState(false);
  const isEmpty = words.trim() === "";

  async function save(): Promise<void> {
    setTried(true);
    if (isEmpty) return;
    const body = { need_id: need.id, words: words.trim(), whose_id: whose, due_on: due || null, instead_of: step?.id ?? null };
    if (await desk.change(() => call("PUT /api/clients/{client_id}/next-steps/{id}", { path: { client_id: desk.id, id }, body }))) onClose();
  }
  return (
    <Sheet title={t(step ? "step.edit" : "step.new")} onClose={onClose} busy={desk.busy}>
      <div class="stack">
        <p class="muted needs-words">{need.words}</p>
        <Field label={t("step.words")} value={words} maxLength={200} wrong={tried && isEmpty ? t("step.words_wrong") : null} onText={setWords} />
        <Choice label={t("step.whose")} value={whose} options={value.people.map((one) => ({ value: one.id, text: one.name }))} onChoose={setWhose} />
        <Field type="date" label={t("step.due")} hint={t("step.due_hint")} value={due} min="2000-01-01" max="2200-12-31" onText={setDue} />
        {step && <p class="small muted">{t("step.edit_text")}</p>}
        {desk.wrong && <Notice kind="error" live>{desk.wrong}</Notice>}
        <Button wide busy={desk.busy} onClick={() => void save()}>{t("form.save")}</Button>
      </div>
    </Sheet>
  );
}
