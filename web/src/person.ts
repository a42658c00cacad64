import { signal } from "@preact/signals";
import { call, caller } from "./api/call.ts";
import { Problem } from "./api/problem.ts";
import type { Me } from "./api/types.ts";
import { phoneLanguage, speak } from "./i18n/index.ts";
import { personDatabase } from "./offline/database.ts";
import { keep, kept } from "./offline/kept.ts";
import { dropCardOfAnother, dropPhoneFact, phoneFact, setPhoneFact } from "./offline/phone.ts";

/** `ended`: the server closed this sign-in; what is unsent stays on the phone, unseen. */
export type Who =
  | { state: "starting" }
  | { state: "out"; ended: boolean }
  | { state: "in"; me: Me };

export const who = signal<Who>({ state: "starting" });
/** False in a browser that keeps nothing: the app then works with a network only. */
export const storageWorks = signal(true);
/** The cookie was still here but everything kept on the phone had gone. */
export const storageWasCleared = signal(false);

/** The person signed in. Only for screens that are shown to nobody else. */
export function me(): Me {
  if (who.value.state !== "in") throw new Error("nobody is signed in");
  return who.value.me;
}

/** Whether they have begun to sign out: from then on nothing of theirs is written to this phone any more. */
export function isLeaving(): boolean {
  return who.value.state === "in" && caller.person === null;
}

/** Shows at once whom this phone belongs to, and asks the server afterwards. */
export async function startPerson(): Promise<void> {
  caller.onSignInNeeded = endSignIn;
  caller.onOtherPerson = () => void askWho();
  const known = await fromPhone();
  await speak(known?.language ?? phoneLanguage());
  if (known) {
    signedIn(known);
    void askWho();
  } else {
    // Not waited for: the help page is there for whoever is signed out on a network that hangs.
    void learnWho();
  }
}

async function learnWho(): Promise<void> {
  if (await tellServerOfSignOut()) await askWho();
  else who.value = { state: "out", ended: false };
}

async function fromPhone(): Promise<Me | null> {
  try {
    const person = await phoneFact("person");
    return person ? ((await kept<Me>(await personDatabase(person), "me"))?.value ?? null) : null;
  } catch {
    storageWorks.value = false;
    return null;
  }
}

/** A sign-out made without a network comes before anything else. True: nothing is left to tell. */
export async function tellServerOfSignOut(): Promise<boolean> {
  if (!storageWorks.value || !(await phoneFact("sign_out_pending"))) return true;
  try {
    await call("DELETE /api/sign-ins/{id}", { path: { id: "current" }, person: null });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) return false;
  }
  await dropPhoneFact("sign_out_pending");
  return true;
}

/** Whose cookie this really is: somebody else may have signed in from another tab. */
async function askWho(): Promise<void> {
  const before = who.value.state === "in" ? who.value.me.id : null;
  const signIns = caller.signIns;
  try {
    const answer = before === null ? await meAtStart() : await call("GET /api/me", { person: null });
    if (signIns !== caller.signIns) return; // somebody signed in meanwhile: this is of before
    if (!answer) return endSignIn();
    storageWasCleared.value = before === null && storageWorks.value && !(await phoneFact("person"));
    if (before !== null && before !== answer.id) location.replace("/");
    await adopt(answer);
  } catch {
    if (who.value.state === "starting") who.value = { state: "out", ended: false };
  }
}

/** Asked of a phone that knows nobody: "nobody" is an ordinary answer there, not a refusal. */
async function meAtStart(): Promise<Me | null> {
  return (await call("GET /api/start", { person: null })).me;
}

/** From now on this phone is theirs, until they sign out or somebody else signs in. */
export async function adopt(answer: Me): Promise<void> {
  if (isLeaving()) return;
  await rememberPerson(answer);
  await speak(answer.language);
  if (!isLeaving()) signedIn(answer);
}

async function rememberPerson(answer: Me): Promise<void> {
  if (!storageWorks.value) return;
  try {
    await setPhoneFact("person", answer.id);
    await dropCardOfAnother(answer.id);
    if (!isLeaving()) await keep(await personDatabase(answer.id), "me", answer);
  } catch {
    storageWorks.value = false;
  }
}

function signedIn(answer: Me): void {
  if (who.value.state !== "in" || who.value.me.id !== answer.id) caller.signIns += 1;
  caller.person = answer.id;
  who.value = { state: "in", me: answer };
}

/** Hides the record at once; the queue stays for the same person's next sign-in. */
function endSignIn(): void {
  // They are on their way out by their own wish: the next page says so, once this one has been wiped.
  if (isLeaving()) return;
  const wasIn = who.value.state === "in";
  caller.person = null;
  if (wasIn || who.value.state === "starting") who.value = { state: "out", ended: wasIn };
}
