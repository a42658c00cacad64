import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { call } from "../../api/call.ts";
import { who } from "../../person.ts";

/** How many lines of the inbox are new, as far as this page has been told; null until it has. */
export const unseen = signal<number | null>(null);

const AT_MOST_EVERY = 60_000;
let askedAt = 0;
let owner: string | null = null;

effect(() => {
  const now = who.value.state === "in" ? who.value.me.id : null;
  if (now === owner) return;
  owner = now;
  unseen.value = null;
  askedAt = 0;
});

/** Keeps the number up to date: once a minute at the most, and only while somebody looks. */
export function useUnseen(): number | null {
  useEffect(() => {
    void ask();
    const timer = setInterval(() => void ask(), AT_MOST_EVERY);
    const looked = () => void ask();
    addEventListener("focus", looked);
    document.addEventListener("visibilitychange", looked);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", looked);
      document.removeEventListener("visibilitychange", looked);
    };
  }, []);
  return unseen.value;
}

async function ask(): Promise<void> {
  if (document.visibilityState !== "visible" || Date.now() - askedAt < AT_MOST_EVERY) return;
  askedAt = Date.now();
  const asker = owner;
  try {
    const answer = await call("GET /api/notices/unseen");
    if (asker === owner) unseen.value = answer.unseen;
  } catch {
    // Only a number beside a word: the inbox itself says when there is no connection.
  }
}
