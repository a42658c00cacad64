import type { Day, LocalTime, Series, SeriesWritten, Weekday } from "../../api/types.ts";

export const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const KINDS = [
  "psychoeducational", "skills", "support", "interpersonal", "individual", "family", "medication",
  "monitoring", "case_management", "mutual_help", "holistic", "aftercare",
] as const satisfies readonly Series["kind"][];
export const FOCUSES = ["refusal", "relapse_prevention", "assertiveness", "stress"] as const;
export const MODALITIES = ["in_person", "remote", "either"] as const;
export const NTHS = [1, 2, 3, 4, -1] as const;

/** The wall-clock time when it is over; past midnight it begins again at 00:00. */
export function endOf(time: LocalTime, minutes: number): LocalTime {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const end = (hour * 60 + minute + minutes) % 1440;
  return `${String(Math.floor(end / 60)).padStart(2, "0")}:${String(end % 60).padStart(2, "0")}`;
}

/** Weekdays from Monday on, as their places in the week. */
export function placesOf(days: readonly Weekday[]): number[] {
  return WEEKDAYS.flatMap((day, place) => (days.includes(day) ? [place] : []));
}

/** Running ones first, by weekday and time; those that are over after them. */
export function inOrder(all: readonly Series[], today: Day): Series[] {
  const rank = (one: Series) => `${isOver(one, today) ? 1 : 0}${placesOf(one.days)[0] ?? 9}${one.local_time}${one.title}`;
  return [...all].sort((one, other) => rank(one).localeCompare(rank(other)));
}

export function isOver(series: Pick<Series, "until_day"> & Partial<Pick<Series, "ended_at">>, today: Day): boolean {
  // Whoever leads it may leave on a day that is still to come: until then it goes on.
  const ended = series.ended_at ? series.ended_at.slice(0, 10) <= today : false;
  return ended || (series.until_day !== null && series.until_day < today);
}

/** The form as it is typed. */
export type Typed = Omit<SeriesWritten, "duration_minutes" | "until_day" | "place" | "join_link" | "capacity" | "room_id" | "facilitator_id"> & {
  duration_minutes: string;
  until_day: string;
  place: string;
  join_link: string;
  capacity: string;
  room_id: string;
  facilitator_id: string;
};
type Part = "name" | "days" | "time" | "minutes" | "link" | "from" | "until" | "capacity";
export type Wrong = Partial<Record<Part, true>>;
type CommonTyped = Pick<Typed, "title" | "local_time" | "duration_minutes" | "join_link" | "capacity">;

/** What still has to be put right before it can be sent, of a single session or a series. */
export function wrongInCommon(typed: CommonTyped): Wrong {
  const minutes = Number(typed.duration_minutes);
  const capacity = Number(typed.capacity);
  return {
    ...(typed.title.trim() ? {} : { name: true }),
    ...(/^\d\d:\d\d$/.test(typed.local_time) ? {} : { time: true }),
    ...(Number.isInteger(minutes) && minutes >= 5 && minutes <= 720 ? {} : { minutes: true }),
    ...(isLink(typed.join_link.trim()) ? {} : { link: true }),
    ...(typed.capacity === "" || (Number.isInteger(capacity) && capacity >= 1) ? {} : { capacity: true }),
  };
}

/** What still has to be put right before a series can be sent. */
export function wrongIn(typed: Typed): Wrong {
  return {
    ...wrongInCommon(typed),
    ...(typed.days.length > 0 ? {} : { days: true }),
    ...(typed.from_day ? {} : { from: true }),
    ...(typed.until_day && typed.until_day < typed.from_day ? { until: true } : {}),
  };
}

function isLink(link: string): boolean {
  if (link === "") return true;
  try {
    return new URL(link).protocol === "https:";
  } catch {
    return false;
  }
}

/** What is sent: empty fields are left empty, not sent as empty words. */
export function written(typed: Typed): SeriesWritten {
  return {
    ...typed,
    title: typed.title.trim(),
    days: WEEKDAYS.filter((day) => typed.days.includes(day)),
    duration_minutes: Number(typed.duration_minutes),
    place: typed.place.trim() || null,
    join_link: typed.join_link.trim() || null,
    programme_id: typed.programme_id || null,
    until_day: typed.until_day || null,
    capacity: typed.capacity ? Number(typed.capacity) : null,
    room_id: typed.room_id || null,
    facilitator_id: typed.facilitator_id || null,
  };
}
