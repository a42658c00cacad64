import { useEffect, useState } from "preact/hooks";

const MINUTE = 60_000;

/** The time, anew each minute and whenever the screen is looked at again. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const look = () => setNow(Date.now());
    const timer = setInterval(look, MINUTE);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  // What was just said is never later than the time that is shown.
  return Math.max(now, Date.now() - MINUTE);
}
