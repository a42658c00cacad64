import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CheckInDue, DueForm } from "../../api/forms.ts";
import type { CheckInAnswers, Today } from "../../api/types.ts";
import { t as shell } from "../../i18n/core.ts";
import type { LocalEntries } from "../../offline/local.ts";
import { storageWorks } from "../../person.ts";
import { dayOf, longDay, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { keepCardFresh } from "../safety_plan/kept.ts";
import { checkedInOn, keptToday } from "../today/done.ts";
import { AfterCheckIn } from "./AfterCheckIn.tsx";
import { DailyScreen } from "./DailyScreen.tsx";
import { WhichDay } from "./Days.tsx";
import { forgetDraft, saveDraft, savedDraft } from "./draftStore.ts";
import { dueBy } from "./due.ts";
import { dueAtHand, localEntries, refreshDue } from "./dueStore.ts";
import { FormScreen, NotInLanguage } from "./FormScreen.tsx";
import { NowScreen } from "./NowScreen.tsx";
import { SendStep } from "./SendStep.tsx";
import { keptPutOff } from "./putOffStore.ts";
import { bodyOf, type Draft, hasPassed, hasSomething, newDraft, partAt, type PutOff, readDraft, takenUp, takesForms, way, withDue, withForm } from "./sitting.ts";
import { t } from "./words.ts";

type Known = { due: CheckInDue | null; today: Today["due"]; local: LocalEntries; off: PutOff };
/** `hard`: something in it was answered that somebody has to look at soon. */
export type Sent = { answers: Partial<CheckInAnswers>; id: string | null; hard: boolean };

/** One sitting: the day, then the questionnaires that are due. Leaving at any point loses nothing. */
export default function CheckIn() {
  const [known, setKnown] = useState<Known | null>(null);
  const [found, setFound] = useState<Draft | null>(null);
  const [current, setCurrent] = useState<Draft | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const [unkept, setUnkept] = useState(false);
  const zone = phoneZone();
  const shown = useRef(new Date());

  // As part of drawing: whoever comes back never finds the answer before the last.
  useLayoutEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") comeBack();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  });
  useEffect(() => {
    void look();
    // Should an answer need it, the plan is here before the question is asked.
    void keepCardFresh();
  }, []);

  async function look(): Promise<void> {
    const [kept, due, today, local, off] = await Promise.all([savedDraft(), dueAtHand(), keptToday(), localEntries(), keptPutOff()]);
    const knows = { due, today: today?.due ?? [], local, off };
    const draft = kept && takenUp(readDraft(kept), new Date(), zone);
    setKnown(knows);
    // In a hard moment nobody is asked whether to go on: the people are simply there again.
    if (draft?.place.at === "now") setCurrent(draft);
    else if (draft) setFound(draft);
    else begin(knows);
    if (kept && !draft) void forgetDraft();
    // Nobody waits for the network: what it has to add comes in behind the question on the screen.
    const fresh = await refreshDue();
    if (fresh) takeIn({ ...knows, due: fresh });
  }

  function takeIn(knows: Known): void {
    const add = (draft: Draft | null) => draft && (takesForms(draft.on_day, new Date(), zone) ? withDue(draft, dueBy(draft.on_day, knows.due, knows.local), knows.off) : draft);
    setKnown(knows);
    setFound(add);
    setCurrent(add);
  }

  function begin(knows: Known): void {
    const day = dayOf(new Date(), zone);
    setFound(null);
    setCurrent(newDraft(new Date(), zone, sittingOf(day, knows), undefined, knows.off));
  }

  /** A phone that was put away in the evening and is taken up in the morning shows what it showed. */
  function comeBack(): void {
    const now = new Date();
    const draft = found ?? current;
    const passed = draft !== null && !sent && hasPassed(draft, shown.current, now, zone);
    shown.current = now;
    if (!passed || draft.place.at === "now") return;
    const rest = isTouched(draft) ? takenUp(draft, now, zone) : null;
    setCurrent(null);
    setFound(rest);
    if (rest) return;
    setKnown(null);
    void forgetDraft().finally(look);
  }

  /** After an answer that acted at once: where days have gone by, nobody goes on without seeing so. */
  function goOn(next: Draft): void {
    if (next.place.at === "now" || takesForms(next.on_day, new Date(), zone)) return go(next);
    setCurrent(null);
    setFound(next);
    void saveDraft(next);
  }

  function go(next: Draft): void {
    scrollTo(0, 0);
    setCurrent(next);
    void saveDraft(next).then((kept) => setUnkept(!kept && storageWorks.value));
  }

  async function inEnglish(draft: Draft, { instrument, due_on }: DueForm): Promise<void> {
    try {
      go(withForm(draft, await call("GET /api/instruments/{id}", { path: { id: instrument }, query: { language: "en" } }), due_on));
    } catch {
      announce(shell("no_connection"));
    }
  }

  if (sent) return <AfterCheckIn sent={sent} due={known?.due ?? null} />;
  if (!known) return <Screen title={t("title")} back="/" nav={null}><p class="muted">{shell("loading")}</p></Screen>;
  if (found) return <Resume draft={found} onGoOn={() => { setFound(null); go(found); }} onStartAgain={() => begin(known)} />;
  if (!current) return null;
  const { place } = current;
  const unavailable = takesForms(current.on_day, new Date(), zone) ? dueBy(current.on_day, known.due, known.local).filter(({ form, instrument }) => !form && !partAt(current, instrument)) : [];
  const notice = unkept ? <Notice kind="warn" live>{t("unkept")}</Notice> : null;
  switch (place.at) {
    case "day":
      return (
        <WhichDay
          isDone={(day) => checkedInOn(day, known.today, known.local)}
          onDay={(day) => go(newDraft(new Date(), zone, sittingOf(day, known), day, known.off))}
        />
      );
    case "daily":
      return <DailyScreen draft={current} notice={notice} onGo={go} />;
    case "form":
      return <FormScreen draft={current} notice={notice} onGo={go} />;
    case "now":
      return <NowScreen draft={current} due={known.due} onGo={goOn} onEnd={(id) => setSent({ answers: current.answers, id, hard: true })} />;
    case "summary":
      if (!current.gone && way(current).length === 0 && current.forms.length === 0 && !hasSomething(bodyOf(current, new Date(), zone))) {
        return <Already day={current.on_day} unavailable={unavailable} onEnglish={(form) => void inEnglish(current, form)} onOther={() => setCurrent({ ...current, place: { at: "day" } })} />;
      }
      return <SendStep draft={current} notice={notice} unavailable={unavailable} onEnglish={(form) => void inEnglish(current, form)} onGo={go} onSent={setSent} />;
  }
}

/** What a sitting about a day holds: the daily questions unless they are answered, and the forms due. */
function sittingOf(day: string, { due, today, local }: Known): { daily: boolean; forms: DueForm[] } {
  const done = checkedInOn(day, today, local) || (due?.on_day === day && due.daily);
  return { daily: !done, forms: takesForms(day, new Date(), phoneZone()) ? dueBy(day, due, local) : [] };
}

function isTouched({ answers, forms }: Draft): boolean {
  return Object.keys(answers).length > 0 || forms.some((part) => Object.keys(part.answers).length > 0);
}

function Resume({ draft, onGoOn, onStartAgain }: { draft: Draft; onGoOn: () => void; onStartAgain: () => void }) {
  const today = draft.on_day === dayOf(new Date(), phoneZone());
  return (
    <Screen title={shell("check_in.half_way")} under={today ? undefined : longDay(draft.on_day)} back="/" nav={null}>
      <p class="large">{today ? t("resume") : t("resume_other_day", { day: longDay(draft.on_day) })}</p>
      <div class="stack-s">
        <Button big wide onClick={onGoOn}>{shell("check_in.go_on")}</Button>
        <Button look="quiet" wide onClick={onStartAgain}>{t("start_again")}</Button>
      </div>
    </Screen>
  );
}

type AlreadyProps = { day: string; unavailable: DueForm[]; onEnglish: (form: DueForm) => void; onOther: () => void };

function Already({ day, unavailable, onEnglish, onOther }: AlreadyProps) {
  return (
    <Screen title={shell("check_in.done_today")} under={longDay(day)} back="/" nav={null}>
      <p class="large">{t("already")}</p>
      <NotInLanguage forms={unavailable} onEnglish={onEnglish} />
      <div class="stack-s">
        <ButtonLink href="/entries" look="quiet" wide>{shell("tab.entries")}</ButtonLink>
        <Button look="plain" wide onClick={onOther}>{t("day.other")}</Button>
      </div>
    </Screen>
  );
}
