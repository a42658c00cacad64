import { useLocation } from "preact-iso";
import { useLayoutEffect, useState } from "preact/hooks";
import type { CheckInDue } from "../../api/forms.ts";
import type { Entry } from "../../offline/operations.ts";
import { letGo, save, takeBack } from "../../offline/save.ts";
import { myDatabase, outbox, unreached } from "../../offline/sync.ts";
import { storageWorks } from "../../person.ts";
import { centreHelp } from "../../start.ts";
import { phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Scale } from "../../ui/choices.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import "../craving_logs/craving.css";
import { numbersOf } from "../help/numbers.ts";
import { Ways } from "../help/Ways.tsx";
import { forgetDraft, saveDraft } from "./draftStore.ts";
import { HelpNow } from "./HelpNow.tsx";
import { asBefore, mayUseLog } from "./atOnce.ts";
import { bodyOf, type Draft, hasSomething, leftNow } from "./sitting.ts";
import { useResponse } from "./useResponse.ts";
import { WhoLooks } from "./WhoLooks.tsx";
import { t } from "./words.ts";

type Props = { draft: Draft; due: CheckInDue | null; onGo: (next: Draft) => void; onEnd: (id: string | null) => void };

/**
 * Something was said that cannot wait: the people and the plan, before the next question. What was
 * said is on the disk before this is on the screen, and on its way a few seconds later, or as soon as
 * the phone is put away, or on "go on": long enough only for a finger that slipped.
 */
export function NowScreen({ draft, due, onGo, onEnd }: Props) {
  const { route } = useLocation();
  const { place } = draft;
  const now = place.at === "now" ? place : null;
  const told = now?.told ?? null;
  const [failed, setFailed] = useState(false);
  const [tooLate, setTooLate] = useState(false);
  const [stopping, setStopping] = useState(false);
  const { response, arrived } = useResponse(told);
  const queued = outbox.value.some((op) => op.id === told?.entity);

  // As part of drawing: a phone put away at once must not keep to itself what was just said.
  useLayoutEffect(() => {
    if (told) void say(told).then(setFailed);
  }, [told?.entity]);
  useLayoutEffect(() => {
    if (!told) return;
    const away = () => {
      if (document.visibilityState === "hidden") void letGo(told.entity);
    };
    document.addEventListener("visibilitychange", away);
    return () => document.removeEventListener("visibilitychange", away);
  }, [told?.entity]);

  if (!now) return null;
  const about = now.why === "item" ? "check_in" : "craving_log";
  const alone = due?.promise.nobody_sees?.includes(about) ?? false;

  async function goOn(): Promise<void> {
    if (told && (now?.why === "item" || now?.felt)) await letGo(told.entity);
    const next = leftNow(draft, new Date(), phoneZone());
    if (next && !isOver(next)) return onGo(next);
    await forgetDraft();
    onEnd(told?.entity ?? null);
  }
  async function goBack(): Promise<void> {
    if (told && !(await takeBack(told.entity)) && storageWorks.value) return setTooLate(true);
    onGo(asBefore(draft));
  }
  function leave(): void {
    // Nobody is let go in the belief that somebody knows.
    if (!told && !stopping) return setStopping(true);
    void stop(draft).then(() => route("/"));
  }
  async function strong(intensity: number): Promise<void> {
    const log = mayUseLog(intensity, new Date(), phoneZone());
    setStopping(false);
    onGo({ ...draft, may_use_told: log.entity, place: { ...now!, told: log, felt: true } });
  }

  const foot = (
    <section class="stack-s" aria-label={t("now.people")}>
      {now.why === "item" && <Crisis />}
      <Button look="quiet" wide onClick={() => void goOn()}>{t("now.go_on")}</Button>
    </section>
  );
  return (
    <Screen key="now" title={t("now.title")} back="/" nav={null} foot={foot}>
      <p class="large">{t("now.thanks")}</p>
      {told && (
        <p class="saved-word with-icon" role="status"><Icon name="check" size={20} /> <span>{t(alone ? "now.alone" : arrived ? "now.sent" : unreached.value ? "now.kept_offline" : now.why === "item" ? "now.kept" : "now.kept_may_use")}</span></p>
      )}
      <HelpNow />
      {stopping && <Notice kind="warn" live>{t(alone ? "now.alone_nobody" : "now.nobody_knows")}</Notice>}
      {told ? <WhoLooks response={response} promise={due?.promise ?? null} urgency="now" about={about} /> : <Strength alone={alone} onChoose={(value) => void strong(value)} />}
      {failed && <Notice kind="error" live>{t("now.unsent")}</Notice>}
      {tooLate && <Notice live>{t(alone ? "now.alone_late" : "now.too_late")}</Notice>}
      <div class="stack-s">
        <Button look="quiet" wide onClick={leave}>{t(stopping ? "now.stop_untold" : "now.stop")}</Button>
        {!tooLate && !arrived && (queued || !told) && (
          <Button look="plain" wide onClick={() => void goBack()}>{t(now.why === "item" ? "now.change" : "now.take_back")}</Button>
        )}
      </div>
    </Screen>
  );
}

/** In reach however long the plan above it is. */
function Crisis() {
  const number = numbersOf(centreHelp.value).find(({ code }) => code === "crisis");
  return number ? <Ways number={number} /> : null;
}

function Strength({ alone, onChoose }: { alone: boolean; onChoose: (value: number) => void }) {
  return (
    <section class="stack-s">
      <h2>{t("now.strength")}</h2>
      <p class="small muted">{t(alone ? "now.alone_strength" : "now.strength_text")}</p>
      <Scale label={t("now.strength")} low={t("now.strength.low")} high={t("now.strength.high")} value={null} onChoose={onChoose} />
    </section>
  );
}

/** Nothing is left to ask, and nothing to send. */
function isOver(draft: Draft): boolean {
  return draft.place.at === "summary" && !hasSomething(bodyOf(draft, new Date(), phoneZone()));
}

/** False: it is kept, or it has arrived already, before the app was opened again. */
async function say(told: Entry): Promise<boolean> {
  try {
    const db = await myDatabase();
    if (db && (await db.getKey("sent", told.entity)) !== undefined) return false;
    await save(told, { held: true });
    return false;
  } catch {
    return true;
  }
}

/** Nothing more is asked now; what was said goes at once, and the rest can be taken up again. */
async function stop(draft: Draft): Promise<void> {
  const { place } = draft;
  if (place.at !== "now") return;
  if (place.told) await letGo(place.told.entity);
  const rest = leftNow(draft, new Date(), phoneZone());
  if (!rest || isOver(rest)) await forgetDraft();
  else await saveDraft(rest);
}

