import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { MySession } from "../../api/booking.ts";
import { Problem } from "../../api/problem.ts";
import { outbox } from "../../offline/sync.ts";
import { me } from "../../person.ts";
import { type KeptSession, keptSession, knownZones, refreshKept } from "./data.ts";
import type { Zones } from "./say.ts";

export type Shown = {
  session: MySession | null;
  zones: Zones;
  state: "loading" | "fresh" | "kept" | "gone" | "failed";
  /** Something of it has just been sent: what it did is being asked for, and nothing is offered meanwhile. */
  checking: boolean;
  /** When the phone last knew it, for `kept`. */
  at: number | null;
  put: (session: MySession) => void;
  reload: () => Promise<void>;
};

/** One session: what this phone knows of it at once, what the server says when it can be asked. */
export function useSession(id: string): Shown {
  const [known, setKnown] = useState<KeptSession | null>(null);
  const [fresh, setFresh] = useState<MySession | null>(null);
  const [knownHere, setZones] = useState<Zones | null>(null);
  const [trouble, setTrouble] = useState<"gone" | "failed" | null>(null);
  const [checking, setChecking] = useState(false);
  const alive = useRef("");
  // Of two answers on their way at once the one that was asked for first may come last.
  const asked = useRef(0);
  const answered = useRef(0);

  async function reload(): Promise<void> {
    const question = ++asked.current;
    const isOld = () => alive.current !== id || question < answered.current;
    try {
      const session = await call("GET /api/sessions/{id}", { path: { id } });
      if (isOld()) return;
      answered.current = question;
      setFresh(session);
      setTrouble(null);
    } catch (error) {
      if (!isOld()) setTrouble(error instanceof Problem && error.status === 404 ? "gone" : "failed");
    }
  }
  useLayoutEffect(() => {
    alive.current = id;
    setFresh(null);
    setTrouble(null);
    void keptSession(id).then((found) => {
      if (alive.current === id) setKnown(found);
    });
    void knownZones().then((found) => {
      if (alive.current === id) setZones(found);
    });
    void reload();
    const again = () => {
      if (document.visibilityState === "visible") void reload();
    };
    addEventListener("online", again);
    document.addEventListener("visibilitychange", again);
    return () => {
      alive.current = "";
      removeEventListener("online", again);
      document.removeEventListener("visibilitychange", again);
    };
  }, [id]);
  useWhenSent(() => {
    setChecking(true);
    void Promise.all([reload(), refreshKept()]).finally(() => setChecking(false));
  });

  const zones = known?.zones ?? knownHere ?? { shown: me().time_zone, centre: me().time_zone };
  const session = fresh ?? known?.session ?? null;
  const state = trouble === "gone" ? "gone" : trouble === "failed" ? (session ? "kept" : "failed") : fresh ? "fresh" : "loading";
  const put = (value: MySession) => {
    answered.current = ++asked.current; // what was asked for before does not know of it
    setTrouble(null);
    setFresh(value);
    void refreshKept();
  };
  return { session, zones, state, checking, at: known?.at ?? null, put, reload };
}

/** Once something of this phone has reached the server, what was shown may have changed. */
function useWhenSent(then: () => void): void {
  const count = outbox.value.length;
  const before = useRef(count);
  useEffect(() => {
    if (count < before.current) then();
    before.current = count;
  }, [count]);
}
