import type { ComponentChildren } from "preact";
import { HALT, type CheckInAnswers, type Halt, type Use } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { longDay, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip, Options, Scale, Steps } from "../../ui/choices.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { answered, before, daysToChoose, type Draft, isNight, type Question, QUESTIONS } from "./draft.ts";
import "./check-in.css";

type Props = { draft: Draft; notice: ComponentChildren; onGo: (next: Draft) => void };

export function QuestionScreen({ draft, notice, onGo }: Props) {
  const { step } = draft;
  const number = QUESTIONS.indexOf(step as Question) + 1;
  const previous = draft.revising ? null : before(step, isNight(new Date(), phoneZone()));
  return (
    <Screen key={step} title={t(`ask.${step as Question | "day"}`)} under={step === "day" ? undefined : longDay(draft.on_day)} back="/" nav={null}>
      {number > 0 && <Steps done={number} of={QUESTIONS.length} label={t("check_in.step", { count: number, of: QUESTIONS.length })} />}
      {notice}
      <div class="question-body"><Answer draft={draft} onGo={onGo} /></div>
      <div class="question-foot">
        {previous && <Button look="plain" icon="back" onClick={() => onGo({ ...draft, step: previous })}>{t("check_in.question_before")}</Button>}
        <p class="small muted">{t("check_in.kept")}</p>
      </div>
    </Screen>
  );
}

/** One tap answers and goes on; only the chips and the free words wait for a Next. */
function Answer({ draft, onGo }: Omit<Props, "notice">) {
  const { step, answers } = draft;
  const stay = (part: Partial<CheckInAnswers>) => onGo({ ...draft, answers: { ...answers, ...part } });
  const answer = (part: Partial<CheckInAnswers>) => onGo(answered(draft, part));
  switch (step) {
    case "mood":
    case "craving":
    case "sleep":
      return (
        <Scale
          label={t(`ask.${step}`)} low={t(`ask.${step}.low`)} high={t(`ask.${step}.high`)}
          value={answers[step] ?? null} onChoose={(value) => answer({ [step]: value })}
        />
      );
    case "difficulty":
      return (
        <Options
          label={t("ask.difficulty")} value={answers.difficulty ?? null} onChoose={(difficulty) => answer({ difficulty })}
          options={([0, 1, 2, 3, 4] as const).map((value) => ({ value, text: t(`difficulty.${value}`) }))}
        />
      );
    case "halt":
      return <HaltChips chosen={answers.halt ?? []} onChoose={(halt) => stay({ halt })} onNext={() => answer({ halt: answers.halt ?? [] })} />;
    case "use":
      return <UseQuestion value={answers.use ?? null} onChoose={(use) => answer({ use })} />;
    case "line":
      return <LineQuestion value={answers.line ?? ""} onText={(line) => stay({ line })} onNext={() => answer({ line: answers.line ?? null })} />;
    default:
      return <WhichDay draft={draft} onGo={onGo} />;
  }
}

function LineQuestion({ value, onText, onNext }: { value: string; onText: (line: string) => void; onNext: () => void }) {
  return (
    <>
      <TextArea label={t("ask.line_label")} hint={t("optional_hint")} value={value} maxLength={1000} rows={4} onText={onText} />
      <Button wide onClick={onNext}>{t("next")}</Button>
    </>
  );
}

function WhichDay({ draft, onGo }: { draft: Draft; onGo: (next: Draft) => void }) {
  const [ended, begun] = daysToChoose(new Date(), phoneZone());
  return (
    <Options
      label={t("ask.day")} value={null} onChoose={(on_day) => onGo({ ...draft, on_day, step: "mood" })}
      options={[
        { value: ended, text: t("day.just_ended", { day: longDay(ended) }) },
        { value: begun, text: t("day.just_begun", { day: longDay(begun) }) },
      ]}
    />
  );
}

function HaltChips({ chosen, onChoose, onNext }: { chosen: Halt[]; onChoose: (halt: Halt[]) => void; onNext: () => void }) {
  const toggle = (one: Halt) => onChoose(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return (
    <>
      <div class="chips halt" role="group" aria-label={t("ask.halt")}>
        {HALT.map((one) => <Chip key={one} on={chosen.includes(one)} onToggle={() => toggle(one)}>{t(`trigger.${one}`)}</Chip>)}
      </div>
      <Button wide onClick={onNext}>{t(chosen.length > 0 ? "next" : "none_of_these")}</Button>
    </>
  );
}

function UseQuestion({ value, onChoose }: { value: Use | null; onChoose: (use: Use) => void }) {
  return (
    <>
      <p class="muted">{t("ask.use_hint")}</p>
      <Options
        label={t("ask.use")} value={value} onChoose={onChoose}
        options={(["no", "yes", "rather_not_say"] as const).map((use) => ({ value: use, text: t(`use.${use}`) }))}
      />
    </>
  );
}
