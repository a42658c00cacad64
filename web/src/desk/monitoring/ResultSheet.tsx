import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { CERTAINTIES, type Order, type Outcome, OUTCOMES, type Result, type ResultContent } from "../../api/monitoring.ts";
import { Problem } from "../../api/problem.ts";
import { substanceName, t as words } from "../../client/monitoring/words.ts";
import { newId } from "../../ids.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { Choice, Field, TextArea, Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { sentenceFor } from "../ui/problems.ts";
import { contentOf, type Row, rowsOf, wallOf } from "./content.ts";
import type { Page } from "./MonitoringPage.tsx";
import { t } from "./words.ts";
import { sayZone } from "./zone.ts";

type Props = { page: Page; panel: string[]; order: Order | null; replaces: Result | null; onClose: () => void };

/** Enters a result, or another in place of one: the old one stays. */
export function ResultSheet({ page, panel, order, replaces, onClose }: Props) {
  const [id] = useState(newId);
  const { name } = page;
  const { zone } = page.value;
  const [rows, setRows] = useState(() => rowsOf(panel, replaces));
  const [certainty, setCertainty] = useState<ResultContent["certainty"]>(replaces?.certainty === "confirmed" ? "confirmed" : "screen");
  const [taken, setTaken] = useState(() => wallOf(replaces ? new Date(replaces.taken_at) : new Date(), zone));
  const [line, setLine] = useState("");
  const [mistake, setMistake] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function save(): Promise<void> {
    const said = contentOf({ rows: mistake ? [] : rows, taken, zone, line: line.trim(), isCorrection: replaces !== null, mistake });
    if (typeof said === "string") return setWrong(said);
    setBusy(true);
    const about = { order_id: replaces ? null : (order?.id ?? null), replaces_id: replaces?.id ?? null, certainty };
    try {
      page.of.put(await call("PUT /api/clients/{client_id}/monitoring-results/{id}", { path: { client_id: page.client, id }, body: { ...about, ...said } }));
      announce(t("result.saved"));
      onClose();
    } catch (error) {
      setWrong(wrongOf(error));
      setBusy(false);
    }
  }
  return (
    <Sheet title={t(replaces ? "result.correct" : "result.enter")} onClose={onClose} busy={busy}>
      <div class="stack">
        {replaces && <Toggle label={t("result.mistake")} hint={t("result.mistake_hint", { name })} on={mistake} onToggle={setMistake} />}
        {!mistake && rows.map((row, place) => <OneFinding key={row.substance} row={row} onChange={(part) => setRows(rows.map((one, at) => (at === place ? { ...one, ...part } : one)))} />)}
        {!mistake && (
          <>
            <strong>{t("result.certainty")}</strong>
            <Options label={t("result.certainty")} value={certainty} options={CERTAINTIES.map((value) => ({ value, text: words(`certainty.${value}`) }))} onChoose={setCertainty} />
            <p class="small muted">{t("result.certainty_hint")}</p>
            <Field type="datetime-local" label={t("result.taken")} hint={sayZone(zone)} value={taken} onText={setTaken} />
          </>
        )}
        <TextArea label={t(replaces ? "result.why" : "result.line")} hint={t("result.line_hint", { name })} value={line} maxLength={400} rows={2} onText={setLine} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={busy} onClick={() => void save()}>{t("result.save")}</Button>
      </div>
    </Sheet>
  );
}

function OneFinding({ row, onChange }: { row: Row; onChange: (part: Partial<Row>) => void }) {
  const name = substanceName(row.substance);
  return (
    <fieldset class="watch-panel">
      <legend class="sr-only">{name}</legend>
      <div class="watch-finding">
        <Choice
          label={name} value={row.result}
          options={[{ value: "", text: t("result.not_looked") }, ...OUTCOMES.map((value) => ({ value, text: words(`outcome.${value}`) }))]}
          onChoose={(value) => onChange({ result: value as Outcome | "" })}
        />
        {row.result !== "" && <Field label={t("result.value")} inputMode="text" value={row.value} maxLength={12} autocomplete="off" onText={(value) => onChange({ value })} />}
        {row.result !== "" && <Field label={t("result.unit")} value={row.unit} maxLength={20} autocomplete="off" autocapitalize="none" onText={(unit) => onChange({ unit })} />}
      </div>
    </fieldset>
  );
}

const KNOWN = ["already_corrected", "not_yet"] as const;

function wrongOf(error: unknown): string {
  const code = error instanceof Problem ? KNOWN.find((one) => one === error.code) : undefined;
  return code ? t(`problem.${code}`) : sentenceFor(error);
}
