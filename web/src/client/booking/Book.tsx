import { useLocation } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Bookable, FreeTime, MyCalendar, MySession, SessionKind } from "../../api/booking.ts";
import type { Items } from "../../api/types.ts";
import { t as core } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { offline } from "../../offline/sync.ts";
import { me } from "../../person.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { useFetched, useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { CALENDAR, loadCalendar, refreshKept, zonesOf } from "../calendar/data.ts";
import { dayAndClock, shortDayAndClock, type Zones } from "../calendar/say.ts";
import { useAsking } from "../calendar/useAsking.ts";
import "./booking.css";
import { Times } from "./Times.tsx";
import { t } from "./words.ts";

const PROBLEMS = [
  "client_busy", "day_is_full", "provider_day_full", "too_soon", "too_far_ahead", "in_the_past", "outside_hours", "provider_away",
  "centre_closed", "not_bookable",
] as const;
/** Refusals after which other times of the same person are what helps. */
const FASTER = new Set(["provider_busy", "room_busy"]);

/** With whom, what for, when: and whoever else wants the same time is told the truth at once. */
export default function Book() {
  const bookable = useFetched<Items<Bookable>>(() => call("GET /api/bookable"));
  const calendar = useKept<MyCalendar>(CALENDAR, loadCalendar);
  const [done, setDone] = useState<MySession | null>(null);
  const zones = calendar.value ? zonesOf(calendar.value) : { shown: me().time_zone, centre: me().time_zone };
  const items = bookable.value?.items;
  return (
    <Screen title={done ? t("done.title") : t("title")} back="/calendar" key={done ? "done" : "choose"}>
      {offline.value && <Notice kind="warn"><p>{t("online")}</p></Notice>}
      {!items && <Empty>{bookable.state === "loading" ? core("loading") : t("online")}</Empty>}
      {items?.length === 0 && <Empty>{t("none")}</Empty>}
      {done && <Done session={done} zones={zones} />}
      {!done && items && items.length > 0 && <Choosing items={items} calendar={calendar.value} zones={zones} onBooked={setDone} />}
    </Screen>
  );
}

type ChoosingProps = { items: Bookable[]; calendar: MyCalendar | null; zones: Zones; onBooked: (session: MySession) => void };

function Choosing({ items, calendar, zones, onBooked }: ChoosingProps) {
  const { query } = useLocation();
  const asked = items.find((one) => one.provider.id === query["provider"]);
  const [who, setWho] = useState<Bookable | null>(asked ?? (items.length === 1 ? items[0]! : null));
  const [kind, setKind] = useState<SessionKind | null>(null);
  const [time, setTime] = useState<FreeTime | null>(null);
  const [round, setRound] = useState(0);
  const chosenKind = kind ?? (who?.kinds.length === 1 ? who.kinds[0]! : null);
  const name = who?.provider.shown_name ?? "";
  const { busy, wrong, code, ask, forget } = useAsking({
    ...Object.fromEntries(PROBLEMS.map((one) => [one, t(`problem.${one}`, { name })])),
    provider_busy: t("faster"), room_busy: t("faster"),
  });
  const id = useRef(newId());

  function choose(provider: Bookable): void {
    setWho(provider);
    setKind(null);
    setTime(null);
    forget();
  }
  async function book(modality: "in_person" | "remote"): Promise<void> {
    if (!who || !chosenKind || !time) return;
    const body = { provider_id: who.provider.id, kind: chosenKind, starts_at: time.starts_at, modality };
    const session = await ask(() => call("PUT /api/bookings/{id}", { path: { id: id.current }, body }));
    if (session) {
      void refreshKept();
      onBooked(session);
    }
  }
  async function showBooked(before: string): Promise<void> {
    const session = await ask(() => call("GET /api/sessions/{id}", { path: { id: before } }));
    if (session) {
      void refreshKept();
      onBooked(session);
    }
  }
  useEffect(() => {
    // Refused is not booked: the next try is another booking, among times that are true again.
    if (code === null) return;
    // An answer that was lost had booked already: that is shown, and no second one made.
    if (code === "op_reused") return void showBooked(id.current);
    id.current = newId();
    setTime(null);
    setRound((old) => old + 1);
  }, [code]);
  return (
    <>
      <Who items={items} who={who} zones={zones} onChoose={choose} />
      {who && who.kinds.length > 1 && (
        <section class="stack-s">
          <h2>{t("what.title")}</h2>
          <Options
            label={t("what.title")} value={chosenKind} options={who.kinds.map((value) => ({ value, text: t(`kind.${value}`) }))}
            onChoose={(value) => { setKind(value); setTime(null); forget(); }}
          />
        </section>
      )}
      {wrong && <Notice kind={code && FASTER.has(code) ? "warn" : "error"} live>{wrong}</Notice>}
      {who && chosenKind && (
        <Times
          key={`${who.provider.id} ${chosenKind}`} provider={who.provider} kind={chosenKind} calendar={calendar} zones={zones} round={round}
          chosen={time} onChoose={(wanted) => { setTime(wanted); forget(); }}
        />
      )}
      {who && chosenKind && time && (
        <Summary key={time.starts_at} who={who} kind={chosenKind} time={time} zones={zones} busy={busy} onBook={(way) => void book(way)} />
      )}
    </>
  );
}

