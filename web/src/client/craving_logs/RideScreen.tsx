import { useEffect, useRef, useState } from "preact/hooks";
import type { CravingContent, Did } from "../../api/cravings.ts";
import { t as shared } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { save, whyNotSaved } from "../../offline/save.ts";
import { storageWorks } from "../../person.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { announce } from "../../ui/Live.tsx";
import { Button } from "../../ui/Button.tsx";
import { Chip, Scale } from "../../ui/choices.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { whole } from "./content.ts";
import { contentNow, correct, takeBackRating } from "./correcting.ts";
import { Course } from "./Course.tsx";
import { MayUse } from "./MayUse.tsx";
import { ENOUGH, type Felt, ranked, usualCourse } from "./patterns.ts";
import { changeRide, keepRide, rateRide, readRide, riding } from "./ride.ts";
import { Ended, Ending } from "./RideEnding.tsx";
import "./ride.css";
import { asDid, sayDid, useSkills } from "./skills.ts";
import { beginRide, courseOf, elapsed, isDue, isLeft, type Ride, untilNext } from "./wave.ts";
import { t } from "./words.ts";
import { useYear } from "./year.ts";

type Wrong = ReturnType<typeof whyNotSaved> | null;

/** Riding one out: it goes on where it was after a reload, a lock or a killed app. */
export default function RideScreen() {
  const ride = riding.value;
  const [ended, setEnded] = useState(false);
  const [wrong, setWrong] = useState<Wrong>(null);
  useEffect(() => void readRide(), []);
  if (ended) return <Ended />;
  if (ride === undefined) return <Screen title={t("title")} back="/"><p class="muted">{shared("loading")}</p></Screen>;
  return ride ? <Riding ride={ride} wrong={wrong} onWrong={setWrong} onEnd={() => setEnded(true)} /> : <Begin wrong={wrong} onWrong={setWrong} />;
}

type WrongProps = { wrong: Wrong; onWrong: (wrong: Wrong) => void };

/** Straight here, without an entry: the first number is one. */
function Begin({ wrong, onWrong }: WrongProps) {
  const busy = useRef(false);
  async function begin(intensity: number): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    const ride = beginRide(newId(), whole({ intensity, triggers: [], note: null }));
    try {
      const when = { occurred_at: withOffset(new Date(ride.started), phoneZone()), zone: phoneZone() };
      await save({ kind: "craving_log", entity: ride.log, body: { ...ride.content, ...when } });
      onWrong(null);
      await keepRide(ride);
    } catch (error) {
      onWrong(whyNotSaved(error));
    } finally {
      busy.current = false;
    }
  }
  return (
    <Screen title={t("title")} under={t("under")} back="/" nav={null}>
      <Card>
        <div class="stack-s">
          <h2>{t("ask")}</h2>
          <p class="muted">{t("ask.first")}</p>
          <Scale label={t("ask")} low={shared("craving.low")} high={shared("craving.high")} value={null} onChoose={(value) => void begin(value)} />
        </div>
      </Card>
      {wrong && <Notice kind="error" live>{shared(wrong)}</Notice>}
    </Screen>
  );
}

function Riding({ ride, wrong, onWrong, onEnd }: WrongProps & { ride: Ride; onEnd: () => void }) {
  const now = useNow();
  const [ending, setEnding] = useState(isLeft(ride, Date.now()));
  const { felt } = useYear();
  const before = (felt ?? []).filter((one) => one.id !== ride.log);
  if (ending) return <Ending ride={ride} left={isLeft(ride, now)} onBack={() => setEnding(false)} onEnd={onEnd} />;
  return (
    <Screen title={t("title")} under={t("under")} back="/" nav={null}>
      <div class="stack">
        {!storageWorks.value && <Notice kind="warn">{t("not_kept")}</Notice>}
        <Clock ride={ride} now={now} />
        <Asking ride={ride} now={now} onWrong={onWrong} />
        {wrong && <Notice kind="error" live>{shared(wrong)}</Notice>}
        <Curve ride={ride} before={before} />
        <Trying ride={ride} before={before} />
        <MayUse log={ride.log} on={ride.content.may_use} onToggle={(may_use) => void say(ride, { may_use }).catch((error: unknown) => onWrong(whyNotSaved(error)))} />
        <p class="small muted">{t("end.any")}</p>
        <Button look="quiet" wide onClick={() => setEnding(true)}>{t("end")}</Button>
      </div>
    </Screen>
  );
}

/** The time of the wall clock, every second while somebody looks. */
function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const beat = setInterval(tick, 1000);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(beat);
      document.removeEventListener("visibilitychange", tick);
    };
  }, []);
  return now;
}

function Clock({ ride, now }: { ride: Ride; now: number }) {
  const seconds = Math.floor(elapsed(ride, now) / 1000);
  const left = untilNext(ride, now);
  const time = { minutes: Math.floor(seconds / 60), seconds: String(seconds % 60).padStart(2, "0") };
  return (
    <div class="ride-clock">
      <span class="breath-big" aria-hidden="true" />
      <div>
        <p class="ride-time" role="timer" aria-live="off">{t("running", time)}</p>
        <p>{t("breathe")}</p>
        <p class="small muted">{left === null ? t("asks.done") : t("next_ask", { count: Math.max(1, Math.ceil(left / 60_000)) })}</p>
      </div>
    </div>
  );
}

