import type { CheckInAnswers } from "../../api/types.ts";
import { t as shared } from "../../i18n/core.ts";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import type { Before } from "../weeks/summary.ts";
import { t } from "../words/index.ts";

const SCALES = ["mood", "craving", "sleep"] as const;
type ScaleName = (typeof SCALES)[number];

/** Everything that was answered, numbers with what they mean and what they were the last time. */
export function Answers({ answers, before }: { answers: CheckInAnswers; before: Before | null }) {
  return (
    <Card>
      <Heading>{t("answers.title")}</Heading>
      <dl class="desk-answered">
        {SCALES.map((name) => <ScaleAnswer key={name} name={name} value={answers[name]} before={before?.[name] ?? null} />)}
        <div>
          <dt>{t("answers.difficulty")}</dt>
          <dd>
            {shared(`difficulty.${answers.difficulty as 0 | 1 | 2 | 3 | 4}`)}
            <span class="small muted">{t("answers.of_four", { count: answers.difficulty })}</span>
          </dd>
        </div>
        <div class={answers.use === "no" ? "" : "desk-told"}>
          <dt>{t("answers.use")}</dt>
          <dd>{t(`use.${answers.use}`)}</dd>
        </div>
        <div>
          <dt>{t("answers.halt")}</dt>
          <dd>{answers.halt.length > 0 ? answers.halt.map((one) => shared(`trigger.${one}`)).join(", ") : <span class="muted">{t("answers.halt_none")}</span>}</dd>
        </div>
        <div class="desk-own-words">
          <dt>{t("answers.line")}</dt>
          <dd>{answers.line?.trim() ? <q class="desk-said-line">{answers.line.trim()}</q> : <span class="muted">{t("answers.line_none")}</span>}</dd>
        </div>
      </dl>
    </Card>
  );
}

function ScaleAnswer({ name, value, before }: { name: ScaleName; value: number; before: number | null }) {
  const low = shared(`ask.${name}.low`);
  const high = shared(`ask.${name}.high`);
  return (
    <div>
      <dt>{t(`answers.${name}`)}</dt>
      <dd>
        <strong>{shared("of_ten", { count: value })}</strong>
        {before !== null && <span class="small muted">{t("answers.last", { count: before })}</span>}
        <span class="sr-only">{t("answers.scale", { low, high })}</span>
        <span class="desk-ends small muted" aria-hidden="true">
          <span>{low}</span>
          <span class={`desk-gauge desk-${name}`}><span style={{ inlineSize: `${value * 10}%` }} /></span>
          <span>{high}</span>
        </span>
      </dd>
    </div>
  );
}
