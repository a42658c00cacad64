import { useLocation } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";

/** Asks before a link leads away from unsaved words. The back button keeps them (`useEditor`). */
export function useLeaveGuard(isDirty: boolean): { wanted: string | null; leave: () => void; stay: () => void } {
  const { route } = useLocation();
  const [wanted, setWanted] = useState<string | null>(null);
  const dirty = useRef(isDirty);
  dirty.current = isDirty;
  useEffect(() => {
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!dirty.current || !(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.origin !== location.origin) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(link.pathname + link.search);
    };
    addEventListener("click", ask, { capture: true });
    return () => removeEventListener("click", ask, { capture: true });
  }, []);
  return {
    wanted,
    stay: () => setWanted(null),
    leave: () => {
      dirty.current = false;
      const to = wanted;
      setWanted(null);
      if (to) route(to);
    },
  };
}
