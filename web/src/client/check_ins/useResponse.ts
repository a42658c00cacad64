import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { OwnResponse } from "../../api/forms.ts";
import type { Entry } from "../../offline/operations.ts";
import { myDatabase, outbox } from "../../offline/sync.ts";

type Known = { response: OwnResponse | null; arrived: boolean };

/** What became of something this phone has sent: who looks, once the server has it. */
export function useResponse(told: Pick<Entry, "entity"> | null): Known {
  const [known, setKnown] = useState<Known>({ response: null, arrived: false });
  const id = told?.entity;
  // Not the list itself: it is read anew more often than anything in it changes.
  const waiting = outbox.value.map((op) => op.id).join();
  useEffect(() => {
    if (!id || outbox.peek().some((op) => op.id === id)) return;
    let alive = true;
    const ask = async () => {
      if (!(await hasArrived(id))) return;
      const response = await responseTo(id);
      if (alive) setKnown({ response, arrived: true });
    };
    void ask();
    addEventListener("online", ask);
    return () => {
      alive = false;
      removeEventListener("online", ask);
    };
  }, [id, waiting]);
  return known;
}

/** The server has said so: what it acknowledged is in the phone's own list of what was sent. */
async function hasArrived(id: string): Promise<boolean> {
  const db = await myDatabase().catch(() => null);
  return db === null || (await db.getKey("sent", id)) !== undefined;
}

async function responseTo(id: string): Promise<OwnResponse | null> {
  try {
    return (await call("GET /api/responses")).items.find((one) => one.focus_id === id) ?? null;
  } catch {
    return null;
  }
}
