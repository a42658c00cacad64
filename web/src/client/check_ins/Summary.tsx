import type { ComponentChildren } from "preact";
import type { CheckInAnswers } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import "./check-in.css";
import { type Draft, type Question, QUESTIONS } from "./draft.ts";

type Props = {
  draft: Draft;
  answers: CheckInAnswers | null;
  busy: boolean;
  problem: "storage.full" | "storage.none_offline" | "storage.failed" | null;
  notice: ComponentChildren;
  onChange: (question: Question) => void;
  onSend: () => void;
};

/** Everything once more before it goes, each answer one tap from being changed. */
export function Summary({ draft, answers, busy, problem, notice, onChange, onSend }: Props) {
  return (
    <Screen key="summary" title={t("check_in.summary")} under={longDay(draft.on_day)} back="/" nav={null}>
      {notice}
      <ul class="answers">
        {QUESTIONS.map((question) => (
          <li key={question}>
            <span class="asked">{t(`short.${question}`)}</span>
            <strong>{sayAnswer(question, draft.answers)}</strong>
            <button type="button" class="icon-button" aria-label={t("check_in.change", { what: t(`short.${question}`) })} onClick={() => onChange(question)}>
              {t("change")}
            </button>
          </li>
        ))}
      </ul>
      {problem && <Notice kind="error" live>{t(problem)}</Notice>}
      {!answers && <Notice kind="warn">{t("check_in.missing")}</Notice>}
      <Button big wide busy={busy} disabled={!answers} onClick={onSend}>{t("check_in.send")}</Button>
    </Screen>
  );
}

/** One answer in words, as the summary and the history show it. */
export function sayAnswer(question: Question, answers: Partial<CheckInAnswers>): string {
  switch (question) {
    case "mood":
    case "craving":
    case "sleep":
      return answers[question] === undefined ? "–" : t("of_ten", { count: answers[question] });
    case "difficulty":
      return answers.difficulty === undefined ? "–" : t(`difficulty.${answers.difficulty as 0 | 1 | 2 | 3 | 4}`);
    case "halt":
      return answers.halt?.length ? answers.halt.map((one) => t(`trigger.${one}`)).join(", ") : t("none");
    case "use":
      return answers.use ? t(`use.${answers.use}`) : "–";
    case "line":
      return answers.line?.trim() || t("none");
  }
}
