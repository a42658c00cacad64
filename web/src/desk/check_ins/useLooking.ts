import { useEffect, useState } from "preact/hooks";
import type { Instant, ReviewItem, ReviewQueue } from "../../api/types.ts";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";
import { t } from "../words/index.ts";
import { afterDone, keyOf, without } from "./order.ts";
import type { Gone } from "./ReviewForm.tsx";
import { type Draft, drafts, keepDraft, keepLooked, looked, NOTHING, waiting } from "./sitting.ts";

/** One that could not be saved for good, with the words that would be lost otherwise. */
export type Lost = { name: string; why: Gone; written: Draft };
/** The list with when the server told it: taking one out here does not make it newer. */
export type ToldQueue = ReviewQueue & { told_at: number };

/** Takes what was looked at out of the list, and goes on to the next. */
export function useLooking(queue: Resource<ToldQueue>, go: (item: ReviewItem | null) => void) {
  const [lost, setLost] = useState<Lost | null>(null);
  useEffect(() => {
    if (queue.value) waiting.value = queue.value.items.length;
  }, [queue.value]);

  function leave(item: ReviewItem): void {
    const told = queue.value;
    const items = told?.items ?? [];
    const rest = without(items, keyOf(item));
    go(afterDone(items, keyOf(item)));
    if (told) queue.put({ ...told, items: rest });
    if (rest.length === 0) void queue.reload();
  }
  function onDone(item: ReviewItem, at: Instant, kept: Draft): void {
    const isChange = looked.value.some((one) => keyOf(one.item) === keyOf(item));
    keepLooked({ item, at, kept });
    announce(isChange ? t("review.changed") : t("review.saved", { name: item.client.shown_name }));
    setLost(null);
    if (!isChange) leave(item);
  }
  function onGone(item: ReviewItem, why: Gone, written: Draft): void {
    setLost({ name: item.client.shown_name, why, written });
    keepDraft(keyOf(item), NOTHING);
    leave(item);
  }
  return { lost, onDone, onGone };
}

/** Typed words live in memory alone: closing the page asks first. */
export function useStayAware(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (drafts.value.size > 0) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, []);
}
