import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { LevelBenchmark, LevelReview } from "../../api/levels.ts";
import type { Day } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/Field.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Notice, Tag } from "../../ui/surfaces.tsx";
import { useDeciding } from "./deciding.ts";
import { Sub } from "./Sub.tsx";
import { t } from "./words.ts";

type Props = { clientId: string; value: LevelReview; review: Resource<LevelReview>; mayJudge: boolean };

/** The benchmarks of the level with what shows them; those nobody counts are judged here. */
export function Benchmarks({ clientId, value, review, mayJudge }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section class="stack-s">
      <Sub>{t("benchmarks")}</Sub>
      <ul class="level-benchmarks">
        {value.benchmarks.map((one) => (
          <li key={one.code}>
            <div class="level-benchmark">
              <span>{one.text}</span>
              <Tag kind={one.is_met ? "good" : "plain"}>{t(one.is_met ? "met" : "not_met")}</Tag>
            </div>
            <p class="small muted">{one.evidence}{one.by && one.at && ` (${t("judged_by", { by: one.by, when: dayAndTime(one.at, me().time_zone) })})`}</p>
            {mayJudge && one.measure === "judgement" && (open === one.code
              ? <Judging clientId={clientId} one={one} week={value.week} review={review} close={() => setOpen(null)} />
              : <div><Button look="quiet" onClick={() => setOpen(one.code)}>{t(one.is_met ? "mark_not_met" : "mark_met")}</Button></div>)}
          </li>
        ))}
      </ul>
    </section>
  );
}

type JudgingProps = { clientId: string; one: LevelBenchmark; week: Day; review: Resource<LevelReview>; close: () => void };

function Judging({ clientId, one, week, review, close }: JudgingProps) {
  const [evidence, setEvidence] = useState("");
  const { busy, wrong, run } = useDeciding(review);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const body = { is_met: !one.is_met, evidence: evidence.trim() };
    const path = { client_id: clientId, code: one.code };
    if (body.evidence && (await run(() => call("PUT /api/clients/{client_id}/benchmarks/{code}", { path, body, query: { week } })))) close();
  }
  return (
    <form class="level-form" onSubmit={submit}>
      <TextArea label={t("evidence")} hint={t("evidence_hint")} value={evidence} maxLength={1000} rows={2} onText={setEvidence} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <div class="level-buttons">
        <Button type="submit" busy={busy} disabled={!evidence.trim()}>{t(one.is_met ? "mark_not_met" : "mark_met")}</Button>
        <Button look="plain" disabled={busy} onClick={close}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
