import type { ComponentChildren } from "preact";
import type { DueForm, FormItem } from "../../api/forms.ts";
import type { CheckInAnswers } from "../../api/types.ts";
import { t as shell } from "../../i18n/core.ts";
import { dayOf, longDay, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice, Tag } from "../../ui/surfaces.tsx";
import "./check-in.css";
import { asked, missing, type Part, said } from "./form.ts";
import { NotInLanguage } from "./FormScreen.tsx";
import { bodyOf, complete, type Draft, hasSomething, type Place, type Question, QUESTIONS, takeUp } from "./sitting.ts";
import { t } from "./words.ts";

type Props = {
  draft: Draft;
  busy: boolean;
  problem: "storage.full" | "storage.none_offline" | "storage.failed" | null;
  notice: ComponentChildren;
  unavailable: DueForm[];
  onGo: (next: Draft) => void;
  onSend: () => void;
  onEnglish: (form: DueForm) => void;
  /** There is nothing to send: what is due stays due. */
  onLeave: () => void;
};

/** Everything once more before it goes, each answer one tap from being changed. */
export function Summary({ draft, busy, problem, notice, unavailable, onGo, onSend, onEnglish, onLeave }: Props) {
  const ready = hasSomething(bodyOf(draft, new Date(), phoneZone()));
  const asksDay = draft.daily && !draft.gone;
  const sentSome = draft.gone !== undefined || draft.forms.some((part) => part.gone);
  const halfDay = asksDay && complete(draft.answers) === null;
  const late = draft.on_day !== dayOf(new Date(), phoneZone());
  const waiting = draft.forms.filter((part) => part.put_off && !part.gone).length;
  const change = (place: Place) => onGo({ ...draft, place, revising: true });
  const foot = ready
    ? <Button big wide busy={busy} disabled={halfDay} onClick={onSend}>{t("send")}</Button>
    : halfDay ? undefined : <Button big wide onClick={onLeave}>{shell("home")}</Button>;
  return (
    <Screen key="summary" title={t(ready || halfDay ? "summary" : "summary.put_off")} under={longDay(draft.on_day)} back="/" nav={null} foot={foot}>
      {notice}
      {late && <p class="small muted">{t("day.late")}</p>}
      {asksDay && <Daily answers={draft.answers} onChange={(question) => change({ at: "daily", question })} />}
      {waiting > 0 && <p class="small muted">{t("summary.waiting", { count: waiting })}</p>}
      {draft.forms.length > 0 && (
        <div class="answers">
          {draft.forms.map((part) => (
            <Questionnaire
              key={part.form.id} part={part} onTakeUp={() => onGo(takeUp(draft, part.form.id))}
              onChange={(item) => change({ at: "form", instrument: part.form.id, item })}
            />
          ))}
        </div>
      )}
      <NotInLanguage forms={unavailable} onEnglish={onEnglish} />
      {problem && <Notice kind="error" live>{shell(problem)}</Notice>}
      {halfDay && <Notice kind="warn">{t("summary.missing")}</Notice>}
      {!ready && !halfDay && <Notice>{t(sentSome ? "summary.sent_some" : "summary.nothing")}</Notice>}
    </Screen>
  );
}

function Daily({ answers, onChange }: { answers: Partial<CheckInAnswers>; onChange: (question: Question) => void }) {
  return (
    <ul class="answers">
      {QUESTIONS.map((question) => (
        <Row key={question} asked={shell(`short.${question}`)} answer={sayAnswer(question, answers)} onChange={() => onChange(question)} />
      ))}
      {answers.may_use && <li><strong>{t("may_use")}</strong></li>}
    </ul>
  );
}

function Row({ asked, answer, onChange }: { asked: string; answer: string; onChange: () => void }) {
  return (
    <li>
      <span class="asked">{asked}</span>
      <strong>{answer}</strong>
      <button type="button" class="icon-button" aria-label={t("summary.change", { what: asked })} onClick={onChange}>{shell("change")}</button>
    </li>
  );
}

type QuestionnaireProps = { part: Part; onTakeUp: () => void; onChange: (item: string) => void };

/** Closed, it says how much of it is answered; open, every item can be changed. */
function Questionnaire({ part, onTakeUp, onChange }: QuestionnaireProps) {
  const { form } = part;
  if (part.gone || part.put_off) {
    return (
      <div class="form-line">
        <strong>{form.name}</strong>
        <Tag kind={part.gone ? "good" : "plain"}>{t(part.gone ? "summary.gone" : "summary.put_off")}</Tag>
        {part.put_off && <Button look="plain" onClick={onTakeUp}>{t("summary.take_up")}</Button>}
      </div>
    );
  }
  return (
    <details>
      <summary><strong>{form.name}</strong> <span class="muted small">{sayCount(part)}</span></summary>
      <ul>
        {asked(form, part.answers).map((item) => (
          <Row key={item.number} asked={item.text} answer={sayItem(item, part.answers[item.number] ?? null)} onChange={() => onChange(item.number)} />
        ))}
      </ul>
    </details>
  );
}

export function sayCount(part: Part): string {
  const count = Object.keys(said(part)).length;
  const of = asked(part.form, part.answers).length;
  if (missing(part).length === 0) return t("summary.all", { count });
  return t(part.form.scored ? "summary.some" : "summary.some_unscored", { count, of });
}

/** One coded answer in the words it was given in. */
export function sayItem(item: FormItem, value: number | null): string {
  if (value === null) return t("summary.left_out");
  return item.options?.find((option) => option.value === value)?.text ?? String(value);
}

/** One daily answer in words, as the summary and the history show it. */
export function sayAnswer(question: Question, answers: Partial<CheckInAnswers>): string {
  switch (question) {
    case "mood":
    case "craving":
    case "sleep":
      return answers[question] === undefined ? "–" : shell("of_ten", { count: answers[question] });
    case "difficulty":
      return answers.difficulty === undefined ? "–" : shell(`difficulty.${answers.difficulty as 0 | 1 | 2 | 3 | 4}`);
    case "halt":
      return answers.halt?.length ? answers.halt.map((one) => shell(`trigger.${one}`)).join(", ") : shell("none");
    case "use":
      return answers.use ? shell(`use.${answers.use}`) : "–";
    case "line":
      return answers.line?.trim() || shell("none");
  }
}
