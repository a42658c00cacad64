import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { caller } from "../api/call.ts";
import { Problem } from "../api/problem.ts";
import { keep, kept } from "../offline/kept.ts";
import { myDatabase } from "../offline/sync.ts";

export type Resource<T> = {
  value: T | null;
  /** When the server was asked for it: what it took after that may be missing; null: never. */
  at: number | null;
  state: "loading" | "fresh" | "stale" | "failed";
  problem: Problem | null;
  reload: () => Promise<void>;
  /** Shows a value the server has just returned from a write; not where something else is shown by now. */
  put: (value: T) => void;
  /** Changes what is shown as it is by now; a reading that is on its way still comes. */
  change: (how: (now: T) => T) => void;
};

type Shown<T> = Omit<Resource<T>, "reload" | "put" | "change">;
const NOTHING = { value: null, at: null, state: "loading", problem: null } as const;

/** An answer for the screen and for no longer: what the desk reads about others is never kept. */
export function useFetched<T>(load: () => Promise<T>, deps: readonly unknown[] = []): Resource<T> {
  return useShown(null, load, deps);
}

/** The person's own data: what was kept is shown at once, the server's answer when it comes. */
export function useKept<T>(key: string, load: () => Promise<T>): Resource<T> {
  return useShown(key, load, [key]);
}

function useShown<T>(key: string | null, load: () => Promise<T>, deps: readonly unknown[]): Resource<T> {
  const [shown, setShown] = useState<Shown<T>>(NOTHING);
  const alive = useRef(0);
  // Of two answers on their way at once the one that was asked for first may come last.
  const asked = useRef(0);
  const answered = useRef(0);
  // What the deps name: an answer to a write of the one before is not for the one on the screen.
  const of = useMemo(() => ({}), deps);
  const onScreen = useRef(of);
  onScreen.current = of;
  // Whoever says "again" after a while means what is on the screen by then.
  const latest = useRef(load);
  latest.current = load;
  const place = useRef(key);
  place.current = key;

  const show = (value: T, at: number) => {
    setShown({ value, at, state: "fresh", problem: null });
    if (place.current) void write(place.current, value, at);
  };

  const put = useCallback((value: T) => {
    if (onScreen.current !== of) return;
    // What was asked for before this was written does not know of it.
    answered.current = ++asked.current;
    show(value, Date.now());
  }, deps);

  const change = useCallback((how: (now: T) => T) => {
    if (onScreen.current === of) setShown((now) => (now.value === null ? now : { ...now, value: how(now.value) }));
  }, deps);

  const reload = useCallback(async () => {
    const turn = alive.current;
    const person = caller.person;
    const question = ++asked.current;
    const at = Date.now();
    try {
      const value = await latest.current();
      // What was asked as one person is neither shown nor kept as another's.
      if (turn !== alive.current || caller.person !== person || question < answered.current) return;
      answered.current = question;
      show(value, at);
    } catch (error) {
      if (turn !== alive.current || question < answered.current) return;
      const problem = error instanceof Problem ? error : null;
      setShown((old) => ({ ...old, state: old.value === null ? "failed" : "stale", problem }));
    }
  }, deps);

  // Before anything is painted: what belongs to the one before is never on the screen as this one's.
  useLayoutEffect(() => {
    alive.current += 1;
    const turn = alive.current;
    setShown(NOTHING);
    if (key) {
      void read<T>(key).then((old) => {
        if (old && turn === alive.current) {
          setShown((now) => (now.value === null ? { ...now, ...old, state: now.state === "failed" ? "stale" : now.state } : now));
        }
      });
    }
    void reload();
    const again = () => void reload();
    const looked = () => {
      if (document.visibilityState === "visible") again();
    };
    addEventListener("online", again);
    document.addEventListener("visibilitychange", looked);
    return () => {
      alive.current += 1;
      removeEventListener("online", again);
      document.removeEventListener("visibilitychange", looked);
    };
  }, deps);

  return { ...shown, reload, put, change };
}

async function read<T>(key: string): Promise<{ value: T; at: number } | null> {
  try {
    const db = await myDatabase();
    return db ? await kept<T>(db, key) : null;
  } catch {
    return null;
  }
}

async function write(key: string, value: unknown, at: number): Promise<void> {
  try {
    const db = await myDatabase();
    if (db) await keep(db, key, value, at);
  } catch {
    // A full disk must not hide an answer that is already on the screen.
  }
}
