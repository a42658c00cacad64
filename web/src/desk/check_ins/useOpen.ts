import { useRef } from "preact/hooks";
import type { ReviewItem } from "../../api/types.ts";
import { keyOf } from "./order.ts";
import { drafts, type Looked, wordsAbout } from "./sitting.ts";

/** What is open. Whoever is writing keeps it before them, though a colleague may have looked by now. */
export function useOpen(items: readonly ReviewItem[], openKey: string | null, done: Looked | null): ReviewItem | null {
  const last = useRef<ReviewItem | null>(null);
  const found = items.find((item) => keyOf(item) === openKey) ?? done?.item ?? (openKey && wordsAbout(openKey)) ?? null;
  if (found || !last.current || keyOf(last.current) !== openKey || !isInUse(openKey)) last.current = found || null;
  return last.current;
}

function isInUse(key: string): boolean {
  return drafts.value.has(key) || document.activeElement?.closest("form.desk-review") != null;
}
