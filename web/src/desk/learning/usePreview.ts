import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { StaffText, TextPreview } from "../../api/learning_desk.ts";
import { Problem, Unreachable } from "../../api/problem.ts";
import { AT_MOST_BYTES, sizeOf } from "./source.ts";

const QUIET_MS = 500;

export type Preview = {
  /** `looked`: what is shown is about the text as it stands. */
  state: "empty" | "looking" | "looked" | "offline" | "failed" | "too_big";
  /** The last that was found; stays while the next is on its way. */
  found: TextPreview | null;
  /** The last that could be read. */
  text: StaffText | null;
  again: () => void;
};

/** Has the server look at what is being written, shortly after the last letter. */
export function usePreview(source: string): Preview {
  const [shown, setShown] = useState<Omit<Preview, "again">>({ state: "empty", found: null, text: null });
  const [asked, setAsked] = useState(0);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    if (source.trim() === "") return setShown({ state: "empty", found: null, text: null });
    if (sizeOf(source) > AT_MOST_BYTES) return setShown((old) => ({ ...old, state: "too_big" }));
    setShown((old) => ({ ...old, state: "looking" }));
    const timer = setTimeout(() => void look(), QUIET_MS);

    async function look(): Promise<void> {
      try {
        const found = await call("POST /api/curriculum-previews", { body: { source } });
        if (mine === turn.current) setShown((old) => ({ state: "looked", found, text: found.text ?? old.text }));
      } catch (error) {
        if (mine !== turn.current) return;
        const state = error instanceof Problem && error.status === 413 ? "too_big" : error instanceof Unreachable ? "offline" : "failed";
        setShown((old) => ({ ...old, state }));
      }
    }
    return () => clearTimeout(timer);
  }, [source, asked]);
  return { ...shown, again: () => setAsked((count) => count + 1) };
}
