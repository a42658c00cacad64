import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { type OrderContent, type Purpose, PURPOSES, type Specimen, SPECIMENS } from "../../api/monitoring.ts";
import { SUBSTANCES, substanceName, t as words } from "../../client/monitoring/words.ts";
import { newId } from "../../ids.ts";
import { addDays, dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Choice, Field, TextArea, Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useSending } from "../ui/useSending.ts";
import type { Page } from "./MonitoringPage.tsx";
import { t } from "./words.ts";

const LONGEST = 366;

/** Asks a client for a test, and says to them what it is for. */
export function OrderSheet({ page, onClose }: { page: Page; onClose: () => void }) {
  const today = dayOf(new Date(), page.value.zone);
  const [id] = useState(newId);
  const [said, setSaid] = useState<OrderContent>({
    specimen: "urine", panel: [], purpose: "adjust_treatment", line: null, due_from: today, due_until: addDays(today, 2), on_timeline: true,
  });
  const [tried, setTried] = useState(false);
  const { busy, wrong, send } = useSending();
  const { name } = page;
  const set = (part: Partial<OrderContent>) => setSaid({ ...said, ...part });
  const daysWrong = !said.due_from || said.due_until < said.due_from || said.due_until > addDays(said.due_from, LONGEST);

  async function save(): Promise<void> {
    setTried(true);
    if (said.panel.length === 0 || daysWrong) return;
    const body = { ...said, line: said.line?.trim() || null };
    const sent = await send(() => call("PUT /api/clients/{client_id}/monitoring-orders/{id}", { path: { client_id: page.client, id }, body }));
    if (!sent) return;
    page.of.put(sent.answer);
    announce(t("order.saved", { name }));
    onClose();
  }
  return (
    <Sheet title={t("order.title")} onClose={onClose} busy={busy}>
      <div class="stack">
        <Choice
          label={t("order.specimen")} hint={said.specimen === "self_report" ? t("order.self_hint") : undefined} value={said.specimen}
          options={SPECIMENS.map((value) => ({ value, text: value === "self_report" ? t("own.answer") : words(`specimen.${value}`) }))} onChoose={(value) => set({ specimen: value as Specimen })}
        />
        <PanelChoice panel={said.panel} onChange={(panel) => set({ panel })} />
        {tried && said.panel.length === 0 && <Notice kind="error" live>{t("order.panel_wrong")}</Notice>}
        <Choice
          label={t("order.purpose")} hint={t("order.purpose_hint", { name })} value={said.purpose}
          options={PURPOSES.map((value) => ({ value, text: words(`purpose.${value}`) }))} onChoose={(value) => set({ purpose: value as Purpose })}
        />
        <div class="watch-two">
          <Field type="date" label={t("order.from")} value={said.due_from} onText={(due_from) => set({ due_from, due_until: said.due_until < due_from ? due_from : said.due_until })} />
          <Field type="date" label={t("order.until")} value={said.due_until} min={said.due_from} wrong={daysWrong ? t("order.days_wrong") : null} onText={(due_until) => set({ due_until })} />
        </div>
        <TextArea label={t("order.line", { name })} value={said.line ?? ""} maxLength={400} rows={2} onText={(line) => set({ line })} />
        {said.specimen !== "self_report" && (
          <Toggle label={t("order.timeline", { name })} hint={t(said.on_timeline ? "order.timeline_on" : "order.timeline_off", { name })} on={said.on_timeline} onToggle={(on_timeline) => set({ on_timeline })} />
        )}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={busy} onClick={() => void save()}>{t("order.save")}</Button>
      </div>
    </Sheet>
  );
}

/** The usual ones as chips, anything else by name. */
function PanelChoice({ panel, onChange }: { panel: string[]; onChange: (panel: string[]) => void }) {
  const [other, setOther] = useState("");
  const own = panel.filter((one) => !SUBSTANCES.some((known) => known === one));
  const turn = (one: string) => onChange(panel.includes(one) ? panel.filter((each) => each !== one) : [...panel, one]);

  function add(): void {
    const name = other.trim();
    if (name && !panel.includes(name) && panel.length < 30) onChange([...panel, name]);
    setOther("");
  }
  return (
    <fieldset class="watch-panel">
      <legend>{t("order.panel")}</legend>
      <div class="row">
        {[...SUBSTANCES, ...own].map((one) => <Chip key={one} on={panel.includes(one)} onToggle={() => turn(one)}>{substanceName(one)}</Chip>)}
      </div>
      <div class="watch-other">
        <Field label={t("order.other")} hint={t("order.other_hint")} value={other} maxLength={60} autocomplete="off" onText={setOther} />
        <Button look="quiet" disabled={!other.trim()} onClick={add}>{t("order.other_add")}</Button>
      </div>
    </fieldset>
  );
}
