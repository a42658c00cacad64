import type { MySession } from "../../api/booking.ts";
import type { Operation } from "../../offline/operations.ts";
import { outbox } from "../../offline/sync.ts";
import { clockTime, dayOf, longDay, shortDay, zoneName } from "../../time.ts";
import type { CalendarWord } from "./words.ts";
import { t } from "./words.ts";

export type Zones = { shown: string; centre: string };

/** `6:00 – 7:30 PM` */
export function times(session: { starts_at: string; ends_at: string }, zone: string): string {
  return `${clockTime(session.starts_at, zone)} – ${clockTime(session.ends_at, zone)}`;
}

/** `Thursday, November 26, 6:00 PM` */
export function dayAndClock(at: string, zone: string): string {
  return `${longDay(dayOf(new Date(at), zone))}, ${clockTime(at, zone)}`;
}

/** `Thursday, 6:00 PM` near, `Thu, Dec 17, 6:00 PM` far. */
export function shortDayAndClock(at: string, zone: string, now = new Date()): string {
  return `${shortDay(dayOf(new Date(at), zone), dayOf(now, zone))}, ${clockTime(at, zone)}`;
}

/** The same moment by the centre's clocks, where these differ; the day too when that does. */
export function atCentre(session: { starts_at: string; ends_at: string }, zones: Zones): string | null {
  const start = new Date(session.starts_at);
  const sameClock = clockTime(start, zones.shown) === clockTime(start, zones.centre);
  const day = dayOf(start, zones.centre);
  const sameDay = day === dayOf(start, zones.shown);
  if (sameClock && sameDay) return null;
  const when = sameDay ? times(session, zones.centre) : `${shortDay(day, dayOf(new Date(), zones.centre))}, ${times(session, zones.centre)}`;
  return t("at_centre", { when, zone: zoneName(zones.centre) });
}

export type State = { text: string; kind: "plain" | "good" | "warn" | "new" };

/** What there is to say about a session beside its time; null: a place as planned. */
export function stateOf(session: MySession): State | null {
  if (session.status === "cancelled") return { text: t("state.cancelled"), kind: "warn" };
  if (givingBack(session.id)) return { text: t("state.giving_back"), kind: "warn" };
  if (session.mine === "waiting") {
    return { text: session.position ? t("state.waiting_at", { count: session.position }) : t("state.waiting"), kind: "warn" };
  }
  if (session.mine === "open") return { text: t("state.open"), kind: "plain" };
  if (session.attendance) return { text: t(ATTENDED[session.attendance]), kind: session.attendance === "missed" ? "plain" : "good" };
  return session.was_at ? { text: t("state.moved"), kind: "new" } : null;
}

const ATTENDED = {
  attended: "state.was_there", late: "state.late", excused: "state.excused", missed: "state.missed",
} as const satisfies Record<string, CalendarWord>;

export function whyCancelled(session: MySession): string {
  if (OWN_REASONS.some((one) => one === session.reason)) return t("back.done");
  const known = ["provider_away", "centre_closed", "not_enough_people", "replaced", "ended"] as const;
  const reason = known.find((one) => one === session.reason);
  return t(`reason.${reason ?? "other"}`, { name: session.provider?.shown_name ?? t("somebody") });
}

const OWN_REASONS = ["sick", "work", "family", "transport", "travelling"] as const;

/** Where it is, in one line; by link alone when that is how this person takes part. */
export function whereOf(session: MySession): string | null {
  if (session.is_remote || session.modality === "remote") return t("by_link");
  return [session.place, session.room].filter((part, index, all) => part && all.indexOf(part) === index).join(", ") || null;
}

type PlaceBack = Extract<Operation, { kind: "place_back" }>;

/** The place of this session is on its way back, or was refused: still in this phone's queue. */
export function givingBack(id: string): PlaceBack | null {
  return outbox.value.find((op): op is PlaceBack => op.kind === "place_back" && op.entity === id) ?? null;
}
