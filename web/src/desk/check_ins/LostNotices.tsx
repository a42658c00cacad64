import { t as shared } from "../../i18n/core.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { t } from "../words/index.ts";
import { closeLost, type Lost, lost } from "./sitting.ts";

/** What could not be saved, with its words, for as long as its reader wants it there. */
export function LostNotices() {
  return <>{lost.value.map((one) => <LostNotice key={one.key} lost={one} />)}</>;
}

function LostNotice({ lost: one }: { lost: Lost }) {
  const { name, why, written } = one;
  function close(): void {
    closeLost(one);
    // The button goes with it, and the focus would be nowhere.
    (document.querySelector<HTMLElement>(".desk-pane-title") ?? document.querySelector<HTMLElement>("main h1"))?.focus({ preventScroll: true });
  }
  return (
    <Notice kind="warn" live>
      <p>{t(why === "already_reviewed" ? "queue.colleague" : "queue.lost", { name })}</p>
      {(written.note || written.line) && (
        <p class="small">{t("queue.your_words")} {[written.note, written.line].filter(Boolean).map((words) => <q key={words}>{words}</q>)}</p>
      )}
      <button type="button" class="desk-text-button" onClick={close}>{shared("close")}</button>
    </Notice>
  );
}
