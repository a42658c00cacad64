import { useEffect, useRef, useState } from "preact/hooks";
import type { CravingContent } from "../../api/cravings.ts";
import { t } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import type { Entry } from "../../offline/operations.ts";
import { amend, letGo, save, takeBack, whyNotSaved } from "../../offline/save.ts";
import { storageWorks } from "../../person.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { announce } from "../../ui/Live.tsx";

/** `open`: durable and still to be completed. `gone`: on its way, as it stands. */
type State = "empty" | "saving" | "open" | "gone";
type Content = Required<Omit<CravingContent, "intensity">> & { intensity: number | null };

const HEARTBEAT_MS = 8000;
const THINKING_MS = 120_000;
const TYPING_MS = 500;
const EMPTY: Content = {
  intensity: null, triggers: [], note: null, place: null, company: [], did: [], outcome: null, may_use: false,
};

/**
 * One craving from the first tap on. The number is on the disk before anything says so; what set it
 * off and all the rest complete the same entry, which is held back until the sheet closes, the page is hidden or
 * nothing was touched for a while. A killed tab loses nothing: the entry is sent at the next start.
 */
export function useCravingEntry() {
  const [content, setContent] = useState<Content>(EMPTY);
  const [state, setState] = useState<State>("empty");
  const [changing, setChanging] = useState(false);
  const [finishing, setFinishing] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof whyNotSaved> | null>(null);
  const now = useRef({ content: EMPTY, state: "empty" as State, id: newId(), at: new Date(), touched: 0, kept: "" });
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = (next: State) => {
    now.current.state = next;
    setState(next);
  };
  const hold = (part: Partial<Content>) => {
    now.current.content = { ...now.current.content, ...part };
    now.current.touched = Date.now();
    setContent(now.current.content);
  };
  const written = (): Entry => ({
    kind: "craving_log",
    entity: now.current.id,
    body: {
      ...now.current.content,
      intensity: now.current.content.intensity ?? 0,
      note: now.current.content.note?.trim() || null,
      occurred_at: withOffset(now.current.at, phoneZone()),
      zone: phoneZone(),
    },
  });

  async function begin(): Promise<boolean> {
    const entry = written();
    await save(entry, { held: true });
    now.current.kept = JSON.stringify(entry.body);
    return true;
  }

  /** False: the entry has left. What was changed since follows it as a correction. */
  async function change(): Promise<boolean> {
    const entry = written();
    const said = JSON.stringify(entry.body);
    const open = await amend(entry);
    if (!open && said !== now.current.kept) {
      const { correct } = await import("./correcting.ts");
      await correct(entry.entity, entry.body as CravingContent, false);
    }
    now.current.kept = said;
    return open;
  }

  async function choose(intensity: number): Promise<void> {
    if (now.current.state === "saving") return;
    const first = now.current.state === "empty";
    const before = now.current.content.intensity;
    hold({ intensity });
    if (first) now.current.at = new Date();
    if (!storageWorks.value) return show("open");
    show("saving");
    setProblem(null);
    try {
      const open = first ? await begin() : await change();
      show(open ? "open" : "gone");
      setChanging(false);
      announce(t("saved.on_phone"));
    } catch (error) {
      hold({ intensity: before });
      show(first ? "empty" : "open");
      setProblem(whyNotSaved(error));
    }
  }

  async function keep(): Promise<boolean> {
    clearTimeout(typing.current);
    if (now.current.state !== "open" || !storageWorks.value) return true;
    try {
      const { id } = now.current;
      if (!(await change()) && now.current.id === id) show("gone");
      setProblem(null);
      return true;
    } catch (error) {
      setProblem(whyNotSaved(error));
      return false;
    }
  }

  /** Completes the entry: a tap is kept at once, what is being typed when the fingers rest. */
  function complete(part: Partial<CravingContent>): void {
    hold(part);
    clearTimeout(typing.current);
    if ("note" in part) typing.current = setTimeout(() => void keep(), TYPING_MS);
    else void keep();
  }

  async function undo(): Promise<void> {
    const { id } = now.current;
    if (!(await takeBack(id))) {
      if (now.current.id === id) show("gone"); // else a first tap has taken it back
      return;
    }
    now.current = { content: EMPTY, state: "empty", id: newId(), at: new Date(), touched: 0, kept: "" };
    setContent(EMPTY);
    show("empty");
    announce(t("undone"));
  }

  /** False: the last words are not on the disk yet, and stay on the screen. */
  async function finish(): Promise<boolean> {
    if (now.current.state === "saving" || finishing) return false;
    if (now.current.state !== "open") return true;
    setFinishing(true);
    try {
      if (!(await keep())) return false;
      if (storageWorks.value) await letGo(now.current.id);
      else await save(written());
      return true;
    } catch (error) {
      setProblem(whyNotSaved(error));
      return false;
    } finally {
      setFinishing(false);
    }
  }

  useEffect(() => {
    const leave = (event: Event) => {
      const looking = event.type === "visibilitychange" && document.visibilityState === "visible";
      if (looking || now.current.state !== "open" || !storageWorks.value) return;
      void keep().then(() => letGo(now.current.id)).then(() => show("gone"));
    };
    const beat = setInterval(() => {
      const thinking = Date.now() - now.current.touched < THINKING_MS && document.visibilityState === "visible";
      if (thinking && now.current.state === "open") void keep();
    }, HEARTBEAT_MS);
    document.addEventListener("visibilitychange", leave);
    addEventListener("pagehide", leave);
    return () => {
      clearInterval(beat);
      clearTimeout(typing.current);
      document.removeEventListener("visibilitychange", leave);
      removeEventListener("pagehide", leave);
      // Somebody went on to another page: the entry goes on its way.
      if (now.current.state === "open" && storageWorks.value) void keep().then(() => letGo(now.current.id));
    };
  }, []);

  return {
    intensity: content.intensity, content, id: now.current.id, state, changing, finishing, problem, choose, complete, undo, finish,
    change: () => setChanging(true),
  };
}
