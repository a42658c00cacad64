import { useState } from "preact/hooks";
import type { PlanDraft } from "../../api/plan.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { Changes } from "./Changes.tsx";
import { t } from "./words.ts";

type Props = {
  drafts: PlanDraft[];
  /** Who wrote the newest version, where that is known. */
  by: string | null;
  busy?: boolean;
  onTake: (draft: PlanDraft) => void;
  onDrop: (draft: PlanDraft) => void;
};

/** Two wrote at once: what each of them changed, side by side, and what becomes of the text that lost. */
export function Drafts({ drafts, by, busy = false, onTake, onDrop }: Props) {
  const [dropping, setDropping] = useState<PlanDraft | null>(null);
  return (
    <>
      {drafts.map((draft) => (
        <Card key={draft.id}>
          <h2>{t("draft.title")}</h2>
          <p>{by ? t("draft.text", { by }) : t("draft.text_unknown")}</p>
          <div class="plan-two">
            <section class="stack-s">
              <h3>{t("draft.theirs")}</h3>
              <Changes changes={draft.meanwhile} />
            </section>
            <section class="stack-s">
              <h3>{t("draft.mine")}</h3>
              <Changes changes={draft.changes} none={t("draft.nothing")} />
              <p class="small muted">{t("draft.kept", { when: dayAndTime(draft.kept_at, phoneZone()) })}</p>
            </section>
          </div>
          <div class="row">
            {draft.changes.length > 0 && <Button busy={busy} onClick={() => onTake(draft)}>{t("draft.take")}</Button>}
            <Button look="quiet" busy={busy} onClick={() => setDropping(draft)}>{t("draft.drop")}</Button>
          </div>
        </Card>
      ))}
      {dropping && (
        <Confirm
          title={t("draft.drop_title")} text={t("draft.drop_text")} yes={t("draft.drop")} danger
          onYes={() => { onDrop(dropping); setDropping(null); }} onNo={() => setDropping(null)}
        />
      )}
    </>
  );
}
