import type { PersonDatabase } from "./database.ts";

const LEASE_MS = 30_000;
type Lease = { holder: string; until: number };

/**
 * Runs `work` unless another tab is at it already: Web Locks, or a lease in the database where there
 * are none. Either only saves effort; that nothing is stored twice is the server's promise.
 */
export async function alone<T>(db: PersonDatabase, name: string, work: () => Promise<T>): Promise<T | null> {
  if (globalThis.navigator?.locks) {
    return await navigator.locks.request(name, { ifAvailable: true }, async (lock) => (lock ? await work() : null));
  }
  const holder = crypto.randomUUID();
  if (!(await takeLease(db, name, holder))) return null;
  try {
    return await work();
  } finally {
    await db.delete("facts", name);
  }
}

async function takeLease(db: PersonDatabase, name: string, holder: string): Promise<boolean> {
  const tx = db.transaction("facts", "readwrite");
  const lease = (await tx.store.get(name))?.value as Lease | undefined;
  const free = !lease || lease.until <= Date.now();
  if (free) await tx.store.put({ name, value: { holder, until: Date.now() + LEASE_MS } satisfies Lease });
  await tx.done;
  return free;
}
