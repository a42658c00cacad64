import { call, caller } from "./api/call.ts";
import { erasePerson } from "./offline/database.ts";
import { isOwn, type Refusal } from "./offline/operations.ts";
import { dropPhoneFact, setPhoneFact } from "./offline/phone.ts";
import { readPlanEdit } from "./offline/plan.ts";
import { myDatabase } from "./offline/sync.ts";
import { me, storageWorks, tellServerOfSignOut } from "./person.ts";
import { unsubscribe } from "./push/subscription.ts";

const PATIENCE_MS = 5000;

export type Unsent = { kind: string; entity: string; body: unknown; made_at: number; refusal: Pick<Refusal, "code"> | null };

/** What would be lost by signing out now: what waits, what was refused, and a change of the plan. */
export async function unsentEntries(): Promise<Unsent[]> {
  const db = await myDatabase();
  if (!db) return [];
  const own: Unsent[] = (await db.getAllFromIndex("outbox", "seq")).filter(isOwn);
  const edit = await readPlanEdit(db);
  return edit ? [...own, { kind: "plan", entity: String(edit.base), body: edit.content, made_at: edit.made_at, refusal: edit.refusal }] : own;
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
  await Promise.race([tellServer(), new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  location.replace("/");
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
    await Promise.race([unsubscribe(registration).catch(() => undefined), new Promise((done) => setTimeout(done, 2000))]);
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
