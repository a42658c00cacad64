import { useState } from "preact/hooks";
import { type DoseSaid, type DoseState, REASONS, type SkipReason } from "../../api/medications.ts";
import { t as shared } from "../../i18n/core.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { clockTime, dayOf, sayLocalTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import { useSteady } from "../check_ins/useSteady.ts";
import type { Due } from "./due.ts";
import type { DoseNow } from "./state.ts";
import { sayDose } from "./useMedications.ts";
import { t } from "./words.ts";

const LATER_MS = 30 * 60_000;
type Saying = Partial<DoseSaid> & Pick<DoseSaid, "medication_id" | "state">;
type Props = { due: Due; said: DoseNow | null; now: number; zone: string };

/** One due dose: three answers, one tap each, and the way back. */
export function DoseCard({ due, said, now, zone }: Props) {
  const [asking, setAsking] = useState(false);
  const { say, busy, wrong } = useSaying();
  // "Undo" comes to the place of "Taken": the second tap of a trembling thumb would unsay it.
  const steady = useSteady(said?.id);
  const { medication, on, at } = due;
  const time = t(on === dayOf(new Date(now), zone) ? "dose.at" : "dose.yesterday", { time: sayLocalTime(at) });
  const tell = (state: DoseState, why: SkipReason | null = null) =>
    void say({ medication_id: medication.id, due_on: on, due_time: at, state, why });
  const open = said === null || said.state === "later";
  const isOver = open && now >= due.dueAt + medication.window_minutes * 60_000;
  const label = (what: "do.taken" | "do.later" | "do.skipped" | "do.undo") => t("do.for", { what: t(what), name: medication.name, time });
  return (
    <Card label={`${medication.name}, ${time}`}>
      <div class="stack-s">
        <div class="spread"><h3>{time}</h3>{said && <Said said={said} zone={zone} />}</div>
        <p><strong>{medication.name}</strong><br />{medication.dose}{medication.how && <><br /><span class="muted">{medication.how}</span></>}</p>
        {isOver && <p class="small">{t("said.over")}</p>}
        {said?.waiting && <p class="small muted">{t(said.state === "later" ? "said.later_waiting" : "said.waiting")}</p>}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
      </div>
      {open ? (
        <div class="taking-answers" onClickCapture={steady}>
          <Button label={label("do.taken")} icon="check" busy={busy} onClick={() => tell("taken")}>{t("do.taken")}</Button>
          {!isOver && now >= due.dueAt - LATER_MS && <Button look="quiet" label={label("do.later")} busy={busy} onClick={() => tell("later")}>{t("do.later")}</Button>}
          <Button look="quiet" label={label("do.skipped")} busy={busy} onClick={() => setAsking(true)}>{t("do.skipped")}</Button>
        </div>
      ) : (
        <div onClickCapture={steady}><Button look="plain" label={label("do.undo")} busy={busy} onClick={() => tell("undone")}>{t("do.undo")}</Button></div>
      )}
      {asking && <Why onClose={() => setAsking(false)} onWhy={(why) => { setAsking(false); tell("skipped", why); }} />}
    </Card>
  );
}

function Said({ said, zone }: { said: DoseNow; zone: string }) {
  if (said.state === "taken") return <Tag kind="good">{t("said.taken", { time: clockTime(new Date(said.at), zone) })}</Tag>;
  if (said.state === "later") return <Tag>{t("said.later", { time: clockTime(new Date(said.at + LATER_MS), zone) })}</Tag>;
  return <Tag>{said.why ? `${t("said.skipped")}: ${t(`why.${said.why}`)}` : t("said.skipped")}</Tag>;
}

function Why({ onClose, onWhy }: { onClose: () => void; onWhy: (why: SkipReason) => void }) {
  return (
    <Sheet title={t("why.title")} onClose={onClose}>
      <p class="muted">{t("why.text")}</p>
      <Options<SkipReason> label={t("why.label")} options={REASONS.map((value) => ({ value, text: t(`why.${value}`) }))} value={null} onChoose={onWhy} />
    </Sheet>
  );
}

/** Keeps what is said; `wrong` is a sentence when this phone could not. */
export function useSaying() {
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  async function keep(said: Saying): Promise<void> {
    try {
      await sayDose(said);
      setWrong(null);
      announce(t("saved"));
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return { say: (said: Saying) => once(() => keep(said)), busy, wrong };
}
