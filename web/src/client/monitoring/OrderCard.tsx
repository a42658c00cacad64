import type { Day } from "../../api/types.ts";
import { dayAndTime, dayOf, longDay, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { ResultPart } from "./Findings.tsx";
import { mayBeWrong, type OrderNow } from "./state.ts";
import { substanceName, t } from "./words.ts";

type Props = { order: OrderNow; zone: string; onAnswer: () => void };

/** What one is asked for, why, and what became of it. `zone` is the centre's, whose days an order has. */
export function OrderCard({ order, zone, onAnswer }: Props) {
  const name = t(`specimen.${order.specimen}`);
  const current = order.results.filter((one) => one.is_current);
  const canAnswer = order.specimen === "self_report" && order.cancelled_at === null;
  const isOver = order.due_until < dayOf(new Date(), zone);
  return (
    <Card>
      <div class="stack-s">
        <h3>{name}</h3>
        <p class="found-days">{daysOf(order.due_from, order.due_until)}</p>
        {order.cancelled_at !== null && <p>{t("called_off")}</p>}
        <dl class="found-facts">
          <div><dt>{t("why")}</dt><dd>{t(`purpose.${order.purpose}`)}</dd></div>
          <div><dt>{t("looked_for")}</dt><dd>{order.panel.map(substanceName).join(", ")}</dd></div>
        </dl>
        <p class="small muted">{t("asked_by", { name: order.ordered_by })}</p>
        {order.line && <p class="found-line"><span class="small muted">{t("says", { name: order.ordered_by })}</span> “{order.line}”</p>}
        <Became order={order} isOver={isOver} />
        {current.map((one) => <ResultPart key={one.id} result={one} before={order.results.find(({ id }) => id === one.replaces_id)} zone={phoneZone()} />)}
        {mayBeWrong(order.results) && <Notice>{t("result.maybe_wrong")}</Notice>}
        {order.is_with_team && <Notice>{t("with_team")}</Notice>}
        {order.waiting && <p class="small muted">{t("answer.waiting")}</p>}
        {canAnswer && <Button look={current.length === 0 ? "primary" : "plain"} onClick={onAnswer}>{t(current.length === 0 ? "answer.open" : "answer.again")}</Button>}
      </div>
    </Card>
  );
}

function Became({ order, isOver }: { order: OrderNow; isOver: boolean }) {
  const last = order.collections.at(-1);
  const hasResult = order.results.length > 0 || order.is_with_team;
  return (
    <>
      {last && (
        <p>
          {last.state === "collected" ? t("state.collected", { when: dayAndTime(last.at, phoneZone()) }) : t(`state.${last.state}`)}
          {last.line && <span class="found-line"> “{last.line}”</span>}
        </p>
      )}
      {last?.state === "collected" && !hasResult && <p class="muted">{t("state.waiting")}</p>}
      {!last && !hasResult && isOver && order.cancelled_at === null && order.specimen !== "self_report" && <p class="muted">{t("day.over")}</p>}
    </>
  );
}

export function daysOf(from: Day, until: Day): string {
  return from === until ? t("day.one", { day: longDay(from) }) : t("day.span", { from: longDay(from), until: longDay(until) });
}
