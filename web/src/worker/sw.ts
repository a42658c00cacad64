/// <reference lib="webworker" />
import { renewSubscription, sendOutbox, unsubscribeIfSignedOut } from "./background.ts";
import { openFrom, showPush } from "./notification.ts";
import { answerFromShell, dropOldShells, keepShell } from "./shell.ts";

declare const self: ServiceWorkerGlobalScope;
type SyncEvent = ExtendableEvent & { tag: string };

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const answer = answerFromShell(event.request);
  if (answer) event.respondWith(answer);
});

// A newer worker waits until the person agrees, and only a page of ours can say that they did.
self.addEventListener("message", (event) => {
  const ours = event.source instanceof WindowClient && new URL(event.source.url).origin === self.location.origin;
  if (ours && isTakeOver(event.data)) event.waitUntil(self.skipWaiting());
});

self.addEventListener("push", (event) => {
  event.waitUntil(showPush(event.data).then(unsubscribeIfSignedOut));
});

self.addEventListener("notificationclick", (event) => {
  event.waitUntil(openFrom(event.notification));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  (event as ExtendableEvent).waitUntil(renewSubscription());
});

// Not in the type library: only some browsers have it.
self.addEventListener("sync" as "message", (event: ExtendableEvent) => {
  if ((event as SyncEvent).tag === "outbox") event.waitUntil(sendOutbox());
});

function isTakeOver(data: unknown): boolean {
  return typeof data === "object" && data !== null && "type" in data && data.type === "take_over";
}
