import { useLayoutEffect } from "preact/hooks";
import type { ReviewItem } from "../../api/types.ts";
import { useKeys } from "../ui/useKeys.ts";
import { neighbour } from "./order.ts";
import { holdsKey } from "./press.ts";
import { moveFocus } from "./QueueList.tsx";

type Desk = {
  items: readonly ReviewItem[];
  openKey: string | null;
  go: (item: ReviewItem) => void;
  showHelp: () => void;
  /** With a check-in open: elsewhere, for the client, or bringing a session forward. */
  leave: (where: "client" | "brief") => void;
  forward: () => void;
};

/** The review desk without a mouse. Enter is the link's own, Ctrl + Enter the form's. */
export function useDeskKeys({ items, openKey, go, showHelp, leave, forward }: Desk): void {
  const step = (steps: 1 | -1) => {
    const list = document.querySelector<HTMLElement>(".desk-queue");
    if (openKey === null) {
      if (list) moveFocus(list, steps);
      return;
    }
    const to = neighbour(items, openKey, steps);
    if (to) go(to);
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    n: () => field(0)?.focus(),
    l: () => field(1)?.focus(),
    a: () => document.querySelector<HTMLButtonElement>(".desk-clock button")?.click(),
    o: () => document.querySelector<HTMLSelectElement>("form.desk-review select")?.focus(),
    c: () => openKey && leave("client"),
    b: () => openKey && leave("brief"),
    s: () => openKey && forward(),
    "?": showHelp,
  });
  useLayoutEffect(() => {
    const save = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
      const form = document.querySelector<HTMLFormElement>("form.desk-review");
      if (!form) return;
      event.preventDefault();
      // A key held down too long would go through the whole list.
      if (event.repeat) return;
      form.requestSubmit();
      holdsKey(true);
    };
    const letGo = (event: KeyboardEvent) => {
      if (event.key === "Control" || event.key === "Meta") holdsKey(false);
    };
    document.addEventListener("keydown", save);
    document.addEventListener("keyup", letGo);
    return () => {
      document.removeEventListener("keydown", save);
      document.removeEventListener("keyup", letGo);
    };
  }, []);
}

function field(place: 0 | 1): HTMLTextAreaElement | undefined {
  return document.querySelectorAll<HTMLTextAreaElement>("form.desk-review textarea")[place];
}
