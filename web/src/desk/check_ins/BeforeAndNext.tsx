import type { ReviewItem } from "../../api/types.ts";
import { Icon } from "../../ui/Icon.tsx";
import { t } from "../words/index.ts";
import { neighbour } from "./order.ts";
import { hrefOf } from "./QueueList.tsx";

/** To the check-in before and the next one, without saving anything. */
export function BeforeAndNext({ items, openKey }: { items: readonly ReviewItem[]; openKey: string | null }) {
  const before = neighbour(items, openKey, -1);
  const next = neighbour(items, openKey, 1);
  const isWaiting = before !== null || next !== null;
  if (!isWaiting) return null;
  return (
    <nav class="spread desk-queue-steps" aria-label={t("queue.title")}>
      {before ? <a class="icon-button" href={hrefOf(before)}><Icon name="back" size={20} /><span>{t("review.before")}: {before.client.shown_name}</span></a> : <span />}
      {next ? <a class="icon-button" href={hrefOf(next)}><span>{t("review.next")}: {next.client.shown_name}</span><Icon name="forward" size={20} /></a> : <span />}
    </nav>
  );
}
