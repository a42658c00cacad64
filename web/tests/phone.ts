import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { type PersonDatabase, personDatabase } from "../src/offline/database.ts";
import { newId } from "../src/ids.ts";
import type { Entry } from "../src/offline/operations.ts";

export const ROBIN = "018f0000-0000-7000-8000-00000000000a";
export const BLAKE = "018f0000-0000-7000-8000-00000000000b";

/** A phone nobody has used yet. */
export function newPhone(): void {
  globalThis.indexedDB = new IDBFactory();
}

let person = 0;

/** A person with an empty database of their own. */
export async function newPerson(): Promise<{ id: string; db: PersonDatabase }> {
  person += 1;
  const id = `018f0000-0000-7000-8000-${String(person).padStart(12, "0")}`;
  return { id, db: await personDatabase(id) };
}

export function craving(intensity = 6, note: string | null = null): Entry {
  return {
    kind: "craving_log", entity: newId(),
    body: { intensity, triggers: ["lonely"], note, occurred_at: "2026-11-21T20:00:00-05:00", zone: "America/New_York" },
  };
}
