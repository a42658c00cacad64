import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Operation, SentOperation } from "./operations.ts";

/** One database a person: what one of them wrote can never be read or sent as another. */
interface PersonSchema extends DBSchema {
  /** The server's last answers, shown while there is no network. */
  kept: { key: string; value: { key: string; value: unknown; at: number } };
  outbox: { key: string; value: Operation; indexes: { seq: number } };
  /** What the server has acknowledged, for the days in which it may yet lose it again. */
  sent: { key: string; value: SentOperation; indexes: { sent_at: number } };
  drafts: { key: string; value: { key: string; value: unknown; at: number } };
  facts: { key: string; value: { name: string; value: unknown } };
}
export type PersonDatabase = IDBPDatabase<PersonSchema>;
export const STORES = ["kept", "outbox", "sent", "drafts", "facts"] as const;

const open = new Map<string, Promise<PersonDatabase>>();

/** Called when another tab needs this one to let go, for a newer version or for a wipe. */
export const databaseEvents = { lost: (): void => undefined };

export function nameFor(person: string): string {
  return `companion-${person}`;
}

/** Throws when this browser keeps no storage, or an older app meets a newer database. */
export function personDatabase(person: string): Promise<PersonDatabase> {
  let database = open.get(person);
  if (!database) {
    database = openDB<PersonSchema>(nameFor(person), 1, {
      upgrade: createStores,
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        open.delete(person);
        databaseEvents.lost();
      },
      terminated: () => {
        open.delete(person);
      },
    });
    database.catch(() => open.delete(person));
    open.set(person, database);
  }
  return database;
}

function createStores(db: PersonDatabase): void {
  db.createObjectStore("kept", { keyPath: "key" });
  db.createObjectStore("outbox", { keyPath: "id" }).createIndex("seq", "seq");
  db.createObjectStore("sent", { keyPath: "id" }).createIndex("sent_at", "sent_at");
  db.createObjectStore("drafts", { keyPath: "key" });
  db.createObjectStore("facts", { keyPath: "name" });
}

/** Empties first and deletes second: another tab can delay the deletion, never the emptying. */
export async function erasePerson(person: string): Promise<void> {
  const db = await personDatabase(person);
  const tx = db.transaction(STORES, "readwrite", { durability: "strict" });
  await Promise.all([...STORES.map((store) => tx.objectStore(store).clear()), tx.done]);
  db.close();
  open.delete(person);
  await Promise.race([deleteDB(nameFor(person)), new Promise((done) => setTimeout(done, 2000))]);
}
