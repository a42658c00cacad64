/// <reference lib="webworker" />
import { personDatabase } from "../offline/database.ts";
import { flush } from "../offline/flush.ts";
import { phoneFact } from "../offline/phone.ts";
import { subscribe, tellServer, unsubscribe } from "../push/subscription.ts";

declare const self: ServiceWorkerGlobalScope;

/** Sends what waits after the app was closed, where the browser offers that. A throw asks for another try. */
export async function sendOutbox(): Promise<void> {
  const person = await signedInPerson();
  if (!person) return;
  const db = await personDatabase(person);
  const result = await flush(db, person, false);
  new BroadcastChannel("companion-outbox").postMessage("changed");
  const left = (await db.getAll("outbox")).some((op) => !op.refusal);
  if (left && result !== "sign_in_needed" && result !== "other_person") throw new Error("not all sent");
}

/** The browser replaced the subscription by itself: the server must know the new address. */
export async function renewSubscription(): Promise<void> {
  const person = await signedInPerson();
  const push = await phoneFact("push");
  if (person && push) await tellServer(await subscribe(self.registration, push.key), push.key, person);
}

/** Somebody signed out while this push was on its way: it was the last one. */
export async function unsubscribeIfSignedOut(): Promise<void> {
  if (!(await signedInPerson())) await unsubscribe(self.registration);
}

async function signedInPerson(): Promise<string | undefined> {
  return (await phoneFact("sign_out_pending")) ? undefined : await phoneFact("person");
}
