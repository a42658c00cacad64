import { useLocation } from "preact-iso";
import { useLayoutEffect, useState } from "preact/hooks";
import type { ProgrammeDetail } from "../../api/programs.ts";
import { same, type Draft, type History } from "./edit.ts";

/** What was being written when somebody left a programme, for as long as the window is open. */
export const unsaved = new Map<string, { base: ProgrammeDetail; history: History }>();

export const draftOf = ({ name, design }: ProgrammeDetail): Draft => ({ name, design });

export const isDirty = (base: ProgrammeDetail, draft: Draft): boolean => !same(draftOf(base), draft);

/** Asks before a link leads away from what is not saved. Returns where it led, while asking. */
export function useLeaving(dirty: boolean): { to: string | null; leave: () => void; stay: () => void } {
  const { route } = useLocation();
  const [to, setTo] = useState<string | null>(null);
  useLayoutEffect(() => {
    if (!dirty) return;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target || link.origin !== location.origin) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      setTo(link.pathname + link.search);
    };
    addEventListener("beforeunload", unload);
    document.addEventListener("click", click, true);
    return () => {
      removeEventListener("beforeunload", unload);
      document.removeEventListener("click", click, true);
    };
  }, [dirty]);

  function leave(): void {
    if (to) route(to);
    setTo(null);
  }
  return { to, leave, stay: () => setTo(null) };
}
