import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { LevelDecisionWritten, LevelReview } from "../../api/levels.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, TextArea } from "../../ui/Field.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { useDeciding } from "./deciding.ts";
import { saidBy } from "./say.ts";
import { Sub } from "./Sub.tsx";
import { t } from "./words.ts";

type Props = { clientId: string; value: LevelReview; review: Resource<LevelReview> };
type Asking = "changed" | "declined" | null;

/** What is proposed and why, and the three ways to decide. */
export function Proposed({ clientId, value, review }: Props) {
  const [asking, setAsking] = useState<Asking>(null);
  const [isOpen, setOpen] = useState(false);
  const deciding = useDeciding(review);
  const { kind, to_level } = value.proposal;
  const level = to_level ?? "";

  async function decide(written: Pick<LevelDecisionWritten, "decision" | "level" | "reason">): Promise<void> {
    const body = { ...written, level_now: value.current_level, proposal: kind };
    const path = { client_id: clientId, week: value.week };
    if (await deciding.run(() => call("PUT /api/clients/{client_id}/level-reviews/{week}", { path, body }))) {
      setAsking(null);
      setOpen(false);
    }
  }
  const isDecided = value.decision !== null && !isOpen;
  return (
    <section class="level-proposal">
      {value.decision && <><Sub>{t("decided")}</Sub><p>{saidBy(value.decision)}</p></>}
      {!isDecided && (
        <>
          <Sub>{t("proposed")}</Sub>
          <strong>{t(`proposal.${kind}`, { level })}</strong>
          <ul>{value.proposal.reasons.map((one, index) => <li key={index}>{one.text}</li>)}</ul>
        </>
      )}
      {deciding.wrong && <Notice kind="error" live>{deciding.wrong}</Notice>}
      {!value.can_decide && !value.decision && <p class="small">{t("cannot_decide")}</p>}
      {value.can_decide && isDecided && <div><Button look="quiet" onClick={() => setOpen(true)}>{t("again")}</Button></div>}
      {value.can_decide && !isDecided && !asking && (
        <>
          <p class="small">{t("only_proposed")}</p>
          <div class="level-buttons">
            <Button busy={deciding.busy} onClick={() => void decide({ decision: "accepted", level: null, reason: null })}>{t(`accept.${kind}`, { level })}</Button>
            {value.current_level !== null && <Button look="quiet" disabled={deciding.busy} onClick={() => setAsking("changed")}>{t("choose")}</Button>}
            <Button look="quiet" disabled={deciding.busy} onClick={() => setAsking("declined")}>{t("decline")}</Button>
          </div>
        </>
      )}
      {value.can_decide && asking && <Why key={asking} asking={asking} value={value} busy={deciding.busy} decide={decide} close={() => setAsking(null)} />}
    </section>
  );
}

type WhyProps = {
  asking: "changed" | "declined";
  value: LevelReview;
  busy: boolean;
  decide: (written: Pick<LevelDecisionWritten, "decision" | "level" | "reason">) => Promise<void>;
  close: () => void;
};

function Why({ asking, value, busy, decide, close }: WhyProps) {
  const others = value.levels.filter((level) => level !== value.current_level);
  const [level, setLevel] = useState(others[0] ?? "");
  const [reason, setReason] = useState("");

  function submit(event: Event): void {
    event.preventDefault();
    if (reason.trim()) void decide({ decision: asking, level: asking === "changed" ? level : null, reason: reason.trim().replace(/\s+/g, " ") });
  }
  return (
    <form class="level-form" onSubmit={submit}>
      {asking === "changed" && <Choice label={t("which")} value={level} options={others.map((one) => ({ value: one, text: one }))} onChoose={setLevel} />}
      <TextArea label={t("why")} hint={t("why_hint")} value={reason} maxLength={400} rows={2} onText={setReason} />
      <div class="level-buttons">
        <Button type="submit" busy={busy} disabled={!reason.trim()}>{t(asking === "changed" ? "save" : "decline")}</Button>
        <Button look="plain" disabled={busy} onClick={close}>{t("cancel")}</Button>
      </div>
    </form>
  );
}
