/** So soon after the desk has gone on by itself nobody has read what is before them. */
const TOO_SOON_MS = 800;
/** Whoever had to wait that long for an answer presses again. */
const LONG_WAIT_MS = 1000;

export type WentOn = { to: string; at: number; waited: number };
/** `held key`: Ctrl was not let go since the press before. */
export type Press = { on: string; at: number; how: "click" | "key" | "held key" };

/** Whether a press on a form that nothing was typed into is a second one for the form before it. */
export function isForTheOneBefore(went: WentOn | null, { on, at, how }: Press): boolean {
  if (went?.to !== on || at - went.at >= TOO_SOON_MS) return false;
  // A key pressed anew after a quick answer may come from somebody who goes through many of them fast.
  return how !== "key" || went.waited >= LONG_WAIT_MS;
}

let went: WentOn | null = null;
let isHeld = false;

/** The desk has opened another by itself, after an answer that took `waited` ms. */
export function wentOn(to: string, waited: number): void {
  went = { to, waited, at: performance.now() };
}

export function holdsKey(yes: boolean): void {
  isHeld = yes;
}

export function isSecondPress(on: string, isClick: boolean): boolean {
  return isForTheOneBefore(went, { on, at: performance.now(), how: isClick ? "click" : isHeld ? "held key" : "key" });
}
