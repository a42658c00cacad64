import type { Promised, Response, Urgency } from "../../api/forms.ts";
import type { Instant } from "../../api/types.ts";
import { addDays, clockTime, dayOf, phoneZone, shortDay } from "../../time.ts";
import { Icon } from "../../ui/Icon.tsx";
import "./check-in.css";
import { t } from "./words.ts";

type Props = {
  /** What the server says of what has arrived; null while it has not. */
  response: Response | null;
  /** What it said before, for what has not arrived yet. */
  promise: Promised | null;
  /** How soon what was sent is looked at, as far as this phone can tell. */
  urgency?: Urgency;
};

/** Which named person looks, and by when. Never more than is known, and always what to do until then. */
export function WhoLooks({ response, promise, urgency = "soon" }: Props) {
  return (
    <div class="looks">
      <p class="with-icon"><Icon name={response?.state === "answered" ? "check" : "clock"} size={20} /> <span>{oneStop(response ? sayResponse(response) : sayPromise(promise, urgency))}</span></p>
      {response?.state !== "answered" && (
        <p class="small muted">{t("looks.not_watched")} {t("looks.until")} <a href="/help">{t("looks.people")}</a></p>
      )}
    </div>
  );
}

/** Where the hour itself ends in a full stop (`5:00 p.m.`), the sentence has one already. */
export function oneStop(sentence: string): string {
  return sentence.replaceAll("..", ".");
}

export function sayResponse({ by, by_when, state, went_on }: Response, now = new Date()): string {
  const when = sayBy(by_when, now);
  if (state === "answered") return by ? t("looks.answered", { by }) : t("looks.answered_nobody");
  if (state === "has_it") return by ? t("looks.has_it", { by }) : t("looks.has_it_nobody");
  if (Date.parse(by_when) < now.getTime()) return by ? t("looks.overdue", { by, when }) : t("looks.overdue_nobody", { when });
  if (!by) return t("looks.waiting_nobody", { when });
  return went_on ? t("looks.went_on", { by, when }) : t("looks.waiting", { by, when });
}

/** An hour that has passed since it was said is no promise any more. */
export function sayPromise(promise: Promised | null, urgency: Urgency, now = new Date()): string {
  const said = promise?.[urgency];
  if (!said) return t("looks.promise_unknown");
  const { by, by_when } = said;
  if (Date.parse(by_when) < now.getTime()) return by ? t("looks.promise_old", { by }) : t("looks.promise_unknown");
  const when = sayBy(by_when, now);
  return by ? t("looks.promise", { by, when }) : t("looks.promise_nobody", { when });
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
