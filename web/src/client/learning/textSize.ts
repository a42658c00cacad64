import { signal } from "@preact/signals";
import { myDatabase } from "../../offline/sync.ts";

/** How large the letters of a text are, beside what the phone itself is set to. */
export const SIZES = ["small", "usual", "large", "huge"] as const;
export type Size = (typeof SIZES)[number];

const FACT = "text_size";
export const size = signal<Size>("usual");

/** What was chosen on this phone; to be waited for before a text is shown, so that it does not jump. */
export async function loadSize(): Promise<void> {
  const db = await myDatabase().catch(() => null);
  const known = (await db?.get("facts", FACT).catch(() => undefined))?.value;
  size.value = SIZES.find((one) => one === known) ?? "usual";
}

/** One step; at either end nothing happens. */
export async function step(by: 1 | -1): Promise<void> {
  const next = SIZES[SIZES.indexOf(size.value) + by];
  if (!next) return;
  size.value = next;
  const db = await myDatabase().catch(() => null);
  await db?.put("facts", { name: FACT, value: next }).catch(() => undefined);
}
