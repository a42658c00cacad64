import { call } from "../api/call.ts";
import { Problem } from "../api/problem.ts";
import type { PushSubscriptionRow } from "../api/types.ts";
import { newId } from "../ids.ts";
import { dropPhoneFact, phoneFact, setPhoneFact } from "../offline/phone.ts";

/** Subscribes this browser with the server's key; a subscription made for an older key is given up. */
export async function subscribe(registration: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  const existing = await registration.pushManager.getSubscription();
  if (existing && sameKey(existing, key)) return existing;
  await existing?.unsubscribe();
  return await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
}

/** Tells the server where this installation can be reached. The id stays with the installation. */
export async function tellServer(subscription: PushSubscription, key: string, person: string): Promise<PushSubscriptionRow> {
  const { endpoint, keys } = subscription.toJSON();
  const body = { endpoint: endpoint ?? "", p256dh: keys?.["p256dh"] ?? "", auth: keys?.["auth"] ?? "", vapid_key: key };
  const put = async (id: string) => {
    const row = await call("PUT /api/push-subscriptions/{id}", { path: { id }, person, body });
    await setPhoneFact("push", { id, endpoint: subscription.endpoint, key });
    return row;
  };
  const known = (await phoneFact("push"))?.id;
  try {
    return await put(known ?? newId());
  } catch (error) {
    // The id belongs to whoever used this installation before.
    if (known && error instanceof Problem && error.code === "not_found") return await put(newId());
    throw error;
  }
}

/** Nothing more is shown on this phone, whatever the server still sends. */
export async function unsubscribe(registration: ServiceWorkerRegistration): Promise<void> {
  await (await registration.pushManager?.getSubscription())?.unsubscribe();
  await dropPhoneFact("push");
}

function sameKey(subscription: PushSubscription, key: string): boolean {
  const used = subscription.options.applicationServerKey;
  return used !== null && base64url(new Uint8Array(used)) === key.replace(/=+$/, "");
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}
