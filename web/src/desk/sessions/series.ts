import type { Day, LocalTime, Series, SeriesWritten, Weekday } from "../../api/types.ts";

export const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const KINDS = [
  "psychoeducational", "skills", "support", "interpersonal", "individual", "family", "medication",
  "monitoring", "case_management", "mutual_help", "holistic", "aftercare",
] as const satisfies readonly Series["kind"][];

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

export function isOver(series: Pick<Series, "until_day">, today: Day): boolean {
  return series.until_day !== null && series.until_day < today;
}

/** The form as it is typed. */
export type Typed = Omit<SeriesWritten, "duration_minutes" | "until_day" | "place" | "join_link"> & {
  duration_minutes: string;
  until_day: string;
  place: string;
  join_link: string;
};
export type Wrong = Partial<Record<"name" | "days" | "time" | "minutes" | "link" | "from" | "until", true>>;

/** What still has to be put right before it can be sent. */
export function wrongIn(typed: Typed): Wrong {
  const minutes = Number(typed.duration_minutes);
  return {
    ...(typed.title.trim() ? {} : { name: true }),
    ...(typed.days.length > 0 ? {} : { days: true }),
    ...(/^\d\d:\d\d$/.test(typed.local_time) ? {} : { time: true }),
    ...(Number.isInteger(minutes) && minutes >= 5 && minutes <= 720 ? {} : { minutes: true }),
    ...(isLink(typed.join_link.trim()) ? {} : { link: true }),
    ...(typed.from_day ? {} : { from: true }),
    ...(typed.until_day && typed.until_day < typed.from_day ? { until: true } : {}),
  };
}

function isLink(link: string): boolean {
  return link === "" || (URL.canParse(link) && new URL(link).protocol === "https:");
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
  };
}
