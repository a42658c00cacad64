const SECOND = 1000;
const STEPS = [5, 15, 60, 300, 900].map((seconds) => seconds * SECOND);
export const LONGEST_WAIT_MS = 900 * SECOND;

/** How long to wait after so many failures in a row: growing, capped at 15 minutes, spread by ±20 %. */
export function waitAfter(failures: number, random = Math.random()): number {
  const step = STEPS[Math.min(Math.max(failures, 1), STEPS.length) - 1] ?? LONGEST_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, Math.round(step * (0.8 + 0.4 * random)));
}
