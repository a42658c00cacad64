/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;
declare const __PRECACHE__: string[];
declare const __BUILD_ID__: string;

const PREFIX = "shell-";
const CACHE = `${PREFIX}${__BUILD_ID__}`;
const FILES = new Set(__PRECACHE__);

/** Keeps every file of this version, or none: a half-filled cache fails the installation. */
export async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(__PRECACHE__.map((path) => keepFile(cache, path)));
}

async function keepFile(cache: Cache, path: string): Promise<void> {
  // A file with its hash in its name never changes: take it over from the version before.
  const old = path.startsWith("/assets/") ? await caches.match(path) : undefined;
  const file = old ?? (await fetch(path, { cache: "reload", credentials: "omit" }));
  if (!file.ok || file.redirected) throw new Error("incomplete");
  await cache.put(path, file);
}

export async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

/**
 * The kept file with the headers the server gave it, its content security policy among them.
 * Null: not ours to answer. Nothing under /api is ever kept or read here.
 */
export function answerFromShell(request: Request): Promise<Response> | null {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return null;
  if (url.pathname.startsWith("/api/") || url.pathname === "/healthz" || url.pathname === "/sw.js") return null;
  if (FILES.has(url.pathname)) return fromCache(url.pathname, request);
  return request.mode === "navigate" ? fromCache("/", request) : null;
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? (await fetch(request));
}
