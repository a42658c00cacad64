/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

type Shown = { title: string; body: string; tag: string; lang: string; path: string };

const NEUTRAL = {
  en: { title: "Companion", body: "You have an item for today." },
  es: { title: "Companion", body: "Tienes algo para hoy." },
};
const PATHS = /^\/(r\/[\w-]+|check-in|reminders|sessions\/[\w-]+)?$/;

/** Always exactly one notification: a push that shows nothing costs the subscription on iPhones. */
export function showPush(data: PushMessageData | null): Promise<void> {
  const { title, body, tag, lang, path } = shownFor(data);
  return self.registration.showNotification(title, {
    body, tag, lang, data: { path }, icon: "/icon-192.png", badge: "/badge-96.png",
  });
}

/** What a Declarative Web Push says, or our own neutral words for anything else. */
function shownFor(data: PushMessageData | null): Shown {
  const said = notificationIn(data);
  const lang = (text(said["lang"]) ?? self.navigator.language).startsWith("es") ? "es" : "en";
  return {
    title: text(said["title"]) ?? NEUTRAL[lang].title,
    body: text(said["body"]) ?? NEUTRAL[lang].body,
    tag: text(said["tag"]) ?? "companion",
    lang,
    path: safePath(said["navigate"]),
  };
}

function notificationIn(data: PushMessageData | null): Record<string, unknown> {
  try {
    const payload: unknown = data?.json();
    const said = isObject(payload) && payload["web_push"] === 8030 ? payload["notification"] : null;
    return isObject(said) ? said : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value.slice(0, 200) : null;
}

function safePath(navigate: unknown): string {
  try {
    const url = new URL(String(navigate ?? "/"), self.location.origin);
    return url.origin === self.location.origin && PATHS.test(url.pathname) ? url.pathname : "/";
  } catch {
    return "/";
  }
}

/** Leads an open window there, or opens one. Navigates first: a focus can be refused. */
export async function openFrom(notification: Notification): Promise<void> {
  notification.close();
  const path = safePath((notification.data as { path?: unknown } | null)?.path);
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const ours = windows.find((client) => new URL(client.url).origin === self.location.origin);
  const moved = await ours?.navigate(path).catch(() => null);
  if (moved) await moved.focus().catch(() => undefined);
  else await self.clients.openWindow(path);
}
