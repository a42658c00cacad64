import { useLayoutEffect, useRef } from "preact/hooks";

const TREMBLE_MS = 400;

/** A finger that taps twice answers once: the second tap would fall on the next question. */
export function useSteady(place: unknown): (event: MouseEvent) => void {
  const shownAt = useRef(0);
  // As part of drawing: on a busy phone the second tap comes before anything that runs after it.
  useLayoutEffect(() => {
    shownAt.current = performance.now();
  }, [place]);
  return (event) => {
    if (event.detail > 1 && performance.now() - shownAt.current < TREMBLE_MS) event.stopPropagation();
  };
}
