import { useState } from "preact/hooks";
import type { Episode } from "../../api/episodes.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Facts } from "../ui/Facts.tsx";
import { ReturnSheet } from "./ReturnSheet.tsx";
import { fullDay } from "./say.ts";
import { StepSheet } from "./StepSheet.tsx";
import { t } from "./words.ts";

type Props = { episode: Episode; onChanged: (episode: Episode) => void; onRefused: () => void };

/** Where the client is, what speaks against admission, and the next step. */
export function NowCard({ episode, onChanged, onRefused }: Props) {
  const [open, setOpen] = useState<"step" | "return" | null>(null);
  const { client, programme, phase, level, outcome } = episode;
  const before = phase === "referral" || phase === "assessment";
  const close = () => setOpen((now) => (now === open ? null : now));
  const mayReturn = phase === "aftercare" || phase === "alumni";
  return (
    <Card>
      <h2>{t("now.title", { name: client.shown_name })}</h2>
      <Facts
        rows={[
          [t("now.phase"), <Tag kind={phase === "treatment" ? "good" : "plain"}>{t(`phase.${phase}`)}</Tag>],
          [t("now.level"), phase === "treatment" ? level : null],
          [t("now.outcome"), outcome && t(`outcome.${outcome}`)],
          [t("now.since"), fullDay(episode.opened_at)],
          [t("now.admitted"), episode.admitted_at && fullDay(episode.admitted_at)],
        ]}
      />
      {before && episode.concerns.length > 0 && <Concerns title={t("assessment.concerns")} concerns={episode.concerns} />}
      {before && !programme.is_open && <Notice kind="warn">{t("step.closed", { programme: programme.name })}</Notice>}
      <div class="row">
        <Button onClick={() => setOpen("step")}>{t("now.next")}</Button>
        {mayReturn && <Button look="quiet" onClick={() => setOpen("return")}>{t("back.again")}</Button>}
      </div>
      {open === "step" && (
        <StepSheet
          episode={episode} onClose={close} onRefused={onRefused}
          onTaken={(answer) => {
            close();
            onChanged(answer);
          }}
        />
      )}
      {open === "return" && (
        <ReturnSheet
          person={client} text={t("back.again_text")} title={t("back.again")} button={t("back.again_button")} onClose={close}
          onDone={(answer) => {
            close();
            onChanged(answer);
          }}
        />
      )}
    </Card>
  );
}

/** What the assessment says against it, as sentences. */
export function Concerns({ title, concerns }: { title: string; concerns: Episode["concerns"] }) {
  return (
    <Notice kind="warn">
      <p><strong>{title}</strong></p>
      <ul class="desk-reasons">{concerns.map((one) => <li key={one.code}>{one.text}</li>)}</ul>
    </Notice>
  );
}
