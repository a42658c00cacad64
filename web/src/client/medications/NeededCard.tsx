import type { Medication } from "../../api/medications.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { useSteady } from "../check_ins/useSteady.ts";
import { useSaying } from "./DoseCard.tsx";
import { asNeededOn, type DoseNow } from "./state.ts";
import { t } from "./words.ts";

type Props = { medication: Medication; doses: DoseNow[]; now: number; zone: string };

/** One as needed: how often today. What was taken is noted, however often it was. */
export function NeededCard({ medication, doses, now, zone }: Props) {
  const { say, busy, wrong } = useSaying();
  const today = asNeededOn(dayOf(new Date(now), zone), medication, doses, zone);
  const { id, name, dose, how, most_a_day: most } = medication;
  const last = today.at(-1);
  // A second tap of a trembling thumb would count it twice, or take back the one before as well.
  const steady = useSteady(last?.id);
  return (
    <Card label={name}>
      <div class="stack-s">
        <div class="spread"><h3>{t("needed.title")}</h3><span>{t("needed.today", { count: today.length })}</span></div>
        <p><strong>{name}</strong><br />{dose}{how && <><br /><span class="muted">{how}</span></>}</p>
        {most !== null && <p class="small muted">{t("needed.most", { count: most })}</p>}
        {most !== null && today.length > most && <Notice kind="warn" live>{t("needed.over", { count: most })}</Notice>}
        {last?.waiting && <p class="small muted">{t("said.waiting")}</p>}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
      </div>
      <div class="taking-answers" onClickCapture={steady}>
        <Button look="quiet" icon="check" label={`${t("needed.take")}: ${name}`} busy={busy} onClick={() => void say({ medication_id: id, state: "taken" })}>{t("needed.take")}</Button>
        {last && <Button look="plain" label={`${t("needed.undo")}: ${name}`} busy={busy} onClick={() => void say({ medication_id: id, state: "undone", undoes: last.id })}>{t("needed.undo")}</Button>}
      </div>
    </Card>
  );
}
