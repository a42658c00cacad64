import { useLayoutEffect, useRef, useState } from "preact/hooks";

type Once = { busy: boolean; once: <T>(run: () => Promise<T>) => Promise<T | undefined> };

/** A finger that taps twice writes once: nothing begins while the one before is under way. */
export function useOnce(): Once {
  // Not the state alone: a second tap may come before anything is drawn anew.
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  async function once<T>(run: () => Promise<T>): Promise<T | undefined> {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    try {
      return await run();
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { busy, once };
}

/** Asked when a tap begins; what it gives says later whether the person is still there: a late answer pulls nobody out of where they went on to. */
export function useHere(): () => () => boolean {
  const shown = useRef(true);
  useLayoutEffect(() => () => { shown.current = false; }, []);
  return () => {
    const { href } = location;
    return () => shown.current && location.href === href;
  };
}
