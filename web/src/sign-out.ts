import { call, caller } from "./api/call.ts";
import type { Reflections } from "./api/learning.ts";
import { erasePerson, type PersonDatabase } from "./offline/database.ts";
import { kept } from "./offline/kept.ts";
import { isOwn, type Refusal } from "./offline/operations.ts";
import { dropPhoneFact, setPhoneFact } from "./offline/phone.ts";
import { readPlanEdit } from "./offline/plan.ts";
import { releaseAll } from "./offline/outbox.ts";
import { myDatabase, outboxChanged, sendNow } from "./offline/sync.ts";
import { me, storageWorks, tellServerOfSignOut } from "./person.ts";
import { unsubscribe } from "./push/subscription.ts";

const PATIENCE_MS = 5000;
const LOOK_AGAIN_MS = 200;
const REFLECTION = "reflection:";

export type Unsent = { kind: string; entity: string; body: unknown; made_at: number; refusal: Pick<Refusal, "code"> | null };

/** Why words that were typed and not kept yet are not sent. */
export const NOT_KEPT = "not_kept";

/** What would be lost by signing out now: what waits, what was refused, a change of the plan, and words typed to a text. */
export async function unsentEntries(): Promise<Unsent[]> {
  const db = await myDatabase();
  if (!db) return [];
  const own: Unsent[] = [...(await db.getAllFromIndex("outbox", "seq")).filter(isOwn), ...(await typedWords(db))];
  const edit = await readPlanEdit(db);
  return edit ? [...own, { kind: "plan", entity: String(edit.base), body: edit.content, made_at: edit.made_at, refusal: edit.refusal }] : own;
}

/**
 * Sends what waits, as far as it goes within a few seconds, and says what is left. Nobody is asked
 * what should happen to an entry that is on its way, or that was held back for a second thought.
 */
export async function sendBeforeLeaving(): Promise<Unsent[]> {
  const db = await myDatabase();
  if (!db) return [];
  const endsAt = Date.now() + PATIENCE_MS;
  await releaseAll(db);
  await outboxChanged();
  for (;;) {
    const went = await Promise.race([sendNow(), waited(endsAt - Date.now())]);
    const left = await unsentEntries();
    // "busy": another pass is under way, which may be sending just these.
    if (left.length === 0 || went !== "busy" || Date.now() >= endsAt) return left;
    await waited(LOOK_AGAIN_MS);
  }
}

/** Answers to the questions of a text as they are being written, where they are not what was kept already. */
async function typedWords(db: PersonDatabase): Promise<Unsent[]> {
  const rows = await db.getAll("drafts", IDBKeyRange.bound(REFLECTION, `${REFLECTION}\uffff`));
  const known = (await kept<Reflections>(db, "reflections"))?.value.items ?? [];
  return rows.flatMap(({ key: name, value, at }) => {
    const [key = "", prompt_id = ""] = name.slice(REFLECTION.length).split(":");
    const before = known.find((one) => one.key === key && one.prompt_id === prompt_id);
    const words = String(value).trim();
    if (words === "" || words === before?.words) return [];
    const body = { key, prompt_id, prompt: before?.prompt ?? null, words };
    return [{ kind: "reflection", entity: name.slice(REFLECTION.length), body, made_at: at, refusal: { code: NOT_KEPT } }];
  });
}

/** This phone first, with or without a network; then the server, now or at the next start. */
export async function signOut(options: { keepCard?: boolean } = {}): Promise<void> {
  const person = me().id;
  if (storageWorks.value) await setPhoneFact("sign_out_pending", true);
  caller.person = null;
  if (storageWorks.value && !options.keepCard) await dropPhoneFact("card");
  await wipe(person);
  // Once more: a write that was on its way when this began may have come after the first.
  if (storageWorks.value && !options.keepCard) await dropPhoneFact("card");
  await Promise.race([tellServer(), waited(PATIENCE_MS)]);
  location.replace("/");
}

function waited(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

async function tellServer(): Promise<void> {
  if (storageWorks.value) await tellServerOfSignOut();
  else await call("DELETE /api/sign-ins/{id}", { path: { id: "current" }, person: null }).catch(() => undefined);
}

async function wipe(person: string): Promise<void> {
  sessionStorage.clear();
  localStorage.clear();
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (registration) {
    for (const shown of await registration.getNotifications()) shown.close();
    // The browser's push service may be out of reach; the server forgets this phone in any case.
    await Promise.race([unsubscribe(registration).catch(() => undefined), waited(2000)]);
  }
  if (!storageWorks.value) return;
  await dropPhoneFact("push");
  await erasePerson(person);
  await dropPhoneFact("person");
}

/** The unsent entries as a file in the person's own hands. */
export function fileOf(entries: Unsent[]): Blob {
  const plain = entries.map(({ kind, entity, body, made_at, refusal }) => ({
    kind, id: entity, written_at: new Date(made_at).toISOString(), content: body, not_sent_because: refusal?.code ?? "waiting",
  }));
  return new Blob([JSON.stringify(plain, null, 2)], { type: "application/json" });
}
