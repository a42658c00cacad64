import { useEffect, useRef } from "preact/hooks";

const TREMBLE_MS = 400;

/** A finger that taps twice answers once: the second tap would fall on the next question. */
export function useSteady(place: unknown): (event: MouseEvent) => void {
  const shownAt = useRef(0);
  useEffect(() => {
    shownAt.current = performance.now();
  }, [place]);
  return (event) => {
    if (event.detail > 1 && performance.now() - shownAt.current < TREMBLE_MS) event.stopPropagation();
  };
}
