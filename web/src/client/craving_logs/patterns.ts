import type { Company, Did, Place } from "../../api/cravings.ts";
import type { Trigger } from "../../api/types.ts";

/** Fewer than this is chance: nothing is ranked or drawn from less. */
export const ENOUGH = 5;
/** The minutes at which one's own course is read off. */
export const GRID = [0, 5, 10, 15, 20, 30] as const;
/** A rating later than this tells of another wave. */
const SAME_WAVE = 60;

/** One craving as it counts now. `at` in milliseconds, `zone` where it was felt. */
export type Felt = {
  id: string;
  at: number;
  zone: string;
  /** The clock it was noted by was wrong. */
  uncertain: boolean;
  intensity: number;
  triggers: Trigger[];
  place: Place | null;
  company: Company[];
  did: Did[];
  ratings: { minutes: number; intensity: number }[];
};

export type CoursePoint = { minutes: number; mean: number; low: number; high: number; n: number };
export type Counted<K extends string> = { key: K; n: number; mean: number };
export type SkillWorth = { key: string; text: string; n: number; drop: number; least: number; most: number };
/** Seven days from Monday on, each of 24 hours: how many, and the strongest. */
export type Hour = { n: number; strongest: number };

/** The waves that were rated again, each as points from its beginning on, one a minute. */
function waves(felt: readonly Felt[]): { minutes: number; intensity: number }[][] {
  return felt.flatMap((one) => {
    const later = new Map<number, number>();
    for (const { minutes, intensity } of one.ratings) {
      // Said twice in one minute, the stronger counts: what helped is not made more of than it was.
      if (minutes > 0 && minutes <= SAME_WAVE) later.set(minutes, Math.max(intensity, later.get(minutes) ?? 0));
    }
    if (later.size === 0) return [];
    const points = [...later].map(([minutes, intensity]) => ({ minutes, intensity })).sort((a, b) => a.minutes - b.minutes);
    return [[{ minutes: 0, intensity: one.intensity }, ...points]];
  });
}

/**
 * One's own average course of a craving: each wave is read off at fixed minutes, straight lines
 * between what was said and nothing beyond it. A minute that fewer than `ENOUGH` waves reach is not
 * told. `low` and `high` are the weakest and the strongest then.
 */
export function usualCourse(felt: readonly Felt[]): CoursePoint[] {
  const known = waves(felt);
  return GRID.flatMap((minutes) => {
    const values = known.flatMap((wave) => valueAt(wave, minutes) ?? []);
    if (values.length < ENOUGH) return [];
    return [{ minutes, mean: mean(values), low: Math.min(...values), high: Math.max(...values), n: values.length }];
  });
}

/** How many waves were rated again: what one's own course is made of. */
export function ratedWaves(felt: readonly Felt[]): number {
  return waves(felt).length;
}

function valueAt(wave: { minutes: number; intensity: number }[], minutes: number): number | null {
  const after = wave.findIndex((point) => point.minutes >= minutes);
  const right = wave[after];
  if (!right) return null;
  const left = wave[after - 1];
  if (!left || right.minutes === minutes) return right.intensity;
  const part = (minutes - left.minutes) / (right.minutes - left.minutes);
  return left.intensity + part * (right.intensity - left.intensity);
}

/**
 * On which days and hours cravings come, by the clock on the wall where each was felt: a night that
 * has an hour twice, or not at all, is told as the clocks told it. Entries by a wrong clock are not in it.
 */
export function hoursOf(felt: readonly Felt[]): Hour[][] {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, (): Hour => ({ n: 0, strongest: 0 })));
  for (const one of felt) {
    if (one.uncertain) continue;
    const { day, hour } = wallHour(one.at, one.zone);
    const cell = week[day]?.[hour];
    if (!cell) continue;
    cell.n += 1;
    cell.strongest = Math.max(cell.strongest, one.intensity);
  }
  return week;
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Day of the week (0 is Monday) and hour of an instant on the wall of a zone. */
export function wallHour(at: number, zone: string): { day: number; hour: number } {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-US", { timeZone: zone, weekday: "short", hour: "2-digit", hourCycle: "h23" });
    clocks.set(zone, clock);
  }
  const parts = clock.formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return { day: DAYS.indexOf(part("weekday")), hour: Number(part("hour")) };
}

/** The hours with most cravings, most first; only where it is more than chance would say. */
export function hotHours(week: readonly Hour[][]): { day: number; hour: number; n: number; strongest: number }[] {
  return week
    .flatMap((hours, day) => hours.map((cell, hour) => ({ day, hour, ...cell })))
    .filter((cell) => cell.n > 1)
    .sort((a, b) => b.n - a.n || b.strongest - a.strongest || a.day - b.day || a.hour - b.hour)
    .slice(0, 3);
}

/** How often each of something was named, most often first, with how strong it was on average. */
export function counted<K extends string>(felt: readonly Felt[], pick: (one: Felt) => readonly K[]): Counted<K>[] {
  const found = new Map<K, number[]>();
  for (const one of felt) for (const key of new Set(pick(one))) found.set(key, [...(found.get(key) ?? []), one.intensity]);
  return [...found]
    .map(([key, values]) => ({ key, n: values.length, mean: mean(values) }))
    .sort((a, b) => b.n - a.n || b.mean - a.mean || (a.key < b.key ? -1 : 1));
}

/**
 * What helps, by one's own numbers: how much weaker a craving was at the last rating within the hour
 * than at the first, for each thing done meanwhile. The middle of all the times, with the least and
 * the most; a skill that was rated fewer than `ENOUGH` times is not ranked.
 */
export function ranked(felt: readonly Felt[]): { known: SkillWorth[]; early: { key: string; text: string; n: number }[] } {
  const drops = new Map<string, { text: string; at: number; values: number[] }>();
  for (const one of felt) {
    const last = waves([one])[0]?.at(-1);
    if (!last || one.intensity === 0) continue;
    for (const did of new Map(one.did.map((skill) => [skill.key, skill])).values()) {
      const before = drops.get(did.key);
      // The words it had last are the ones it is called by.
      const newer = !before || one.at > before.at || (one.at === before.at && did.text < before.text);
      drops.set(did.key, {
        text: newer ? did.text : before.text, at: newer ? one.at : before.at, values: [...(before?.values ?? []), one.intensity - last.intensity],
      });
    }
  }
  const all = [...drops].map(([key, { text, values }]) => ({
    key, text, n: values.length, drop: median(values), least: Math.min(...values), most: Math.max(...values),
  }));
  const order = (a: { n: number; key: string }, b: { n: number; key: string }) => b.n - a.n || (a.key < b.key ? -1 : 1);
  return {
    known: all.filter((one) => one.n >= ENOUGH).sort((a, b) => b.drop - a.drop || order(a, b)),
    early: all.filter((one) => one.n < ENOUGH).sort(order).map(({ key, text, n }) => ({ key, text, n })),
  };
}

/** Added smallest first, so that the order of the entries changes nothing at all. */
function mean(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
