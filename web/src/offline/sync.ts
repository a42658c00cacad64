import { effect, signal } from "@preact/signals";
import { isLeaving, storageWorks, who } from "../person.ts";
import { databaseEvents, type PersonDatabase, personDatabase } from "./database.ts";
import { type Flushed, flush, pauseOf } from "./flush.ts";
import type { Operation } from "./operations.ts";
import { planEdit, sendPlanEdit } from "./plan.ts";

const HURRY_GAP_MS = 15_000;
const PLAN_AGAIN_MS = 300_000;
const BUSY_AGAIN_MS = 500;

/** The outbox of the person signed in, for every screen to look at. */
export const outbox = signal<Operation[]>([]);
export const sending = signal(false);
export const lastFlush = signal<Flushed>("done");
export const offline = signal(!navigator.onLine);

let timer: ReturnType<typeof setTimeout> | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
let lastHurry = 0;
const otherTabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("companion-outbox") : null;

/** The database of the person signed in; null while there is nobody, no storage, or they are signing out. */
export async function myDatabase(): Promise<PersonDatabase | null> {
  return who.value.state === "in" && !isLeaving() && storageWorks.value ? await personDatabase(who.value.me.id) : null;
}

/** Sends at the start, when the network returns, when the app is looked at, and when told. */
export function startSync(): void {
  addEventListener("online", () => {
    offline.value = false;
    void sendNow();
  });
  addEventListener("offline", () => {
    offline.value = true;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void sendNow(Date.now() - lastHurry > HURRY_GAP_MS);
  });
  otherTabs?.addEventListener("message", () => void readOutbox());
  databaseEvents.lost = () => location.reload();
  effect(() => {
    if (who.value.state === "in") queueMicrotask(() => void sendNow());
    else {
      outbox.value = [];
      planEdit.value = null;
    }
  });
}

/** One pass over the queue. `pressed` overrides our own waiting, never the server's. */
export async function sendNow(pressed = true): Promise<void> {
  const db = await myDatabase();
  if (!db || who.value.state !== "in") return;
  if (pressed) lastHurry = Date.now();
  sending.value = true;
  try {
    lastFlush.value = await flush(db, who.value.me.id, pressed);
    clearTimeout(again);
    // A pass that began without a network is still failing: what was asked for now must not wait for its pause.
    if (pressed && lastFlush.value === "busy") again = setTimeout(() => void sendNow(), BUSY_AGAIN_MS);
    await outboxChanged();
    if (lastFlush.value === "done") await sendPlanEdit(db, who.value.me.id);
    await planNext(db);
  } catch (error) {
    // The database was closed under us: by a sign-out, or by a newer version in another tab.
    if (!(error instanceof DOMException)) throw error;
  } finally {
    sending.value = false;
  }
}

/** To be called after every change of the queue. */
export async function outboxChanged(): Promise<void> {
  await readOutbox();
  otherTabs?.postMessage("changed");
}

async function readOutbox(): Promise<void> {
  const db = await myDatabase();
  outbox.value = db ? await db.getAllFromIndex("outbox", "seq") : [];
}

async function planNext(db: PersonDatabase): Promise<void> {
  clearTimeout(timer);
  const times = outbox.value.filter((op) => !op.refusal).map((op) => Math.max(op.held_until ?? 0, op.next_try_at));
  if (planEdit.value?.state === "waiting" && !planEdit.value.refusal) times.push(Date.now() + PLAN_AGAIN_MS);
  if (times.length === 0 || lastFlush.value === "sign_in_needed") return;
  const earliest = Math.min(...times);
  const at = Math.max(earliest, (await pauseOf(db))?.until ?? 0);
  timer = setTimeout(() => void sendNow(false), Math.max(500, at - Date.now()));
}
