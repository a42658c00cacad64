import { t } from "../../i18n/more.ts";
import { clockTime, dayAndTime, phoneZone } from "../../time.ts";
import { Card, Tag } from "../../ui/surfaces.tsx";
import { EntryForms, textOfForms } from "../check_ins/EntryForms.tsx";
import { CravingBody, CravingLater, linesOf } from "../craving_logs/CravingBody.tsx";
import { sayAnswer } from "../check_ins/Summary.tsx";
import "./entries.css";
import type { ShownEntry } from "./merge.ts";

export function EntryCard({ entry }: { entry: ShownEntry }) {
  return (
    <Card>
      <div class="spread">
        <h3>{t(`entry.${entry.kind}`)} <span class="muted small">{clockTime(entry.at, entry.zone)}</span></h3>
        <StateTag entry={entry} />
      </div>
      <EntryBody entry={entry} />
      {entry.kind === "craving_log" && <CravingLater entry={entry} />}
      {entry.review && (
        <div class="stack-s review">
          <p class="small muted">{t("entry.looked_at", { by: entry.review.by, when: dayAndTime(entry.review.at, phoneZone()) })}</p>
          {entry.review.line && <p class="said">“{entry.review.line}”</p>}
        </div>
      )}
    </Card>
  );
}

export function EntryBody({ entry }: { entry: ShownEntry }) {
  if (entry.kind === "craving_log") return <CravingBody entry={entry} />;
  return <CheckInBody body={entry.body} />;
}

function CheckInBody({ body }: { body: Extract<ShownEntry, { kind: "check_in" }>["body"] }) {
  const { answers } = body;
  if (!answers) return <EntryForms body={body} />;
  return (
    <>
      <dl class="facts">
        {(["mood", "craving", "sleep"] as const).map((question) => (
          <div key={question}><dt>{t(`short.${question}`)}</dt><dd>{answers[question]}</dd></div>
        ))}
      </dl>
      <p class="small">
        {[sayAnswer("difficulty", answers), ...answers.halt.map((one) => t(`trigger.${one}`)), `${t("short.use")}: ${sayAnswer("use", answers)}`].join(" · ")}
      </p>
      {answers.line && <p class="note">{answers.line}</p>}
      <EntryForms body={body} />
    </>
  );
}

function StateTag({ entry }: { entry: ShownEntry }) {
  switch (entry.state) {
    case "held":
    case "waiting":
      return <Tag kind="warn">{t("state.on_phone")}</Tag>;
    case "refused":
      return <Tag kind="error">{t("state.refused")}</Tag>;
    case "looked_at":
      return <Tag kind="good">{t("state.looked_at")}</Tag>;
    case "sent":
      return <Tag>{t("state.sent")}</Tag>;
  }
}

/** The entry as plain text, for the clipboard. */
export function textOf(entry: ShownEntry): string {
  const head = `${t(`entry.${entry.kind}`)}, ${dayAndTime(entry.at, entry.zone)}`;
  if (entry.kind === "craving_log") {
    return [head, ...linesOf(entry.body)].join("\n");
  }
  const { answers } = entry.body;
  if (!answers) return [head, ...textOfForms(entry.body)].join("\n");
  const questions = ["mood", "craving", "sleep", "difficulty", "halt", "use", "line"] as const;
  return [head, ...questions.map((one) => `${t(`short.${one}`)}: ${sayAnswer(one, answers)}`), ...textOfForms(entry.body)].join("\n");
}
