import { signal } from "@preact/signals";
import { call } from "../api/call.ts";
import { phoneFact } from "../offline/phone.ts";
import { who } from "../person.ts";
import { subscribe, tellServer, unsubscribe } from "./subscription.ts";

/**
 * `install_first`: an iPhone or iPad shows reminders only from the Home Screen. `denied`: only the
 * phone's own settings can change it. `off`: nothing is in the way but nobody has asked yet.
 */
export type PushState = "unsupported" | "install_first" | "denied" | "off" | "on";

export const pushState = signal<PushState>("off");
/** When the push service last took something for this phone. */
export const lastAccepted = signal<string | null>(null);

export function isAppleMobile(): boolean {
  return /iPad|iPhone|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
}

export function isInstalled(): boolean {
  return matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
}

export async function lookAtPush(): Promise<PushState> {
  pushState.value = await currentState();
  return pushState.value;
}

async function currentState(): Promise<PushState> {
  if (!("PushManager" in globalThis) || !("Notification" in globalThis) || !("serviceWorker" in navigator)) {
    return isAppleMobile() && !isInstalled() ? "install_first" : "unsupported";
  }
  if (Notification.permission === "denied") return "denied";
  const registration = await navigator.serviceWorker.getRegistration();
  const subscribed = await registration?.pushManager.getSubscription().catch(() => null);
  const told = await phoneFact("push").catch(() => undefined);
  return Notification.permission === "granted" && subscribed && told ? "on" : "off";
}

/** Only ever from a tap. Throws when the browser's push service or our server cannot be reached. */
export async function turnOnPush(key: string): Promise<PushState> {
  if ((await Notification.requestPermission()) === "granted") await renew(key);
  return await lookAtPush();
}

export async function turnOffPush(): Promise<PushState> {
  const registration = await navigator.serviceWorker.getRegistration();
  const told = await phoneFact("push");
  if (registration) await unsubscribe(registration);
  // Without a network the server finds out by itself: the push service no longer knows the address.
  if (told) await call("DELETE /api/push-subscriptions/{id}", { path: { id: told.id } }).catch(() => undefined);
  return await lookAtPush();
}

/** At each start: the server hears that this phone is alive, and under which address. */
export async function renewAtStart(key: string): Promise<void> {
  if ((await lookAtPush()) !== "on" && !(await wasOn())) return;
  await renew(key).catch(() => undefined);
  await lookAtPush();
}

async function wasOn(): Promise<boolean> {
  const granted = "Notification" in globalThis && Notification.permission === "granted";
  return granted && (await phoneFact("push").catch(() => undefined)) !== undefined;
}

async function renew(key: string): Promise<void> {
  if (who.value.state !== "in") return;
  const registration = await navigator.serviceWorker.ready;
  const row = await tellServer(await subscribe(registration, key), key, who.value.me.id);
  lastAccepted.value = row.last_accepted_at;
}
