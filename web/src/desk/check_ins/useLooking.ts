import { useEffect, useRef } from "preact/hooks";
import type { Instant, ReviewItem } from "../../api/types.ts";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";
import { t } from "../words/index.ts";
import { afterDone, keyOf, without } from "./order.ts";
import { wentOn } from "./press.ts";
import { type Draft, drafts, keepLeft, keepLooked, keepLost, looked, type Lost, lost, NOTHING, waiting } from "./sitting.ts";
import type { ToldQueue } from "./useQueue.ts";

type Here = { queue: Resource<ToldQueue>; openKey: string | null; go: (item: ReviewItem | null) => void };

/** Takes what was looked at out of the list, and goes on to the next with whoever is still there. */
export function useLooking(queue: Resource<ToldQueue>, openKey: string | null, go: Here["go"]) {
  // An answer may come long after it was asked for: what counts is where the reader is by then.
  const here = useRef<Here | null>(null);
  here.current = { queue, openKey, go };
  useEffect(() => () => { here.current = null; }, []);
  useEffect(() => {
    if (queue.value) waiting.value = queue.value.items.length;
  }, [queue.value]);

  /** `waited`: how long the answer took, in ms; null: they are writing on, and stay. */
  function leave(key: string, waited: number | null): void {
    const now = here.current;
    const items = now?.queue.value?.items ?? [];
    const next = afterDone(items, key);
    keepLeft(key, Date.now());
    if (waited !== null && now?.openKey === key) {
      if (next) wentOn(keyOf(next), waited);
      now.go(next);
    }
    if (now && without(items, key).length === 0) void now.queue.reload();
  }
  function onDone(item: ReviewItem, at: Instant, kept: Draft, sent: Draft, waited: number): void {
    const isChange = looked.value.some((one) => keyOf(one.item) === keyOf(item));
    const isAll = keepLooked({ item, at, kept }, sent);
    announce(isChange ? t("review.changed") : t("review.saved", { name: item.client.shown_name }));
    if (!isChange) leave(keyOf(item), isAll ? waited : null);
  }
  function onGone(item: ReviewItem, why: Lost["why"], sent: Draft, waited: number): void {
    leave(keyOf(item), keepLost(item, why, sent) ? waited : null);
  }
  return { onDone, onGone };
}

/** Words live in memory alone: closing the page asks first. */
export function useStayAware(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      const isUnread = lost.value.some(({ written }) => written.note !== NOTHING.note || written.line !== NOTHING.line);
      if (drafts.value.size > 0 || isUnread) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, []);
}
