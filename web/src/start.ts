import { computed, signal } from "@preact/signals";
import { call } from "./api/call.ts";
import type { CentreHelp, Start } from "./api/types.ts";
import { noticeEpoch } from "./offline/epoch.ts";
import { phoneFact, setPhoneFact } from "./offline/phone.ts";
import { myDatabase, outboxChanged, sendNow } from "./offline/sync.ts";
import { storageWorks } from "./person.ts";

/** Raised when the server can no longer understand what older versions of this app send. */
const CLIENT = 1;

/** What the server tells everybody; null until it has been reached. */
export const start = signal<Start | null>(null);
export const centreHelp = signal<CentreHelp | null>(null);
export const tooOld = computed(() => (start.value?.min_client ?? 0) > CLIENT);

export async function askStart(): Promise<void> {
  try {
    if (storageWorks.value) centreHelp.value = (await phoneFact("help")) ?? null;
    start.value = await call("GET /api/start", { person: null });
    centreHelp.value = start.value.help;
    if (storageWorks.value) await setPhoneFact("help", start.value.help);
    await resendAfterRestore(start.value.server_epoch);
  } catch {
    // Without a network everything that is needed in a bad moment is here already.
  }
}

async function resendAfterRestore(epoch: string | null): Promise<void> {
  if (!epoch) return;
  const db = await myDatabase();
  if (db && (await noticeEpoch(db, epoch)) > 0) {
    await outboxChanged();
    await sendNow();
  }
}
