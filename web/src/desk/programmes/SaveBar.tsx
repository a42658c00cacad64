import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import { Pinned } from "../../ui/Pinned.tsx";
import type { History } from "./edit.ts";
import { t } from "./words.ts";

type Props = {
  history: History;
  dirty: boolean;
  busy: boolean;
  refusal: string | null;
  /** How many fields have to be put right. */
  marked: number;
  onSave: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onDiscard: () => void;
  onShow: () => void;
};

/** Stays in reach while there is something to save or to take back. */
export function SaveBar({ history, dirty, busy, refusal, marked, onSave, onUndo, onRedo, onDiscard, onShow }: Props) {
  const save = useRef(onSave);
  save.current = onSave;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      if (!document.querySelector("dialog[open]")) save.current();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  if (!dirty && history.past.length === 0 && history.future.length === 0) return null;
  return (
    <Pinned>
      <div class="prog-bar">
        <div class="prog-bar-words" role="status">
          {refusal && <strong class="prog-wrong">{refusal}</strong>}
          {marked > 0 && (
            <span class="prog-wrong">
              {t("fields_wrong", { count: marked })} <button type="button" class="desk-text-button" onClick={onShow}>{t("go_to_wrong")}</button>
            </span>
          )}
          {!refusal && marked === 0 && <span class="muted">{dirty ? t("unsaved") : t("saved")}</span>}
        </div>
        <div class="row">
          {history.past.length > 0 && <Button look="quiet" onClick={onUndo}>{t("undo")}</Button>}
          {history.future.length > 0 && <Button look="quiet" onClick={onRedo}>{t("redo")}</Button>}
          {dirty && <Button look="plain" onClick={onDiscard}>{t("discard")}</Button>}
          {dirty && <Button busy={busy} onClick={onSave}>{t("save")}</Button>}
        </div>
      </div>
    </Pinned>
  );
}
