import { useEffect, useState } from "preact/hooks";
import type { CheckInAnswers, Today } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { useLocalEntries } from "../../offline/local.ts";
import { save, whyNotSaved } from "../../offline/save.ts";
import { storageWorks } from "../../person.ts";
import { dayOf, longDay, phoneZone, withOffset } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { checkedInOn, keptToday } from "../today/done.ts";
import { AfterCheckIn } from "./AfterCheckIn.tsx";
import { complete, type Draft, newDraft } from "./draft.ts";
import { forgetDraft, saveDraft, savedDraft } from "./draftStore.ts";
import { QuestionScreen } from "./QuestionScreen.tsx";
import { Summary } from "./Summary.tsx";

/** One question a screen. Leaving at any point loses nothing. */
export default function CheckIn() {
  const [found, setFound] = useState<Draft | null | undefined>(undefined);
  const [current, setCurrent] = useState<Draft | null>(null);
  const [sent, setSent] = useState<CheckInAnswers | null>(null);
  const [unkept, setUnkept] = useState(false);
  const [due, setDue] = useState<Today["due"]>([]);
  const local = useLocalEntries();
  const zone = phoneZone();

  useEffect(() => {
    void keptToday().then((today) => setDue(today?.due ?? []));
    void savedDraft().then((draft) => {
      const begun = draft && (Object.keys(draft.answers).length > 0 || draft.step !== "mood");
      setFound(begun ? draft : null);
      if (!begun) setCurrent(newDraft(new Date(), zone));
    });
  }, []);

  function go(next: Draft): void {
    setCurrent(next);
    void saveDraft(next).then((kept) => setUnkept(!kept && storageWorks.value));
  }

  if (sent) return <AfterCheckIn answers={sent} />;
  if (found === undefined) return null;
  if (!current && found) {
    return <Resume draft={found} onGoOn={() => go(found)} onStartAgain={() => go(newDraft(new Date(), zone))} />;
  }
  if (!current) return null;
  if (checkedInOn(current.on_day, due, local) && current.step !== "summary") return <Already day={current.on_day} />;
  const notice = unkept ? <Notice kind="warn" live>{t("check_in.unkept")}</Notice> : null;
  if (current.step === "summary") {
    return <SendStep draft={current} notice={notice} onChange={(step) => go({ ...current, step, revising: true })} onSent={setSent} />;
  }
  return <QuestionScreen draft={current} notice={notice} onGo={go} />;
}

type SendProps = {
  draft: Draft;
  notice: preact.ComponentChildren;
  onChange: (step: Draft["step"]) => void;
  onSent: (answers: CheckInAnswers) => void;
};

function SendStep({ draft, notice, onChange, onSent }: SendProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof whyNotSaved> | null>(null);
  const answers = complete(draft.answers);

  async function send(): Promise<void> {
    if (busy || !answers) return;
    setBusy(true);
    setProblem(null);
    const zone = phoneZone();
    try {
      await save({
        kind: "check_in", entity: draft.id,
        body: { on_day: draft.on_day, occurred_at: withOffset(new Date(), zone), zone, answers },
      });
      await forgetDraft();
      announce(t(storageWorks.value ? "saved.on_phone" : "sent"));
      onSent(answers);
    } catch (error) {
      setProblem(whyNotSaved(error));
    } finally {
      setBusy(false);
    }
  }
  return <Summary draft={draft} answers={answers} busy={busy} problem={problem} notice={notice} onChange={onChange} onSend={() => void send()} />;
}

function Resume({ draft, onGoOn, onStartAgain }: { draft: Draft; onGoOn: () => void; onStartAgain: () => void }) {
  const today = draft.on_day === dayOf(new Date(), phoneZone());
  return (
    <Screen title={t("check_in.half_way")} under={today ? undefined : longDay(draft.on_day)} back="/" nav={null}>
      <p class="large">{t(today ? "check_in.resume" : "check_in.resume_other_day", { day: longDay(draft.on_day) })}</p>
      <div class="stack-s">
        <Button big wide onClick={onGoOn}>{t("check_in.go_on")}</Button>
        <Button look="quiet" wide onClick={onStartAgain}>{t("check_in.start_again")}</Button>
      </div>
    </Screen>
  );
}

function Already({ day }: { day: string }) {
  return (
    <Screen title={t("check_in.done_today")} under={longDay(day)} back="/" nav={null}>
      <p class="large">{t("check_in.already")}</p>
      <ButtonLink href="/entries" look="quiet" wide>{t("tab.entries")}</ButtonLink>
    </Screen>
  );
}
