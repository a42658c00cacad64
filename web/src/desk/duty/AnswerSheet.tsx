import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Task } from "../../api/response.ts";
import { type FlagRating, OUTCOMES, type TaskOutcome } from "../../api/review.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { Choice, TextArea } from "../../ui/Field.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { refusalOf } from "./say.ts";
import { t } from "./words.ts";

const RATED: readonly FlagRating[] = ["helpful", "known_already", "not_a_concern"];
type Props = { task: Task; onDone: (sentence: string) => Promise<void>; onClose: () => void };

/** What came of it, and whether its flags were worth a look. What was typed stays when it is refused. */
export function AnswerSheet({ task, onDone, onClose }: Props) {
  const [outcome, setOutcome] = useState<TaskOutcome | null>(null);
  const [line, setLine] = useState("");
  const [ratings, setRatings] = useState<Record<string, FlagRating>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (outcome === null) return setWrong(t("answer.wrong"));
    setBusy(true);
    setWrong(null);
    try {
      const body = { outcome, line: line.trim() || null, ratings };
      await call("PUT /api/tasks/{id}/outcome", { path: { id: task.id }, body });
      await onDone(t("said.answered"));
    } catch (error) {
      setWrong(refusalOf(error));
      setBusy(false);
    }
  }
  function rate(key: string, value: string): void {
    const { [key]: _, ...others } = ratings;
    const rating = RATED.find((one) => one === value);
    setRatings(rating ? { ...others, [key]: rating } : others);
  }
  return (
    <Sheet title={t("answer.title")} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <p><strong>{task.client.shown_name}</strong></p>
        <Options
          label={t("answer.outcome")} value={outcome} onChoose={setOutcome}
          options={OUTCOMES.map((value) => ({ value, text: t(`outcome.${value}`) }))}
        />
        <TextArea label={t("answer.line")} hint={t("answer.line_hint")} value={line} onText={setLine} maxLength={400} rows={2} />
        {task.flags.length > 0 && (
          <fieldset class="stack-s duty-ratings">
            <legend><strong>{t("answer.rate")}</strong></legend>
            <p class="small muted">{t("answer.rate_text")}</p>
            {task.flags.map((flag) => (
              <Choice
                key={flag.key} label={flag.reason} value={ratings[flag.key] ?? flag.rating ?? ""} onChoose={(value) => rate(flag.key, value)}
                options={[{ value: "", text: t("rating.none") }, ...RATED.map((value) => ({ value, text: t(`rating.${value}`) }))]}
              />
            ))}
          </fieldset>
        )}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" wide busy={busy}>{t("answer.yes")}</Button>
      </form>
    </Sheet>
  );
}
