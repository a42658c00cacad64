import { storageWorks, who } from "../person.ts";
import type { Entry, Write } from "./operations.ts";
import { addToOutbox, amendHeld, release, undo } from "./outbox.ts";
import { put } from "./send.ts";
import { myDatabase, outboxChanged, sendNow } from "./sync.ts";

/**
 * Puts a write on the disk and then on its way. Throws when the disk refuses (full, gone): what was
 * written then stays with the caller, on the screen.
 */
export async function save(write: Write, options: { held?: boolean } = {}): Promise<void> {
  const db = await myDatabase();
  if (!db || who.value.state !== "in") {
    // A browser that keeps nothing sends at once or not at all.
    await put(write);
    return;
  }
  await addToOutbox(db, who.value.me.id, write, options);
  void askToPersist();
  await outboxChanged();
  void askForBackgroundSync();
  if (options.held) void sendNow(false);
  else void sendNow();
}

/** True while the entry was still here to be completed. */
export async function amend(write: Entry): Promise<boolean> {
  const db = await myDatabase();
  return db !== null && (await amendHeld(db, write));
}

export async function letGo(id: string): Promise<void> {
  const db = await myDatabase();
  if (db && (await release(db, id))) {
    await outboxChanged();
    void sendNow();
  }
}

export async function takeBack(id: string): Promise<boolean> {
  const db = await myDatabase();
  const gone = db !== null && (await undo(db, id));
  await outboxChanged();
  return gone;
}

/** A quiet write whose loss costs nothing but a repeated card: never worth a message. */
export async function saveQuietly(write: Write): Promise<void> {
  try {
    await save(write);
  } catch {
    // Shown again next time.
  }
}

export function whyNotSaved(error: unknown): "storage.full" | "storage.none_offline" | "storage.failed" {
  if (!storageWorks.value) return "storage.none_offline";
  return error instanceof DOMException && error.name === "QuotaExceededError" ? "storage.full" : "storage.failed";
}

let asked = false;

/** Asks the browser not to clear what is kept here. Some ask the person in turn, so only once. */
async function askToPersist(): Promise<void> {
  if (asked || !navigator.storage?.persist) return;
  asked = true;
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}

async function askForBackgroundSync(): Promise<void> {
  type Syncing = ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } };
  const registration: Syncing | undefined = await navigator.serviceWorker?.getRegistration();
  await registration?.sync?.register("outbox").catch(() => undefined);
}
