import { effect, signal } from "@preact/signals";
import { sending } from "./offline/sync.ts";

/** A newer version waits for the person's word. */
export const updateReady = signal(false);
/** Part of the app is not on this phone yet, and there is no network to fetch it. */
export const partMissing = signal(false);

/** Chrome's own way to install, kept until somebody asks for it. */
export type InstallPrompt = Event & { prompt: () => Promise<void>; userChoice: Promise<{ outcome: "accepted" | "dismissed" }> };
export const installPrompt = signal<InstallPrompt | null>(null);

export function waitForInstallPrompt(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallPrompt;
  });
}

let waiting: ServiceWorker | null = null;

export async function registerWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  try {
    const registration = await navigator.serviceWorker.register(workerUrl() as string, { updateViaCache: "none" });
    offerUpdate(registration);
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", () => offerUpdate(registration));
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") registration.update().catch(() => undefined);
    });
  } catch {
    // No worker in this browser or no network just now: the app works, only not offline.
  }
}

/** The one script address of the app, said so to Trusted Types. */
function workerUrl(): unknown {
  type Policy = { createScriptURL: (url: string) => unknown };
  type Factory = { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => Policy };
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  const only = (url: string): string => {
    if (url !== "/sw.js") throw new TypeError("not our worker");
    return url;
  };
  return factory ? factory.createPolicy("companion", { createScriptURL: only }).createScriptURL("/sw.js") : "/sw.js";
}

function offerUpdate(registration: ServiceWorkerRegistration): void {
  if (registration.waiting && navigator.serviceWorker.controller) {
    waiting = registration.waiting;
    updateReady.value = true;
  }
}

/** Changes over to the newer version once nothing is being written. */
export function takeUpdate(): void {
  updateReady.value = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  const stop = effect(() => {
    if (sending.value) return;
    waiting?.postMessage({ type: "take_over" });
    queueMicrotask(() => stop());
  });
}

/** An open page of an older version wants a file that a newer one has replaced. */
export function reloadForMissingChunks(): void {
  addEventListener("vite:preloadError", (event) => {
    event.preventDefault();
    const before = Number(sessionStorage.getItem("reloaded_at"));
    if (!navigator.onLine || Date.now() - before < 60_000) {
      partMissing.value = true;
    } else {
      sessionStorage.setItem("reloaded_at", String(Date.now()));
      location.reload();
    }
  });
}
