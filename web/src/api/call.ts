import type { Answer, Endpoint, Wanted } from "./endpoints.ts";
import { type FieldError, Problem, Unreachable } from "./problem.ts";

const PATIENCE_MS = 20_000;

/**
 * Who is signed in here, how often somebody has been since the page began, and what to do when the
 * server says otherwise. Set by `person.ts`; what to do when it gave something to read, and so can be
 * reached, by `offline/sync.ts`.
 */
export const caller: {
  person: string | null;
  signIns: number;
  onSignInNeeded: () => void;
  onOtherPerson: () => void;
  onRead: () => void;
} = { person: null, signIns: 0, onSignInNeeded: () => undefined, onOtherPerson: () => undefined, onRead: () => undefined };

/**
 * One request. Throws `Problem` when the server refuses, `Unreachable` when there is no answer of
 * ours at all: a captive portal's HTML page with status 200 is no answer.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  ...[wanted]: Record<never, never> extends Wanted<E> ? [Wanted<E>?] : [Wanted<E>]
): Promise<Answer<E>> {
  const [method = "GET", template = ""] = endpoint.split(" ");
  const options: Loose = wanted ?? {};
  const person = options.person === undefined ? caller.person : options.person;
  const asked = caller.signIns;
  const response = await ask(urlOf(template, options), {
    method,
    headers: headersOf(method, person, options),
    cache: "no-store",
    credentials: "same-origin",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  if (response.status === 204) return null as Answer<E>;
  const answer = await jsonOf(response);
  if (response.ok) {
    if (method === "GET") caller.onRead();
    return answer as Answer<E>;
  }
  const problem = problemFrom(response, answer);
  // A refusal of what was asked before somebody signed in says nothing of their sign-in.
  if (problem.code === "sign_in_needed" && asked === caller.signIns) caller.onSignInNeeded();
  if (problem.code === "other_person") caller.onOtherPerson();
  throw problem;
}

type Loose = {
  path?: Record<string, string> | undefined;
  query?: Record<string, string | number>;
  body?: unknown;
  person?: string | null;
  headers?: Record<string, string>;
};

async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new Unreachable();
  }
}

function urlOf(template: string, options: Loose): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(options.path?.[name] ?? ""));
  const query = new URLSearchParams(Object.entries(options.query ?? {}).map(([key, value]) => [key, String(value)])).toString();
  return query ? `${path}?${query}` : path;
}

function headersOf(method: string, person: string | null, options: Loose): Record<string, string> {
  return {
    Accept: "application/json",
    ...(method === "GET" ? {} : { "X-Requested-By": "companion" }),
    ...(options.body === undefined ? {} : { "Content-Type": "application/json" }),
    ...(person ? { "X-Person": person } : {}),
    ...options.headers,
  };
}

async function jsonOf(response: Response): Promise<unknown> {
  if (!/^application\/(problem\+)?json\b/.test(response.headers.get("Content-Type") ?? "")) {
    // A gateway's own 502 page is as good as no network; a portal's 200 page too.
    throw new Unreachable();
  }
  try {
    return await response.json();
  } catch {
    throw new Unreachable();
  }
}

function problemFrom(response: Response, answer: unknown): Problem {
  const said = (typeof answer === "object" && answer !== null ? answer : {}) as Partial<{
    code: string;
    detail: string;
    errors: FieldError[];
  }>;
  return new Problem(
    response.status,
    said.code ?? "unknown",
    said.detail ?? "",
    Array.isArray(said.errors) ? said.errors : [],
    waitFrom(response.headers.get("Retry-After")),
    { ...said },
  );
}

/** `Retry-After` in either of its two forms (RFC 9110, 10.2.3). */
export function waitFrom(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null;
}
