import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { COLLECTED, type Collected, type Order } from "../../api/monitoring.ts";
import { substanceName, t as words } from "../../client/monitoring/words.ts";
import { newId } from "../../ids.ts";
import { dayAndTime, longDay, withOffset } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { TextArea, Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm, Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Change, useMayChange } from "../ui/MayChange.tsx";
import { type Sending, useSending } from "../ui/useSending.ts";
import { type Page, ResultRow } from "./MonitoringPage.tsx";
import { ResultSheet } from "./ResultSheet.tsx";
import { t } from "./words.ts";

type Props = { order: Order; page: Page };

/** One order: why, when, what became of it and what was found. */
export function OrderItem({ order, page }: Props) {
  const [open, setOpen] = useState<"became" | "result" | "off" | null>(null);
  // Each answer is the whole page, and the earlier of two may come last.
  const sharing = useSending();
  const { name } = page;
  const asks = order.specimen === "self_report";
  const kind = asks ? t("own.answer") : words(`specimen.${order.specimen}`);
  // Only one's own: an answer that comes late must not shut what was opened since.
  const close = (which: typeof open) => setOpen((now) => (now === which ? null : now));
  return (
    <Card>
      <div class="spread">
        <Heading>{kind}</Heading>
        {order.cancelled_at && <Tag>{t("order.called_off")}</Tag>}
      </div>
      <p class="watch-days">{order.due_from === order.due_until ? longDay(order.due_from) : t("order.days", { from: longDay(order.due_from), until: longDay(order.due_until) })}</p>
      <Facts
        rows={[
          [t("order.reads", { name }), `“${words(`purpose.${order.purpose}`)}”`],
          [words("looked_for"), order.panel.map(substanceName).join(", ")],
          [t("order.written", { name }), order.line && `“${order.line}”`],
          [t("became.title"), asks ? null : <Became order={order} page={page} />],
        ]}
      />
      <p class="small muted">{t("order.by", { by: order.ordered_by, when: dayAndTime(order.ordered_at, page.value.zone) })}</p>
      {order.results.map((one) => <ResultRow key={one.id} result={one} panel={order.panel} page={page} />)}
      {!asks && <Shown order={order} page={page} sharing={sharing} />}
      <Change><div class="row">
        {!asks && <Button look="quiet" disabled={sharing.busy} label={`${t("result.enter")}: ${kind}`} onClick={() => setOpen("result")}>{t("result.enter")}</Button>}
        {!asks && <Button look="quiet" disabled={sharing.busy} label={`${t("became.note")}: ${kind}`} onClick={() => setOpen("became")}>{t("became.note")}</Button>}
        {!order.cancelled_at && order.results.length === 0 && <Button look="plain" disabled={sharing.busy} label={`${t("order.call_off")}: ${kind}`} onClick={() => setOpen("off")}>{t("order.call_off")}</Button>}
      </div></Change>
      {open === "became" && <BecameSheet order={order} page={page} onClose={() => close("became")} />}
      {open === "result" && <ResultSheet page={page} panel={order.panel} order={order} replaces={null} onClose={() => close("result")} />}
      {open === "off" && <CallOff order={order} page={page} onClose={() => close("off")} />}
    </Card>
  );
}

function Became({ order, page: { name, value } }: Props) {
  if (order.collections.length === 0) return <>{t("became.none")}</>;
  return (
    <ul class="plain-list">
      {order.collections.map((one) => (
        <li key={one.id}>{[t(`became.${one.state}`, { name }), dayAndTime(one.at, value.zone), one.by, one.line && `“${one.line}”`].filter(Boolean).join(" · ")}</li>
      ))}
    </ul>
  );
}

function Shown({ order, page, sharing }: Props & { sharing: Sending }) {
  const [asking, ask] = useState(false);
  const { busy, wrong, send } = sharing;
  const mayChange = useMayChange();
  const { name } = page;
  async function turn(on_timeline: boolean): Promise<void> {
    const path = { client_id: page.client, id: order.id };
    const sent = await send(() => call("PUT /api/clients/{client_id}/monitoring-orders/{id}/sharing", { path, body: { on_timeline } }));
    ask(false);
    if (sent) page.of.put(sent.answer);
  }
  // What is there already is read at once, and cannot be unread.
  const choose = (on: boolean) => (on && order.results.length > 0 ? ask(true) : void turn(on));
  if (!mayChange) return <p class="small muted">{t(order.on_timeline ? "order.timeline_on" : "order.timeline_off", { name })}</p>;
  return (
    <>
      <Toggle
        label={t("order.timeline", { name })} hint={t(order.on_timeline ? "order.timeline_on" : "order.timeline_off", { name })}
        on={order.on_timeline} onToggle={choose}
      />
      {asking && <Confirm title={t("order.show_title")} text={t("order.show_text", { name })} yes={t("order.show")} busy={busy} onYes={() => void turn(true)} onNo={() => ask(false)} />}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
    </>
  );
}

function CallOff({ order, page, onClose }: Props & { onClose: () => void }) {
  const { busy, wrong, send } = useSending();
  async function yes(): Promise<void> {
    const path = { client_id: page.client, id: order.id };
    const sent = await send(() => call("PUT /api/clients/{client_id}/monitoring-orders/{id}/cancellation", { path, body: {} }));
    if (!sent) return;
    page.of.put(sent.answer);
    onClose();
  }
  return <Confirm title={t("order.call_off")} text={wrong ?? t("order.call_off_text", { name: page.name })} yes={t("order.call_off")} busy={busy} onYes={() => void yes()} onNo={onClose} />;
}

function BecameSheet({ order, page, onClose }: Props & { onClose: () => void }) {
  const [id] = useState(newId);
  const [state, setState] = useState<Collected>("collected");
  const [line, setLine] = useState("");
  const { busy, wrong, send } = useSending();
  const { name } = page;

  async function save(): Promise<void> {
    const body = { state, at: withOffset(new Date(), page.value.zone), line: line.trim() || null };
    const path = { client_id: page.client, id: order.id, collection_id: id };
    const sent = await send(() => call("PUT /api/clients/{client_id}/monitoring-orders/{id}/collections/{collection_id}", { path, body }));
    if (!sent) return;
    page.of.put(sent.answer);
    announce(t("result.saved"));
    onClose();
  }
  return (
    <Sheet title={t("became.note")} onClose={onClose} busy={busy}>
      <div class="stack">
        <Options label={t("became.title")} value={state} options={COLLECTED.map((value) => ({ value, text: t(`became.${value}`, { name }) }))} onChoose={setState} />
        <TextArea label={t("became.line")} hint={t("became.line_hint", { name })} value={line} maxLength={400} rows={2} onText={setLine} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={busy} onClick={() => void save()}>{t("became.save")}</Button>
      </div>
    </Sheet>
  );
}
