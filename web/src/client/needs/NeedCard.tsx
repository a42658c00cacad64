import { useState } from "preact/hooks";
import type { Need, NeedState, NextStep, Referral } from "../../api/needs.ts";
import type { Day } from "../../api/types.ts";
import { t as shared } from "../../i18n/core.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { longDay, phoneZone, dayAndTime } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import { wayTo } from "../mutual_help/next.ts";
import { Reword } from "./Reword.tsx";
import { sayNeed, sayStep } from "./useNeeds.ts";
import { t } from "./words.ts";

type Props = { need: Need; waiting: Set<string>; today: Day; alone: boolean };

/** One need: what is being done about it, and whether it is met. */
export function NeedCard({ need, waiting, today, alone }: Props) {
  const [more, setMore] = useState(false);
  const { wrong, busy, say } = useSaying();
  const steps = need.steps.filter((step) => step.state !== "dropped");
  return (
    <Card label={need.words}>
      <div class="stack-s">
        <p class="row"><Tag kind={need.priority === "now" ? "warn" : "plain"}>{t(`p.${need.priority}`)}</Tag><span class="small muted">{t(`k.${need.kind}`)}</span></p>
        <h3 class="need-words">{need.words}</h3>
        {need.referrals.length > 0 && <h4 class="need-part">{t("referrals.title")}</h4>}
        {need.referrals.map((one) => <ReferralPart key={one.id} referral={one} />)}
        {steps.length > 0 && <h4 class="need-part">{t("steps.title")}</h4>}
        {steps.length > 0 && <ul class="need-steps">{steps.map((step) => <StepRow key={step.id} step={step} waiting={waiting.has(step.id)} today={today} />)}</ul>}
        <p class="small muted">{waiting.has(need.id) ? t("waiting") : need.is_own ? (need.looked_by ? t("seen.by", { name: need.looked_by }) : t(alone ? "seen.alone" : "seen.not")) : t("from.team", { name: need.stated_by })}</p>
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <div class="row">
          <Button look="soft" icon="check" busy={busy} onClick={() => void say(need.id, "met")}>{t("met")}<span class="sr-only">: {need.words}</span></Button>
          <Button look="plain" onClick={() => setMore(true)}>{t("more")}<span class="sr-only">: {need.words}</span></Button>
        </div>
      </div>
      {more && <MoreSheet need={need} alone={alone} busy={busy} onSay={(state) => say(need.id, state)} onClose={() => setMore(false)} />}
    </Card>
  );
}

/** Says it, and in a sentence why this phone could not keep it. */
function useSaying() {
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  async function keep(id: string, state: NeedState): Promise<boolean> {
    try {
      await sayNeed(id, state);
      announce(shared("saved.on_phone"));
      return true;
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
      return false;
    }
  }
  return { wrong, busy, say: (id: string, state: NeedState) => once(() => keep(id, state)) };
}

type MoreProps = { need: Need; alone: boolean; busy: boolean; onSay: (state: NeedState) => Promise<boolean | undefined>; onClose: () => void };

function MoreSheet({ need, alone, busy, onSay, onClose }: MoreProps) {
  const rewritten = need.changes.filter((change, index) => change.words !== (need.changes[index + 1] ?? need).words);
  return (
    <Sheet title={t("more.title")} busy={busy} onClose={onClose}>
      <div class="stack">
        <p class="need-words">{need.words}</p>
        {rewritten.map((one) => <p key={one.version} class="small muted need-words">{t(need.is_own && one.by === need.stated_by ? "changed.own" : "changed.by", { name: one.by, words: one.words })}</p>)}
        {need.is_own && <Reword need={need} alone={alone} onDone={onClose} />}
        <Button wide look="soft" busy={busy} onClick={() => void onSay("set_aside").then((done) => done && onClose())}>{t("set_aside")}</Button>
        <p class="small muted">{t("set_aside.text")}</p>
      </div>
    </Sheet>
  );
}

function ReferralPart({ referral }: { referral: Referral }) {
  const way = wayTo(referral.contact);
  const last = referral.steps.at(-1);
  return (
    <div class="stack-s need-referral">
      <p class="need-words"><strong>{referral.to_whom}</strong>{referral.contact && way?.kind !== "link" && <><br />{referral.contact}</>}</p>
      {last && <p class="small">{t("referral.step", { state: t(`r.${last.state}`), when: dayAndTime(last.at, phoneZone()), name: last.by })}{last.line && <><br /><q class="need-words">{last.line}</q></>}</p>}
      {way && way.kind !== "address" && (
        <div><ButtonLink look="quiet" icon={way.kind === "call" ? "phone" : "forward"} href={way.href} newTab={way.kind === "link"}>{t(way.kind === "call" ? "referral.call" : "referral.open")}<span class="sr-only">: {referral.to_whom}</span></ButtonLink></div>
      )}
    </div>
  );
}

function StepRow({ step, waiting, today }: { step: NextStep; waiting: boolean; today: Day }) {
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  async function notYet(): Promise<void> {
    try {
      await sayStep(step.id, "open");
      announce(shared("saved.on_phone"));
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <li>
      <span class="need-words">{t("step.who", { name: step.is_clients ? t("step.you") : step.whose, words: step.words })}</span>
      {step.state === "done" ? <Tag kind="good">{t("step.is_done")}</Tag> : <span class="small muted">{dueOf(step.due_on, today)}</span>}
      {step.state === "open" && step.has_left && <span class="small muted">{t("step.left", { name: step.whose })}</span>}
      {step.state === "done" && step.is_clients && <Button look="plain" busy={busy} onClick={() => void once(notYet)}>{t("step.not_yet")}<span class="sr-only">: {step.words}</span></Button>}
      {waiting && <span class="small muted">{t("waiting")}</span>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
    </li>
  );
}

/** A day that is past is no reproach. */
export function dueOf(day: Day | null, today: Day): string {
  if (day === null) return t("step.no_day");
  if (day === today) return t("step.today");
  return t(day < today ? "step.was" : "step.by", { day: longDay(day) });
}
