import type { CravingContent, Did } from "../../api/cravings.ts";

/** Minutes after the start at which it is asked again. */
export const ASK_AT = [5, 10, 20] as const;
const MINUTE = 60_000;
/** Whoever has just said it is not asked the same a moment later. */
const JUST_SAID = 90_000;
/** Long enough that nobody is riding it out any more: it is asked how it went, nothing else. */
const LEFT_AFTER = 120 * MINUTE;

export type RideRating = { id: string; at: number; minutes: number; intensity: number };
/** One wave, by the wall clock: reload, lock and a killed app change nothing. */
export type Ride = {
  log: string;
  started: number;
  /** What the log says, so that a change to it can say all of it. */
  content: Required<CravingContent>;
  ratings: RideRating[];
  tried: Did[];
};

export function beginRide(log: string, content: Required<CravingContent>, now = Date.now()): Ride {
  return { log, started: now, content, ratings: [], tried: [] };
}

/** Never negative, also when the clock was set back meanwhile. */
export function elapsed(ride: Ride, now: number): number {
  return Math.max(0, now - ride.started);
}

/** Whole minutes since the start, as a rating is told. */
export function minutesOf(ride: Ride, now: number): number {
  return Math.round(elapsed(ride, now) / MINUTE);
}

/** Whether the question is open: a deadline has passed and nothing was said since, or just before. */
export function isDue(ride: Ride, now: number): boolean {
  const passed = ASK_AT.filter((minutes) => elapsed(ride, now) >= minutes * MINUTE).at(-1);
  if (passed === undefined) return false;
  const deadline = ride.started + passed * MINUTE;
  return !ride.ratings.some((rating) => rating.at >= deadline - JUST_SAID);
}

/** Milliseconds until it is asked again; null when it is not any more. */
export function untilNext(ride: Ride, now: number): number | null {
  const gone = elapsed(ride, now);
  const next = ASK_AT.find((minutes) => minutes * MINUTE > gone);
  return next === undefined ? null : next * MINUTE - gone;
}

export function isLeft(ride: Ride, now: number): boolean {
  return elapsed(ride, now) > LEFT_AFTER;
}

/** The course so far, beginning with what was logged. */
export function courseOf(ride: Ride): { minutes: number; intensity: number }[] {
  return [{ minutes: 0, intensity: ride.content.intensity }, ...ride.ratings.map(({ minutes, intensity }) => ({ minutes, intensity }))];
}
