import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Hop, ReviewTask } from "../../api/review.ts";
import type { ReviewItem } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/Live.tsx";
import { Notice, Tag } from "../../ui/surfaces.tsx";
import { useSending } from "../ui/useSending.ts";
import { urgencyOf } from "./order.ts";
import { t } from "./words.ts";

type Props = { item: ReviewItem; way: readonly Hop[]; onTask?: (task: ReviewTask) => void };

/** Whose the looking is and by when, as the client was told, and the button that says "I have it". */
export function Clock({ item, way, onTask }: Props) {
  const { task } = item;
  const { send, busy, wrong } = useSending();
  if (!task) return null;
  const zone = me().time_zone;
  const when = dayAndTime(task.due_at, zone);
  const isOpen = task.state !== "answered";

  async function have(): Promise<void> {
    if (!task || !onTask) return;
    const done = await send(() => call("PUT /api/tasks/{id}/acknowledgement", { path: { id: task.id }, body: {} }));
    if (!done) return;
    onTask({ ...task, state: "has_it", is_mine: true, owner: me().shown_name });
    announce(t("task.kept", { name: item.client.shown_name }));
  }
  return (
    <div class="desk-clock">
      <p class="desk-clock-line">
        {isOpen && <Tag kind={task.urgency === "now" ? "error" : task.urgency === "today" ? "warn" : "plain"}>{t(`urgency.${urgencyOf(item)}`)}</Tag>}
        {isOpen && (task.overdue ? <strong class="desk-overdue"><Icon name="clock" size={18} />{t("due.was", { when })}</strong> : <span>{t("due.by", { when })}</span>)}
        <span class="muted">{ownerOf(task)}</span>
        {onTask && task.state === "waiting" && <Button look="quiet" busy={busy} onClick={() => void have()}>{t("task.have")}</Button>}
      </p>
      {wrong && <Notice kind="error" live>{t("task.not_kept", { why: wrong })}</Notice>}
      {way.length > 1 && <Way hops={way} count={task.hops} />}
    </div>
  );
}

function ownerOf(task: ReviewTask): string {
  if (task.state === "answered") return t("task.answered");
  if (task.owner === null) return t("task.nobody");
  if (task.state === "has_it") return task.is_mine ? t("task.i_have") : t("task.has", { name: task.owner });
  return task.is_mine ? t("task.mine") : t("task.of", { name: task.owner });
}

function Way({ hops, count }: { hops: readonly Hop[]; count: number }) {
  const [open, setOpen] = useState(false);
  const zone = me().time_zone;
  return (
    <details class="desk-way" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="small">{t("task.hops", { count })}</summary>
      <ol class="stack-s small" aria-label={t("way.title")}>
        {hops.map((hop) => (
          <li key={hop.number}>
            {t(`way.${hop.why}`, { name: hop.owner ?? t("way.nobody") })}, {dayAndTime(hop.at, zone)}
            <span class="muted">, {t("way.due", { when: dayAndTime(hop.due_at, zone) })}</span>
            {hop.line && <q>{hop.line}</q>}
          </li>
        ))}
      </ol>
    </details>
  );
}
