import type { ClosedDays, MeetingRow } from "../../api/calendar.ts";
import type { Day, Weekday } from "../../api/types.ts";
import { addDays, dayOf, hourOf } from "../../time.ts";
import { WEEKDAYS } from "../sessions/series.ts";

export type By = "hours" | "providers" | "rooms" | "groups";
export type Lane = { id: string; name: string; items: MeetingRow[] };
/** A session in its place: minutes from midnight, and which of how many that share the time it is. */
export type Placed = { item: MeetingRow; from: number; until: number; place: number; of: number };

/** The Monday of the week a day is in. */
export function mondayOf(day: Day): Day {
  return addDays(day, -weekdayOf(day));
}

/** 0 is Monday. */
export function weekdayOf(day: Day): number {
  return (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
}

export function codeOf(day: Day): Weekday {
  return WEEKDAYS[weekdayOf(day)] ?? "mon";
}

export function daysFrom(first: Day, count = 7): Day[] {
  return Array.from({ length: count }, (_, place) => addDays(first, place));
}

/** The sessions of each day of the centre, in order. */
export function byDay(items: readonly MeetingRow[], days: readonly Day[], zone: string): Map<Day, MeetingRow[]> {
  const found = new Map<Day, MeetingRow[]>(days.map((day) => [day, []]));
  for (const item of items) found.get(dayOf(new Date(item.starts_at), zone))?.push(item);
  return found;
}

/** Wall-clock minutes since midnight: on a night with a clock change they still stand where the clock says. */
export function minutesOf(at: string, zone: string): number {
  return hourOf(new Date(at), zone) * 60 + Number(new Intl.DateTimeFormat("en", { timeZone: zone, minute: "numeric" }).format(new Date(at)));
}

/** Side by side where they share a time. */
export function placed(items: readonly MeetingRow[], zone: string): Placed[] {
  const all = items.map((item) => {
    const from = minutesOf(item.starts_at, zone);
    const length = Math.round((Date.parse(item.ends_at) - Date.parse(item.starts_at)) / 60_000);
    return { item, from, until: Math.min(from + Math.max(length, 15), 1440), place: 0, of: 1 };
  });
  let cluster: Placed[] = [];
  let end = -1;
  const close = () => {
    const of = Math.max(0, ...cluster.map((one) => one.place)) + 1;
    for (const one of cluster) one.of = of;
    cluster = [];
  };
  for (const one of all) {
    if (one.from >= end) close();
    const taken = new Set(cluster.filter((other) => other.until > one.from).map((other) => other.place));
    while (taken.has(one.place)) one.place += 1;
    cluster.push(one);
    end = cluster.length === 1 ? one.until : Math.max(end, one.until);
  }
  close();
  return all;
}

/** The hours to show: the working day, and earlier or later where there is something. */
export function hoursOf(items: readonly MeetingRow[], zone: string): [from: number, until: number] {
  const all = placed(items, zone);
  const from = Math.min(8, ...all.map((one) => Math.floor(one.from / 60)));
  const until = Math.max(18, ...all.map((one) => Math.ceil(one.until / 60)));
  return [from, until];
}

/** One lane for each provider, room or group; what has none comes last under no name. */
export function lanesOf(items: readonly MeetingRow[], by: Exclude<By, "hours">, known: readonly { id: string; name: string }[]): Lane[] {
  const lanes = new Map<string, Lane>(known.map((one) => [one.id, { ...one, items: [] }]));
  for (const item of items) {
    const [id, name] = laneOf(item, by);
    const lane = lanes.get(id) ?? { id, name, items: [] };
    lane.items.push(item);
    lanes.set(id, lane);
  }
  const all = [...lanes.values()];
  const sorted = all.filter((lane) => lane.id).sort((one, other) => one.name.localeCompare(other.name));
  return [...sorted, ...all.filter((lane) => !lane.id)];
}

function laneOf(item: MeetingRow, by: Exclude<By, "hours">): [id: string, name: string] {
  if (by === "providers") return [item.provider?.id ?? "", item.provider?.shown_name ?? ""];
  if (by === "rooms") return [item.room?.id ?? "", item.room?.name ?? ""];
  return item.series_id ? [item.series_id, item.title] : ["", ""];
}

/** What closes a day: for the whole centre, or for one provider. */
export function closedOn(closures: readonly ClosedDays[], day: Day, provider: string | null = null): ClosedDays | null {
  return closures.find((one) => (one.provider?.id ?? null) === provider && one.from_day <= day && (one.until_day === null || day <= one.until_day)) ?? null;
}

/** The session to go to with an arrow: the next of the day, or the nearest in time of the next day that has one. */
export function neighbour(items: readonly MeetingRow[], id: string, key: string, zone: string): string | null {
  const at = items.findIndex((item) => item.id === id);
  const here = items[at];
  if (!here) return null;
  const day = dayOf(new Date(here.starts_at), zone);
  const same = items.filter((item) => dayOf(new Date(item.starts_at), zone) === day);
  if (key === "ArrowDown" || key === "ArrowUp") return same[same.indexOf(here) + (key === "ArrowDown" ? 1 : -1)]?.id ?? null;
  const days = [...new Set(items.map((item) => dayOf(new Date(item.starts_at), zone)))].sort();
  const to = days[days.indexOf(day) + (key === "ArrowRight" ? 1 : -1)];
  const there = items.filter((item) => dayOf(new Date(item.starts_at), zone) === to);
  const minutes = minutesOf(here.starts_at, zone);
  const apart = (item: MeetingRow) => Math.abs(minutesOf(item.starts_at, zone) - minutes);
  return [...there].sort((one, other) => apart(one) - apart(other))[0]?.id ?? null;
}

/** `days` of a series when the meeting of one weekday goes to another. */
export function daysMoved(days: readonly Weekday[], from: Day, to: Day): Weekday[] {
  const moved = days.map((day) => (day === codeOf(from) ? codeOf(to) : day));
  return WEEKDAYS.filter((day) => moved.includes(day));
}
