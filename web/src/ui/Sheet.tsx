import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/core.ts";
import { Button } from "./Button.tsx";
import { cover } from "./Cover.tsx";
import { Icon } from "./Icon.tsx";
import "./surfaces.css";

type SheetProps = { title: string; onClose: () => void; children: ComponentChildren; busy?: boolean };

/**
 * A dialog at the thumb's height. Escape, the back gesture and a tap outside close it; not while it is
 * `busy` with what would be done twice if somebody opened it anew and sent it again.
 */
export function Sheet({ title, onClose: whenClosed, children, busy = false }: SheetProps) {
  const onClose = busy ? () => undefined : whenClosed;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = useRef(onClose);
  close.current = whenClosed;
  const stays = useRef(busy);
  stays.current = busy;
  // As part of drawing, not after it: whoever types on as soon as a sheet is shut must not have
  // the focus taken from under their hands a moment later.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    // A browser may insist on a second Escape.
    const closed = () => (stays.current ? shown.showModal() : close.current());
    shown.showModal();
    shown.addEventListener("close", closed);
    return () => {
      shown.removeEventListener("close", closed);
      // The browser puts the focus back where it was, without scrolling.
      shown.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog} class="sheet" aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (dialog.current && event.target === dialog.current && outside(event, dialog.current)) onClose();
      }}
    >
      <div class="sheet-head">
        <h2 id={id} tabIndex={-1} autofocus>{title}</h2>
        <button type="button" class="icon-button" aria-label={t("hide")} onClick={cover}>
          <Icon name="hide" size={22} />
        </button>
        <button type="button" class="icon-button" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div class="sheet-body">{children}</div>
    </dialog>
  );
}

function outside(event: MouseEvent, dialog: HTMLDialogElement): boolean {
  const box = dialog.getBoundingClientRect();
  return event.clientY < box.top || event.clientY > box.bottom || event.clientX < box.left || event.clientX > box.right;
}

type ConfirmProps = {
  title: string;
  text: string;
  yes: string;
  danger?: boolean;
  busy?: boolean;
  onYes: () => void;
  onNo: () => void;
};

export function Confirm({ title, text, yes, danger, busy = false, onYes, onNo }: ConfirmProps) {
  return (
    <Sheet title={title} onClose={onNo} busy={busy}>
      <p>{text}</p>
      <Button look={danger ? "danger" : "primary"} wide busy={busy} onClick={onYes}>{yes}</Button>
      <Button look="plain" wide onClick={onNo}>{t("cancel")}</Button>
    </Sheet>
  );
}
