import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { CardContent } from "../api/safety.ts";
import type { CentreHelp } from "../api/types.ts";

/** What this installation knows apart from anybody's record: whose phone it is now, no more. */
export type PhoneFacts = {
  person: string;
  /** How to reach the centre, for the help page before anybody has signed in. */
  help: CentreHelp;
  /** Signed out while there was no network: the server has still to be told. */
  sign_out_pending: true;
  push: { id: string; endpoint: string; key: string };
  /** Of somebody's plan for hard moments what they let be seen here while nobody is signed in. */
  card: { person: string; content: CardContent };
};
type Fact = keyof PhoneFacts;

interface PhoneSchema extends DBSchema {
  facts: { key: string; value: { name: string; value: PhoneFacts[Fact] } };
}

let opened: Promise<IDBPDatabase<PhoneSchema>> | null = null;

function phone(): Promise<IDBPDatabase<PhoneSchema>> {
  opened ??= openDB<PhoneSchema>("companion", 1, {
    upgrade: (db) => {
      db.createObjectStore("facts", { keyPath: "name" });
    },
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  });
  return opened;
}

/** Throws when this browser keeps no storage (a private window of some browsers). */
export async function phoneFact<F extends Fact>(name: F): Promise<PhoneFacts[F] | undefined> {
  const row = await (await phone()).get("facts", name);
  return row?.value as PhoneFacts[F] | undefined;
}

export async function setPhoneFact<F extends Fact>(name: F, value: PhoneFacts[F]): Promise<void> {
  const tx = (await phone()).transaction("facts", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.put({ name, value }), tx.done]);
}

export async function dropPhoneFact(name: Fact): Promise<void> {
  const tx = (await phone()).transaction("facts", "readwrite", { durability: "strict" });
  await Promise.all([tx.store.delete(name), tx.done]);
}

/** Looked at and dropped in one step: their own, written by another screen in between, stays. */
export async function dropCardOfAnother(person: string): Promise<void> {
  const tx = (await phone()).transaction("facts", "readwrite", { durability: "strict" });
  const card = (await tx.store.get("card"))?.value as PhoneFacts["card"] | undefined;
  if (card && card.person !== person) await tx.store.delete("card");
  await tx.done;
}
