import { useEffect, useRef, useState } from "preact/hooks";
import type { PlanContent } from "../../api/plan.ts";
import { t as shared } from "../../i18n/core.ts";
import { type PlanEdit, planEdit } from "../../offline/plan.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { same, tidied, wordless } from "./content.ts";
import { dropEdit, finishEdit, keepEdit } from "./useMyPlan.ts";
import { t } from "./words.ts";

const TYPING_MS = 300;
const UNDO_AT_MOST = 50;

/** The plan while its client changes it: every change is on the phone's disk a moment later. */
export function useEditing(edit: PlanEdit, original: PlanContent) {
  const [content, setContent] = useState(edit.content);
  const [past, setPast] = useState<PlanContent[]>([]);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const now = useRef({ content: edit.content, dirty: false, over: false });
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function keep(): Promise<boolean> {
    clearTimeout(typing.current);
    if (!now.current.dirty || now.current.over) return true;
    try {
      const known = planEdit.value ?? edit;
      await keepEdit({ ...known, content: now.current.content, state: "writing", refusal: null, turn: known.turn + 1 });
      now.current.dirty = false;
      return true;
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
      return false;
    }
  }
  function show(next: PlanContent): void {
    now.current = { ...now.current, content: next, dirty: true };
    setContent(next);
    setWrong(null);
    clearTimeout(typing.current);
    typing.current = setTimeout(() => void keep(), TYPING_MS);
  }
  function change(next: PlanContent): void {
    setPast([...past, content].slice(-UNDO_AT_MOST));
    show(next);
  }
  function undo(): void {
    const last = past.at(-1);
    if (!last) return;
    setPast(past.slice(0, -1));
    show(last);
  }

  /** True: it is on its way, or there was nothing to send. */
  async function finish(): Promise<boolean> {
    const tidy = tidied(now.current.content);
    if (wordless(tidy).length > 0) {
      setWrong(t("edit.no_words"));
      return false;
    }
    setBusy(true);
    try {
      if (same(tidy, original) && !edit.from_draft) await stop();
      else {
        now.current.over = true;
        clearTimeout(typing.current);
        await finishEdit({ ...(planEdit.value ?? edit), content: tidy });
      }
      return true;
    } catch (error) {
      now.current.over = false;
      setWrong(error instanceof DOMException ? shared(whyNotSaved(error)) : shared("no_connection"));
      return false;
    } finally {
      setBusy(false);
    }
  }
  async function stop(): Promise<void> {
    now.current.over = true;
    clearTimeout(typing.current);
    await dropEdit();
  }

  useEffect(() => {
    const leave = () => void keep();
    document.addEventListener("visibilitychange", leave);
    addEventListener("pagehide", leave);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      removeEventListener("pagehide", leave);
      void keep();
    };
  }, []);
  return { content, change, undo, canUndo: past.length > 0, wrong, busy, finish, stop };
}
