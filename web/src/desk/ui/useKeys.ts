import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

const OFF = "desk_keys";

/** Single letters can be turned off (WCAG 2.2, 2.1.4): a voice may press them by accident. */
export const lettersOn = signal(readSwitch());

export function turnLetters(on: boolean): void {
  lettersOn.value = on;
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "off");
  } catch {
    // A browser that keeps nothing: the switch then holds for this visit.
  }
}

/** What each key does while the component is shown. Keys typed into a field or dialog are left alone. */
export function useKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  latest.current = keys;
  // What is on the screen can be used: no key is lost to a page just drawn, none goes to the one before.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      const act = latest.current[event.key];
      if (!act || (event.key !== "?" && !lettersOn.value)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("textarea, select, input:not([type='checkbox'])");
}

function readSwitch(): boolean {
  try {
    return localStorage.getItem(OFF) !== "off";
  } catch {
    return true;
  }
}
