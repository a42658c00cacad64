import { signal } from "@preact/signals";

const said = signal("");

/** Has a screen reader say something that is only seen otherwise. */
export function announce(sentence: string): void {
  said.value = "";
  requestAnimationFrame(() => {
    said.value = sentence;
  });
}

export function Live() {
  return <div class="sr-only" role="status" aria-live="polite">{said.value}</div>;
}
