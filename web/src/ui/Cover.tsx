import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/core.ts";
import "./screen.css";

export const covered = signal(false);

/** One tap, and nothing of the person is on the screen. */
export function cover(): void {
  covered.value = true;
}

/** The app switcher's picture of this page shows nothing of it. */
export function coverWhileAway(): void {
  const set = (away: boolean) => document.documentElement.classList.toggle("is-away", away);
  document.addEventListener("visibilitychange", () => set(document.visibilityState === "hidden"));
  addEventListener("pagehide", () => set(true));
  addEventListener("pageshow", () => set(false));
}

export function Cover() {
  const dialog = useRef<HTMLDialogElement>(null);
  const on = covered.value;
  // Before anything more is painted.
  useLayoutEffect(() => {
    if (on) dialog.current?.showModal();
  }, [on]);
  if (!on) return null;
  const uncover = () => {
    covered.value = false;
  };
  return (
    <dialog ref={dialog} class="cover" aria-label={t("app.name")} onClose={uncover}>
      <button type="button" onClick={uncover} aria-label={t("cover.return")}>
        <img src="/icon.svg" alt="" />
        <span>{t("app.name")}</span>
      </button>
      <a class="cover-help" href="/help" onClick={uncover}>{t("tab.help")}</a>
    </dialog>
  );
}
