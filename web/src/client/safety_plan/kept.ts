import { call, caller } from "../../api/call.ts";
import type { Card, CardContent } from "../../api/safety.ts";
import { keep, kept } from "../../offline/kept.ts";
import { dropPhoneFact, phoneFact, setPhoneFact } from "../../offline/phone.ts";
import { queuedAndSent } from "../../offline/outbox.ts";
import { myDatabase } from "../../offline/sync.ts";
import { storageWorks } from "../../person.ts";
import { allowed, isEmpty } from "./content.ts";
import { contentNow } from "./queue.ts";

export const CARD = "card";
const OLD_MS = 30 * 60_000;

export function loadCard(): Promise<Card> {
  return call("GET /api/safety-plan");
}

/** The plan as this phone has it, without asking anybody. */
export async function keptContent(): Promise<CardContent | null> {
  const db = await myDatabase().catch(() => null);
  if (!db) return null;
  const [card, { queued, sent }] = await Promise.all([kept<Card>(db, CARD), queuedAndSent(db)]);
  return contentNow(card?.value ?? null, card?.at ?? null, queued, sent);
}

/** What helps, by the client's own words; `key` stays the same while the words change. */
export async function copingSkills(): Promise<{ key: string; text: string }[]> {
  const content = await keptContent().catch(() => null);
  return (content?.coping ?? []).map(({ id, text }) => ({ key: id, text }));
}

/** Whoever never opens the plan has it with them too, as their counselor last wrote it. */
export async function keepCardFresh(): Promise<void> {
  const person = caller.person;
  const db = await myDatabase().catch(() => null);
  if (!db || !navigator.onLine) return;
  const at = (await kept<Card>(db, CARD))?.at;
  if (at !== undefined && Date.now() - at < OLD_MS) return;
  try {
    await keep(db, CARD, await loadCard());
    const content = await keptContent();
    if (content) await showSignedOut(content, person);
  } catch {
    // What is here already is shown.
  }
}

/**
 * Puts on the phone itself what the client lets be seen while signed out, or takes it off. `person` is
 * whose plan it is: whoever has begun to sign out meanwhile leaves nothing behind.
 */
export async function showSignedOut(content: CardContent, person: string | null = caller.person): Promise<void> {
  if (!storageWorks.value || person === null) return;
  const shown = allowed(content);
  const card = await phoneFact("card");
  if (caller.person !== person) return;
  if (!isEmpty(shown)) await setPhoneFact("card", { person, content: shown });
  else if (card?.person === person) await dropPhoneFact("card");
}
