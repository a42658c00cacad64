import { call } from "../../api/call.ts";
import type { Card, CardContent } from "../../api/safety.ts";
import { keep, kept } from "../../offline/kept.ts";
import { dropPhoneFact, phoneFact, setPhoneFact } from "../../offline/phone.ts";
import { myDatabase } from "../../offline/sync.ts";
import { me, storageWorks, who } from "../../person.ts";
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
  const [card, queued, sent] = await Promise.all([
    kept<Card>(db, CARD), db.getAllFromIndex("outbox", "seq"), db.getAllFromIndex("sent", "sent_at"),
  ]);
  return contentNow(card?.value ?? null, card?.at ?? null, queued, sent);
}

/** What helps, by the client's own words; `key` stays the same while the words change. */
export async function copingSkills(): Promise<{ key: string; text: string }[]> {
  const content = await keptContent().catch(() => null);
  return (content?.coping ?? []).map(({ id, text }) => ({ key: id, text }));
}

/** Whoever never opens the plan has it with them too, as their counselor last wrote it. */
export async function keepCardFresh(): Promise<void> {
  const db = await myDatabase().catch(() => null);
  if (!db || !navigator.onLine) return;
  const at = (await kept<Card>(db, CARD))?.at;
  if (at !== undefined && Date.now() - at < OLD_MS) return;
  try {
    await keep(db, CARD, await loadCard());
    const content = await keptContent();
    if (content) await showSignedOut(content);
  } catch {
    // What is here already is shown.
  }
}

/** Puts on the phone itself what the client lets be seen while signed out, or takes it off. */
export async function showSignedOut(content: CardContent): Promise<void> {
  if (!storageWorks.value || who.value.state !== "in") return;
  const shown = allowed(content);
  if (isEmpty(shown)) {
    if ((await phoneFact("card"))?.person === me().id) await dropPhoneFact("card");
  } else {
    await setPhoneFact("card", { person: me().id, content: shown });
  }
}
