import type { ComponentChildren } from "preact";
import { HALT, type CheckInAnswers, type Halt, type Use } from "../../api/types.ts";
import { t as shell } from "../../i18n/core.ts";
import { dayOf, longDay, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip, Options, Scale, Steps } from "../../ui/choices.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { mayUse } from "./atOnce.ts";
import { answered, before, type Draft, QUESTIONS, type Question } from "./sitting.ts";
import "./check-in.css";
import { useSteady } from "./useSteady.ts";
import { t } from "./words.ts";

type Props = { draft: Draft; notice: ComponentChildren; onGo: (next: Draft) => void };

/** One daily question. "I may use" is in the same place on every one of them. */
export function DailyScreen({ draft, notice, onGo }: Props) {
  const { place } = draft;
  const steady = useSteady(place);
  if (place.at !== "daily") return null;
  const { question } = place;
  const number = QUESTIONS.indexOf(question) + 1;
  const previous = draft.revising ? null : before(draft, place);
  const late = draft.on_day !== dayOf(new Date(), phoneZone());
  return (
    <Screen key={question} title={ask(question, late)} under={longDay(draft.on_day)} back="/" nav={null}>
      <Steps done={number} of={QUESTIONS.length} label={t("step", { count: number, of: QUESTIONS.length })} />
      {notice}
      {late && number === 1 && <p class="small muted">{t("day.late")}</p>}
      <div class="question-body" onClickCapture={steady}><Answer draft={draft} question={question} late={late} onGo={onGo} /></div>
      <div class="question-foot">
        <Button look="quiet" onClick={() => onGo(mayUse(draft, new Date(), phoneZone()))}>{t("may_use")}</Button>
        {previous && <Button look="plain" icon="back" onClick={() => onGo({ ...draft, place: previous })}>{t("before")}</Button>}
        {number === 1 && !draft.revising && <Button look="plain" onClick={() => onGo({ ...draft, place: { at: "day" } })}>{t("day.other")}</Button>}
        <p class="small muted">{t("kept")}</p>
      </div>
    </Screen>
  );
}

function ask(question: Question, late: boolean): string {
  if (late && (question === "mood" || question === "halt" || question === "use")) return t(`ask.${question}.day`);
  return t(`ask.${question}`);
}

type AnswerProps = { draft: Draft; question: Question; late: boolean; onGo: (next: Draft) => void };

/** One tap answers and goes on; only the chips and the free words wait for a Next. */
function Answer({ draft, question, late, onGo }: AnswerProps) {
  const { answers } = draft;
  const stay = (part: Partial<CheckInAnswers>) => onGo({ ...draft, answers: { ...answers, ...part } });
  const answer = (part: Partial<CheckInAnswers>) => onGo(answered(draft, part));
  switch (question) {
    case "mood":
    case "craving":
    case "sleep":
      return (
        <Scale
          label={ask(question, late)} low={shell(`ask.${question}.low`)} high={shell(`ask.${question}.high`)}
          value={answers[question] ?? null} onChoose={(value) => answer({ [question]: value })}
        />
      );
    case "difficulty":
      return (
        <Options
          label={t("ask.difficulty")} value={answers.difficulty ?? null} onChoose={(difficulty) => answer({ difficulty })}
          options={([0, 1, 2, 3, 4] as const).map((value) => ({ value, text: shell(`difficulty.${value}`) }))}
        />
      );
    case "halt":
      return <HaltChips label={ask(question, late)} chosen={answers.halt ?? []} onChoose={(halt) => stay({ halt })} onNext={() => answer({ halt: answers.halt ?? [] })} />;
    case "use":
      return <UseQuestion label={ask(question, late)} value={answers.use ?? null} onChoose={(use) => answer({ use })} />;
    case "line":
      return <LineQuestion value={answers.line ?? ""} onText={(line) => stay({ line })} onNext={() => answer({ line: answers.line ?? null })} />;
  }
}

function LineQuestion({ value, onText, onNext }: { value: string; onText: (line: string) => void; onNext: () => void }) {
  return (
    <>
      <TextArea label={t("ask.line_label")} hint={shell("optional_hint")} value={value} maxLength={1000} rows={4} onText={onText} />
      <Button wide onClick={onNext}>{shell("next")}</Button>
    </>
  );
}

type HaltProps = { label: string; chosen: Halt[]; onChoose: (halt: Halt[]) => void; onNext: () => void };

function HaltChips({ label, chosen, onChoose, onNext }: HaltProps) {
  const toggle = (one: Halt) => onChoose(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return (
    <>
      <div class="chips halt" role="group" aria-label={label}>
        {HALT.map((one) => <Chip key={one} on={chosen.includes(one)} onToggle={() => toggle(one)}>{shell(`trigger.${one}`)}</Chip>)}
      </div>
      <Button wide onClick={onNext}>{shell(chosen.length > 0 ? "next" : "none_of_these")}</Button>
    </>
  );
}

function UseQuestion({ label, value, onChoose }: { label: string; value: Use | null; onChoose: (use: Use) => void }) {
  return (
    <>
      <p class="muted">{t("ask.use_hint")}</p>
      <Options
        label={label} value={value} onChoose={onChoose}
        options={(["no", "yes", "rather_not_say"] as const).map((use) => ({ value: use, text: shell(`use.${use}`) }))}
      />
    </>
  );
}
