import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CravingLog } from "../../api/cravings.ts";
import { keep, kept } from "../../offline/kept.ts";
import { myDatabase, outbox, sent } from "../../offline/sync.ts";
import { feltOf } from "./felt.ts";
import type { Felt } from "./patterns.ts";

const KEY = "craving_year";
const PAGE = 100;
const YEAR_MS = 366 * 86_400_000;
const DAY_MS = 86_400_000;

/** A year of the client's own logs as the phone keeps them. `whole_at`: all of it was read then. */
export type Year = { items: CravingLog[]; whole_at: number };

/**
 * Fetches what is new, page by page and newest first. Once a day all of a year is read anew: an old
 * entry may have been changed on another phone. What arrived before the network went is kept.
 */
export async function syncYear(old: Year | null, now = Date.now()): Promise<Year> {
  const all = !old || now - old.whole_at > DAY_MS;
  const known = new Map((old?.items ?? []).map((log) => [log.id, JSON.stringify(log)]));
  const found: CravingLog[] = [];
  let before: string | null = null;
  do {
    const page: { items: CravingLog[]; next: string | null } = await call("GET /api/craving-logs", {
      query: { limit: PAGE, ...(before ? { before } : {}) },
    });
    found.push(...page.items);
    const last = page.items.at(-1);
    const nothingNew = page.items.every((log) => known.get(log.id) === JSON.stringify(log));
    const beyond = !last || now - Date.parse(last.happened_at) > YEAR_MS;
    before = beyond || (!all && nothingNew) ? null : page.next;
  } while (before);
  return { items: within(joined(old, found, all), now), whole_at: all ? now : (old?.whole_at ?? now) };
}

function joined(old: Year | null, found: CravingLog[], all: boolean): CravingLog[] {
  const byId = new Map((all ? [] : (old?.items ?? [])).map((log) => [log.id, log]));
  for (const log of found) byId.set(log.id, log);
  return [...byId.values()];
}

function within(items: CravingLog[], now: number): CravingLog[] {
  return items.filter((log) => now - Date.parse(log.happened_at) <= YEAR_MS);
}

/** Whoever never opens the patterns has their year with them all the same, once there is no network. */
export async function keepYear(): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (!db || !navigator.onLine) return;
  try {
    const old = await kept<Year>(db, KEY);
    if (!old || Date.now() - old.at > DAY_MS) await keep(db, KEY, await syncYear(old?.value ?? null));
  } catch {
    // What is here already is shown.
  }
}

export type MyYear = { felt: Felt[] | null; state: "loading" | "fresh" | "stale" | "failed"; at: number | null };

/** The client's own year: what the phone has at once, the rest when the network allows. */
export function useYear(): MyYear {
  const [year, setYear] = useState<{ value: Year | null; at: number | null; state: MyYear["state"] }>({ value: null, at: null, state: "loading" });
  const local = [...sent.value, ...outbox.value.filter((op) => !op.refusal)];

  useEffect(() => {
    let alive = true;
    void (async () => {
      const db = await myDatabase().catch(() => null);
      const old = db ? await kept<Year>(db, KEY).catch(() => null) : null;
      if (old && alive) setYear({ value: old.value, at: old.at, state: "stale" });
      try {
        const value = await syncYear(old?.value ?? null);
        if (db) await keep(db, KEY, value).catch(() => undefined);
        if (alive) setYear({ value, at: Date.now(), state: "fresh" });
      } catch {
        if (alive && !old) setYear({ value: null, at: null, state: "failed" });
      }
    })();
    return () => {
      alive = false;
    };
  }, []);
  const felt = year.value || year.state === "failed" ? feltOf(year.value?.items ?? [], local) : null;
  return { felt, state: year.state, at: year.at };
}
