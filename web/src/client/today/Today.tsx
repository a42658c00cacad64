import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Today as TodayData } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { useLocalEntries } from "../../offline/local.ts";
import { me } from "../../person.ts";
import { clockTime, dayAndTime, dayOf, hourOf, longDay, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { useKept } from "../../ui/resource.ts";
import { CravingSheet } from "../craving_logs/CravingSheet.tsx";
import { SessionList } from "../sessions/SessionList.tsx";
import { CheckInCard } from "./CheckInCard.tsx";
import { LookedAtCard } from "./LookedAtCard.tsx";
import { MissedCard } from "./MissedCard.tsx";
import { ZoneOffer } from "./ZoneOffer.tsx";
import "./today.css";

export function Today() {
  const today = useKept<TodayData>("today", () => call("GET /api/today"));
  const local = useLocalEntries();
  const [logging, setLogging] = useState(false);
  const [later, setLater] = useState<typeof import("./More.tsx") | null>(null);
  const waiting = local.queued.length;
  useEffect(() => {
    // Not in the first file: today's own things are drawn before it arrives.
    void import("./More.tsx").then(setLater, () => undefined);
  }, []);
  useEffect(() => {
    // What has just been sent may change what is due.
    if (today.state === "fresh") void today.reload();
  }, [waiting]);
  const now = new Date();
  const { value, at, state } = today;
  return (
    <Screen
      title={greeting(now)} under={<Under now={now} at={state === "fresh" ? null : at} />}
      foot={<Button big wide icon="wave" onClick={() => setLogging(true)}>{t("craving.log")}</Button>}
    >
      {value?.only_safety_plan ? later && <later.OnlyThePlan /> : (
      <div class="today stack">
        <ZoneOffer />
        {later && <later.News phase={value?.phase} />}
        <CheckInCard due={value?.due ?? []} local={local} />
        {later && <later.SittingToday due={value?.due ?? []} local={local} />}
        {value && <LookedAtCard looked={value.looked_at} />}
        {value && <MissedCard missed={value.missed} />}
        <Sessions value={value} failed={state === "failed"} />
        {later && <later.More />}
        {value?.last_craving && (
          <p class="small muted">{t("today.last", { when: dayAndTime(value.last_craving.happened_at, phoneZone()), count: value.last_craving.intensity })}</p>
        )}
      </div>
      )}
      {logging && <CravingSheet help={value?.help ?? null} onClose={() => setLogging(false)} />}
    </Screen>
  );
}

function greeting(now: Date): string {
  const hour = hourOf(now, phoneZone());
  const part = hour < 4 ? "evening" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  return t(`greeting.${part}`, { name: me().shown_name });
}

/** The date, and when this was true if that is not now. */
function Under({ now, at }: { now: Date; at: number | null }) {
  const zone = phoneZone();
  const old = at !== null && now.getTime() - at > 60_000;
  const when = old ? (dayOf(new Date(at), zone) === dayOf(now, zone) ? clockTime(new Date(at), zone) : dayAndTime(new Date(at), zone)) : "";
  return <>{longDay(dayOf(now, zone))}{old && ` · ${t("as_of", { when })}`}</>;
}

function Sessions({ value, failed }: { value: TodayData | null; failed: boolean }) {
  if (!value) return <p class="muted">{failed ? t("today.not_loaded") : t("loading")}</p>;
  const zones = { shown: value.time_zone, centre: value.centre_time_zone };
  return (
    <>
      <section class="stack-s">
        <h2>{t("today.sessions")}</h2>
        {value.sessions.length > 0 ? <SessionList sessions={value.sessions} zones={zones} /> : <p class="muted">{t("today.no_sessions")}</p>}
      </section>
      {(value.open_classes?.length ?? 0) > 0 && (
        <section class="stack-s">
          <h2>{t("today.open_classes")}</h2>
          <p class="muted">{t("today.open_classes_text")}</p>
          <SessionList sessions={value.open_classes ?? []} zones={zones} />
        </section>
      )}
    </>
  );
}
