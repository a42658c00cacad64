import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PlanContent, PlanDraft } from "../../api/plan.ts";
import { EMPTY_PLAN, same } from "../../client/plan/content.ts";

/** What is being written, on which version, and out of which draft it came. */
export type Writing = { content: PlanContent; base: number; from_draft: string | null; why: string };
const UNDO_AT_MOST = 200;

/**
 * What somebody left unsaved by going back or away. In this tab's memory and nowhere else: the desk
 * keeps nothing on the device.
 */
const left = new Map<string, Writing>();

export type Editor = Writing & {
  isDirty: boolean;
  wasRestored: boolean;
  canUndo: boolean;
  change: (content: PlanContent) => void;
  say: (why: string) => void;
  undo: () => void;
  /** Begins anew from what the server has, or from a draft that is taken in. */
  start: (content: PlanContent | null, version: number, draft?: PlanDraft) => void;
  /** The server has what was `sent` and `said` of it. What was typed meanwhile stays, on the version that became. */
  stored: (sent: PlanContent, said: string, content: PlanContent | null, version: number) => void;
  /** The server keeps what was `sent` as a draft. What was typed meanwhile stays as it is. */
  lost: (sent: PlanContent, content: PlanContent | null, version: number) => void;
};

export function useEditor(client: string, saved: PlanContent | null, version: number): Editor {
  const known = left.get(client);
  const [writing, setWriting] = useState<Writing>(known ?? { content: saved ?? EMPTY_PLAN, base: version, from_draft: null, why: "" });
  const [past, setPast] = useState<PlanContent[]>([]);
  const [wasRestored, setRestored] = useState(known !== undefined);
  const isDirty = writing.from_draft !== null || !same(writing.content, saved ?? EMPTY_PLAN);
  const now = useRef({ writing, isDirty });
  now.current = { writing, isDirty };

  // As part of drawing: whoever comes straight back finds what was left.
  useLayoutEffect(() => {
    left.delete(client);
    const warn = (event: BeforeUnloadEvent) => {
      if (now.current.isDirty) event.preventDefault();
    };
    addEventListener("beforeunload", warn);
    return () => {
      removeEventListener("beforeunload", warn);
      if (now.current.isDirty) left.set(client, now.current.writing);
    };
  }, [client]);

  useEffect(() => {
    // Somebody else's version, or our own come back: taken over only where nothing would be lost.
    if (!now.current.isDirty || same(now.current.writing.content, saved)) setWriting((old) => ({ ...old, content: saved ?? EMPTY_PLAN, base: version }));
  }, [version]);

  return {
    ...writing, isDirty, wasRestored, canUndo: past.length > 0,
    change: (content) => {
      setPast([...past, writing.content].slice(-UNDO_AT_MOST));
      setWriting({ ...writing, content });
    },
    say: (why) => setWriting({ ...writing, why }),
    undo: () => {
      const last = past.at(-1);
      if (!last) return;
      setPast(past.slice(0, -1));
      setWriting({ ...writing, content: last });
    },
    start,
    stored: (sent, said, content, base) => {
      const { writing: typed } = now.current;
      const why = typed.why === said ? "" : typed.why;
      if (typed.content !== sent) return setWriting({ ...typed, base, from_draft: null, why });
      start(content, base);
      setWriting((begun) => ({ ...begun, why }));
    },
    lost: (sent, content, base) => {
      if (now.current.writing.content === sent) start(content, base);
    },
  };

  function start(content: PlanContent | null, base: number, draft?: PlanDraft): void {
    setPast(draft ? [...past, writing.content] : []);
    setRestored(false);
    setWriting({ content: draft?.merged ?? content ?? EMPTY_PLAN, base, from_draft: draft?.id ?? null, why: draft?.why ?? "" });
  }
}
