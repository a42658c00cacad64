import type { Promised, Response, Urgency } from "../../api/forms.ts";
import type { Instant } from "../../api/types.ts";
import { centreHelp } from "../../start.ts";
import { addDays, clockTime, dayAndTime, dayOf, phoneZone, shortDay } from "../../time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { numbersOf } from "../help/numbers.ts";
import "./check-in.css";
import { t } from "./words.ts";

type Props = {
  /** What the server says of what has arrived; null while it has not. */
  response: Response | null;
  /** What it said before, for what has not arrived yet. */
  promise: Promised | null;
  /** How soon what was sent is looked at, as far as this phone can tell. */
  urgency?: Urgency;
  /** What was sent: an alumna may show somebody one and not the other. */
  about?: "check_in" | "craving_log";
  /** When the server said so, where that is not now. */
  asOf?: number | null;
};

/** Which named person looks, and by when. Never more than is known, and always what to do until then. */
export function WhoLooks({ response, promise, urgency = "soon", about = "check_in", asOf = null }: Props) {
  if (!response && promise?.nobody_sees?.includes(about)) return <NobodySees />;
  return (
    <div class="looks">
      <p class="with-icon"><Icon name={response?.state === "answered" ? "check" : "clock"} size={20} /> <span>{oneStop(response ? sayResponse(response, new Date(), asOf) : sayPromise(promise, urgency))}</span></p>
      {response?.state !== "answered" && (
        <p class="small muted">{t("looks.not_watched")} {t("looks.until")} <a href="/help">{t("looks.people")}</a></p>
      )}
    </div>
  );
}

/** What an alumna sends stays hers: nobody is asked to look, and help is elsewhere. */
function NobodySees() {
  return (
    <div class="looks">
      <p class="with-icon"><Icon name="hide" size={20} /> <span>{t("looks.nobody")}</span></p>
      <p class="small muted">{t("looks.nobody_help", { call: callNow() })} <a href="/help">{t("looks.people")}</a></p>
      <p class="small"><a href="/sharing">{t("looks.nobody_change")}</a></p>
    </div>
  );
}

/** Where the hour itself ends in a full stop (`5:00 p.m.`), the sentence has one already. */
export function oneStop(sentence: string): string {
  return sentence.replaceAll("..", ".");
}

/** What is said depends on what is known: a time only where somebody has it to keep. */
/** `asOf`: what was so then may not be so now, and an hour that has passed since says nothing of today. */
export function sayResponse({ by, by_when, state, went_on, in_hours = true, stuck }: Response, now = new Date(), asOf: number | null = null): string {
  if (state === "answered") return by ? t("looks.answered", { by }) : t("looks.answered_nobody");
  const call = callNow();
  if (!by) return t("looks.stuck", { call });
  if (stuck) return t("looks.stuck_with", { by, call });
  if (!in_hours) return state === "has_it" ? t("looks.has_it", { by }) : t("looks.no_hours", { by, call });
  const when = sayBy(by_when, now);
  if (Date.parse(by_when) < now.getTime()) return asOf === null ? t("looks.overdue", { by, when }) : t("looks.old", { by, when, heard: dayAndTime(new Date(asOf), phoneZone()) });
  if (state === "has_it") return t("looks.has_it_until", { by, when });
  return went_on ? t("looks.went_on", { by, when }) : t("looks.waiting", { by, when });
}

/** An hour that has passed since it was said is no promise any more. */
export function sayPromise(promise: Promised | null, urgency: Urgency, now = new Date()): string {
  const said = promise?.[urgency];
  if (!said) return t("looks.promise_unknown");
  const { by, by_when } = said;
  if (!by) return t("looks.promise_nobody", { call: callNow() });
  if (promise.in_hours === false) return t("looks.promise_no_hours", { by, call: callNow() });
  if (Date.parse(by_when) < now.getTime()) return t("looks.promise_old", { by });
  return t("looks.promise", { by, when: sayBy(by_when, now) });
}

/** Whom to call instead: the centre, and who answers at any hour where the phone is. */
function callNow(): string {
  const numbers = numbersOf(centreHelp.value);
  const always = numbers.find(({ code }) => code === "crisis") ?? numbers.find(({ code }) => code === "emergency");
  const number = always?.call ?? always?.text;
  return number ? t("looks.call", { number }) : t("looks.call_centre");
}

/** The time in the zone the person is in now: today's, tomorrow's, or with its weekday. */
export function sayBy(at: Instant, now = new Date(), zone = phoneZone()): string {
  const today = dayOf(now, zone);
  const day = dayOf(new Date(at), zone);
  const time = clockTime(at, zone);
  if (day === today) return t("looks.today", { time });
  if (day === addDays(today, 1)) return t("looks.tomorrow", { time });
  return t("looks.day", { day: shortDay(day, today), time });
}