/** Open by itself when its time has come; one tap is kept at once and can be taken back. */
function Asking({ ride, now, onWrong }: { ride: Ride; now: number; onWrong: (wrong: Wrong) => void }) {
  const due = isDue(ride, now);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const busy = useRef(false);
  useEffect(() => {
    if (due) {
      setSaid(null);
      announce(t("ask"));
    }
  }, [due]);

  async function rate(intensity: number): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    try {
      setSaid((await rateRide(ride, intensity)).id);
      setOpen(false);
      onWrong(null);
      announce(t("rated", { count: intensity }));
    } catch (error) {
      onWrong(whyNotSaved(error));
    } finally {
      busy.current = false;
    }
  }
  async function undo(id: string): Promise<void> {
    if (await takeBackRating(id)) await changeRide(ride.log, (now) => ({ ...now, ratings: now.ratings.filter((rating) => rating.id !== id) }));
    setSaid(null);
  }

  const last = ride.ratings.find((rating) => rating.id === said);
  if (!due && !open) {
    return (
      <div class="stack-s">
        {last && (
          <div class="saved-line">
            <p class="saved-word" role="status">{t("rated", { count: last.intensity })}</p>
            <button type="button" class="icon-button" onClick={() => void undo(last.id)}>{t("rate.undo")}</button>
          </div>
        )}
        {!last && <Button look="soft" wide onClick={() => setOpen(true)}>{t("rate.now")}</Button>}
      </div>
    );
  }
  return (
    <Card>
      <div class="stack-s">
        <h2>{t("ask")}</h2>
        <Scale label={t("ask")} low={shared("craving.low")} high={shared("craving.high")} value={null} onChoose={(value) => void rate(value)} />
      </div>
    </Card>
  );
}

/** This wave, over the client's own usual course once there is one. Never anybody else's. */
function Curve({ ride, before }: { ride: Ride; before: Felt[] }) {
  const usual = usualCourse(before);
  const times = Math.max(0, ...usual.map((point) => point.n));
  const points = courseOf(ride);
  const told = (minutes: number, count: number) => (minutes === 0 ? t("curve.start", { count }) : t("curve.point", { count, minutes }));
  const mine = t("curve.label", { points: points.map((point) => told(point.minutes, point.intensity)).join(", ") });
  const usually = times >= ENOUGH ? t("curve.usual_label", { count: times, points: usual.map((point) => told(point.minutes, round(point.mean))).join(", ") }) : t("curve.none");
  return (
    <Card>
      <div class="stack-s">
        <h2>{t("curve.now")}</h2>
        <Course now={points} usual={usual} label={`${mine} ${usually}`} />
        <p class="small muted">{times >= ENOUGH ? t("curve.usual", { count: times }) : t("curve.none")}</p>
      </div>
    </Card>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What has helped this client most comes first, then their own plan, then what helps many. */
function Trying({ ride, before }: { ride: Ride; before: Felt[] }) {
  const skills = useSkills();
  const helped = ranked(before).known.filter((one) => one.drop > 0).slice(0, 4);
  const isOther = (skill: Did) => !helped.some((one) => one.key === skill.key);
  const best = helped.map((one) => asDid(one.key, sayDid(one)));
  const [mine, general] = [skills.mine.filter(isOther), skills.general.filter(isOther)];
  const has = (skill: Did) => ride.tried.some((one) => one.key === skill.key);
  const tap = (skill: Did) => {
    const tried = !has(skill);
    void changeRide(ride.log, (now) => {
      const others = now.tried.filter((one) => one.key !== skill.key);
      return { ...now, tried: tried ? [...others, skill] : others };
    });
  };
  const chips = (skills: Did[], label: string) => (
    <div class="chips" role="group" aria-label={label}>
      {skills.map((skill) => <Chip key={skill.key} on={has(skill)} onToggle={() => tap(skill)}>{skill.text}</Chip>)}
    </div>
  );
  return (
    <section class="stack-s">
      <h2>{t("try")}</h2>
      <p class="muted">{t("try.text")}</p>
      {best.length > 0 && <h3>{t("try.best")}</h3>}
      {best.length > 0 && chips(best, t("try.best"))}
      {mine.length > 0 && <h3>{t("try.mine")}</h3>}
      {mine.length > 0 && chips(mine, t("try.mine"))}
      {best.length + mine.length > 0 && <h3>{t("try.more")}</h3>}
      {chips(general, t("try.more"))}
    </section>
  );
}

/** Says more of the log at once, as a change that keeps what it said. */
async function say(ride: Ride, part: Partial<CravingContent>): Promise<void> {
  const after = whole({ ...(await contentNow(ride.log, ride.content)), ...part });
  await correct(ride.log, after, false);
  await changeRide(ride.log, (now) => ({ ...now, content: { ...after, intensity: now.content.intensity } }));
}
