import { batch, computed, effect, signal } from "@preact/signals";
import { caller } from "../api/call.ts";
import { isLeaving, storageWorks, who } from "../person.ts";
import { databaseEvents, type PersonDatabase, personDatabase } from "./database.ts";
import { beginWaitsAnew, type Flushed, flush, pauseOf } from "./flush.ts";
import type { Operation, SentOperation } from "./operations.ts";
import { queuedAndSent } from "./outbox.ts";
import { waitAfter } from "./pace.ts";
import { planEdit, planTaken, sendPlanEdit } from "./plan.ts";

const HURRY_GAP_MS = 15_000;
const READ_GAP_MS = 60_000;
const PLAN_AGAIN_MS = 300_000;
const BUSY_AGAIN_MS = 500;
const LOOKED_AT_AGAIN_MS = 15_000;

/** The outbox of the person signed in, for every screen to look at. */
export const outbox = signal<Operation[]>([]);
/** What this phone has sent lately. It changes together with the outbox: an entry that arrives is never gone in between. */
export const sent = signal<SentOperation[]>([]);
export const sending = signal(false);
export const lastFlush = signal<Flushed>("done");
export const offline = signal(!navigator.onLine);
/**
 * Nothing gets through: no network, or one that leads nowhere. A page that was opened without a
 * network may never be told by its browser that there is none (Chromium 150).
 */
export const unreached = computed(() => offline.value || lastFlush.value === "paused");

let timer: ReturnType<typeof setTimeout> | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
let lastHurry = 0;
let passes = 0;
let planUnreached = 0;
const otherTabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("companion-outbox") : null;

/** The database of the person signed in; null while there is nobody, no storage, or they are signing out. */
export async function myDatabase(): Promise<PersonDatabase | null> {
  return who.value.state === "in" && !isLeaving() && storageWorks.value ? await personDatabase(who.value.me.id) : null;
}

/** Sends at the start, when the network returns, when the app is looked at, and when told. */
export function startSync(): void {
  offline.value = !navigator.onLine; // it may have changed since this file was loaded
  addEventListener("online", () => {
    offline.value = false;
    void sendNow(true, true);
  });
  addEventListener("offline", () => {
    offline.value = true;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void sendNow(Date.now() - lastHurry > HURRY_GAP_MS);
  });
  // A phone that never said it was offline never says that it is online again.
  caller.onRead = () => {
    if (lastFlush.value === "paused" && Date.now() - lastHurry > READ_GAP_MS) void sendNow();
  };
  otherTabs?.addEventListener("message", () => void readOutbox());
  databaseEvents.lost = () => location.reload();
  effect(() => {
    if (who.value.state === "in") {
      queueMicrotask(() => {
        // What waits is shown before it has been tried: on a slow network that takes long.
        void readOutbox().catch(() => undefined);
        void sendNow();
      });
    } else {
      show({ queued: [], sent: [] });
      planEdit.value = null;
      planTaken.value = null;
    }
  });
}

/**
 * One pass over the queue. `pressed` overrides our own waiting, never the server's; `anew`: the
 * network has come back, so that the waits begin with the shortest. Answers how far it went.
 */
export async function sendNow(pressed = true, anew = false): Promise<Flushed | null> {
  const db = await myDatabase();
  if (!db || who.value.state !== "in") return null;
  const person = who.value.me.id; // they may sign out meanwhile
  if (pressed) lastHurry = Date.now();
  // Only a pass that was asked for takes the place of one that is owed: not the one it waits for.
  if (pressed) clearTimeout(again);
  passes += 1;
  sending.value = true;
  try {
    if (anew) {
      planUnreached = 0;
      await beginWaitsAnew(db);
    }
    const flushed = await flush(db, person, pressed);
    // Turned away is no news of the network: the pass that is under way will bring it.
    if (flushed !== "busy") lastFlush.value = flushed;
    // A pass that began without a network is still failing: what was asked for now must not wait for its pause.
    if (pressed && flushed === "busy") askAgainSoon();
    await outboxChanged();
    if (flushed === "done") await sendPlan(db, person);
    await planNext(db);
    return flushed;
  } catch (error) {
    // The database was closed under us: by a sign-out, or by a newer version in another tab.
    if (!(error instanceof DOMException)) throw error;
    return null;
  } finally {
    passes -= 1;
    sending.value = passes > 0;
  }
}

async function sendPlan(db: PersonDatabase, person: string): Promise<void> {
  planUnreached = (await sendPlanEdit(db, person)) === "unreached" ? planUnreached + 1 : 0;
}

/** Soon where nobody answered; a server that did is left alone for a while. */
function planWait(): number {
  return planUnreached > 0 ? Math.min(PLAN_AGAIN_MS, waitAfter(planUnreached)) : PLAN_AGAIN_MS;
}

function askAgainSoon(): void {
  clearTimeout(again);
  again = setTimeout(() => void sendNow(), BUSY_AGAIN_MS);
}

/** To be called after every change of the queue. */
export async function outboxChanged(): Promise<void> {
  await readOutbox();
  otherTabs?.postMessage("changed");
}

let readings = 0;

async function readOutbox(): Promise<void> {
  const turn = ++readings;
  const db = await myDatabase();
  const found = db ? await queuedAndSent(db) : { queued: [], sent: [] };
  if (turn === readings) show(found); // else another reading began later and knows more
}

function show(found: { queued: Operation[]; sent: SentOperation[] }): void {
  batch(() => {
    outbox.value = found.queued;
    sent.value = found.sent;
  });
}

/** Somebody has the app before them, and the browser thinks that there is a network: not every browser says when it comes back. */
function isLookedAt(): boolean {
  return navigator.onLine && globalThis.document?.visibilityState === "visible";
}

async function planNext(db: PersonDatabase): Promise<void> {
  clearTimeout(timer);
  const times = outbox.value.filter((op) => !op.refusal).map((op) => Math.max(op.held_until ?? 0, op.next_try_at));
  if (planEdit.value?.state === "waiting" && !planEdit.value.refusal) times.push(Date.now() + planWait());
  if (times.length === 0 || lastFlush.value === "sign_in_needed") return;
  const pause = await pauseOf(db);
  const until = pause?.until ?? 0;
  const soonest = pause && !pause.asked && isLookedAt() ? Math.min(until, Date.now() + LOOKED_AT_AGAIN_MS) : until;
  const at = Math.max(Math.min(...times), soonest);
  timer = setTimeout(() => void sendNow(at < until), Math.max(500, at - Date.now()));
}
