import type { RefObject } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import type { ModuleText } from "../../api/learning.ts";
import { keepPlace, placesNow, tellPlace } from "./places.ts";
import { type OwnReading, placeAfter } from "./progress.ts";

const WRITE_EVERY_MS = 3000;

export type Following = { blockNow: () => number; finish: () => void };

/**
 * Follows which block is the first on the screen. It is kept on the phone every few seconds and when
 * the page is hidden or left, so that a killed page loses a line or two; the server is told on leaving.
 */
export function usePlace(text: ModuleText, began: OwnReading | null, article: RefObject<HTMLElement | null>, ready: boolean): Following {
  const block = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // Whoever has finished and looks around a little has not begun again.
  const done = useRef(false);

  const write = useCallback(async (finished = false) => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const known = placesNow().get(text.key);
    const next = placeAfter(known, began, text, block.current, finished, new Date());
    if (next) await keepPlace(next);
  }, [text]);

  useEffect(() => {
    if (!ready || !article.current) return;
    const seen = new Set<number>();
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const number = Number((entry.target as HTMLElement).dataset["block"]);
        if (entry.isIntersecting) seen.add(number);
        else seen.delete(number);
      }
      // Beyond the text there are only our own words: the last block seen stays.
      if (seen.size === 0 || done.current) return;
      block.current = Math.min(...seen);
      timer.current ??= setTimeout(() => void write(), WRITE_EVERY_MS);
    }, { rootMargin: "-72px 0px 0px 0px" });
    for (const element of article.current.querySelectorAll("[data-block]")) observer.observe(element);
    const leave = () => void (done.current ? null : write().then(() => tellPlace(text.key)));
    const looked = () => {
      if (document.visibilityState === "hidden") leave();
    };
    document.addEventListener("visibilitychange", looked);
    addEventListener("pagehide", leave);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", looked);
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [ready, text]);

  return {
    blockNow: () => block.current,
    finish: () => {
      block.current = Math.max(0, text.blocks.length - 1);
      done.current = true;
      void write(true).then(() => tellPlace(text.key));
    },
  };
}
