import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import { caller } from "../api/call.ts";
import { Problem } from "../api/problem.ts";

/** `gone`: the server no longer has it for this person. `unreachable`: it could not be asked. */
export type Others<T> = { value: T | null; state: "loading" | "shown" | "gone" | "unreachable"; reload: () => Promise<void> };

const ASKED_AGAIN_MS = 60_000;
type Shown<T> = Omit<Others<T>, "reload">;
const NOTHING = { value: null, state: "loading" } as const;

/**
 * What somebody else shows this person: on the screen while the server says so and for no longer. It
 * is kept nowhere, asked for again every minute and whenever somebody looks, and emptied as soon as an
 * answer does not have it, as the network goes, and while nobody looks (the list of open apps, the
 * page kept behind the back arrow).
 */
export function useOthers<T>(load: () => Promise<T>, deps: readonly unknown[] = []): Others<T> {
  const [shown, setShown] = useState<Shown<T>>(NOTHING);
  const turn = useRef(0);

  const reload = useCallback(async () => {
    const mine = ++turn.current;
    const person = caller.person;
    let now: Shown<T>;
    try {
      now = { value: await load(), state: "shown" };
    } catch (error) {
      now = { value: null, state: error instanceof Problem ? "gone" : "unreachable" };
    }
    // A later question is on its way, or somebody else is signed in here by now.
    if (mine === turn.current) setShown(caller.person === person ? now : NOTHING);
  }, deps);

  // Before anything is painted: nobody's words are shown as another's.
  useLayoutEffect(() => {
    const empty = () => {
      turn.current += 1;
      setShown(NOTHING);
    };
    const looked = () => (document.visibilityState === "visible" ? void reload() : empty());
    const again = () => void (document.visibilityState === "visible" && reload());
    empty();
    void reload();
    const timer = setInterval(again, ASKED_AGAIN_MS);
    document.addEventListener("visibilitychange", looked);
    addEventListener("pagehide", empty);
    addEventListener("pageshow", again);
    addEventListener("focus", again);
    addEventListener("online", again);
    addEventListener("offline", again);
    return () => {
      turn.current += 1;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", looked);
      removeEventListener("pagehide", empty);
      removeEventListener("pageshow", again);
      removeEventListener("focus", again);
      removeEventListener("online", again);
      removeEventListener("offline", again);
    };
  }, deps);

  return { ...shown, reload };
}