type WhoProps = { items: Bookable[]; who: Bookable | null; zones: Zones; onChoose: (who: Bookable) => void };

function Who({ items, who, zones, onChoose }: WhoProps) {
  return (
    <section class="stack-s">
      <h2>{t("who.title")}</h2>
      <div class="stack-s" role="group" aria-label={t("who.title")}>
        {items.map((one) => (
          <button key={one.provider.id} type="button" class="who" aria-pressed={one === who} onClick={() => onChoose(one)}>
            <span class="name">{one.provider.shown_name}</span>
            <span class="small">{[profession(one.provider.profession), ...one.kinds.map((kind) => t(`kind.${kind}`))].filter(Boolean).join(" · ")}</span>
            <span class="small muted">{one.next_free ? t("who.next", { when: shortDayAndClock(one.next_free, zones.shown) }) : t("who.no_next")}</span>
          </button>
        ))}
      </div>
    </section>
  );
}

const PROFESSIONS = [
  "counselor", "psychologist", "psychiatrist", "continuing_care_counselor", "hypnotherapist", "yoga_teacher", "massage_therapist",
  "acupuncturist", "meditation_teacher", "case_manager",
] as const;

function profession(code: string | null): string {
  const known = PROFESSIONS.find((one) => one === code);
  return known ? t(`profession.${known}`) : "";
}

type Way = "in_person" | "remote";
type SummaryProps = { who: Bookable; kind: SessionKind; time: FreeTime; zones: Zones; busy: boolean; onBook: (way: Way) => void };

function Summary({ who, kind, time, zones, busy, onBook }: SummaryProps) {
  const [way, setWay] = useState<Way | null>(time.modality === "either" ? null : time.modality);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div ref={card}>
      <Card soft label={t("sum.title")}>
        <h2>{t("sum.title")}</h2>
        <p class="large">{t("sum.text", { kind: t(`kind.${kind}`), name: who.provider.shown_name })}</p>
        <p>{dayAndClock(time.starts_at, zones.shown)}</p>
        {time.modality === "either" && (
          <Options
            label={t("how.title")} value={way} onChoose={setWay}
            options={[{ value: "in_person" as const, text: t("how.in_person") }, { value: "remote" as const, text: t("how.remote") }]}
          />
        )}
        {time.modality !== "either" && <p class="muted">{t(`how.${time.modality}`)}</p>}
        <Button wide busy={busy} disabled={way === null} onClick={() => way && onBook(way)}>{t("sum.book")}</Button>
      </Card>
    </div>
  );
}

function Done({ session, zones }: { session: MySession; zones: Zones }) {
  return (
    <Card>
      <p class="large">{session.title}</p>
      <p>{dayAndClock(session.starts_at, zones.shown)}</p>
      <p class="muted">{t("done.text")}</p>
      <ButtonLink href={`/sessions/${session.id}`} wide>{t("done.session")}</ButtonLink>
      <ButtonLink href="/calendar" look="quiet" wide>{t("done.calendar")}</ButtonLink>
    </Card>
  );
}
