import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { CERTAINTIES, type Finding, type Order, type Outcome, OUTCOMES, type Result, type ResultContent } from "../../api/monitoring.ts";
import { Problem } from "../../api/problem.ts";
import { substanceName, t as words } from "../../client/monitoring/words.ts";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { withOffset } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { Choice, Field, TextArea, Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { sentenceFor } from "../ui/problems.ts";
import { instantOf } from "../../client/calendar/wall.ts";
import type { Page } from "./MonitoringPage.tsx";
import { t } from "./words.ts";

type Props = { page: Page; panel: string[]; order: Order | null; replaces: Result | null; onClose: () => void };
type Row = { substance: string; result: Outcome | ""; value: string; unit: string };

/** Enters a result, or another in place of one: the old one stays. */
export function ResultSheet({ page, panel, order, replaces, onClose }: Props) {
  const [id] = useState(newId);
  const [rows, setRows] = useState(() => rowsOf(panel, replaces));
  const [certainty, setCertainty] = useState<ResultContent["certainty"]>(replaces?.certainty === "confirmed" ? "confirmed" : "screen");
  const [taken, setTaken] = useState(() => wallOf(replaces ? new Date(replaces.taken_at) : new Date()));
  const [line, setLine] = useState("");
  const [mistake, setMistake] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { name } = page;

  async function save(): Promise<void> {
    const said = contentOf({ rows: mistake ? [] : rows, taken, line: line.trim(), isCorrection: replaces !== null, mistake });
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
    <Sheet title={t(replaces ? "result.correct" : "result.enter")} onClose={onClose}>
      <div class="stack">
        {replaces && <Toggle label={t("result.mistake")} hint={t("result.mistake_hint", { name })} on={mistake} onToggle={setMistake} />}
        {!mistake && rows.map((row, place) => <OneFinding key={row.substance} row={row} onChange={(part) => setRows(rows.map((one, at) => (at === place ? { ...one, ...part } : one)))} />)}
        {!mistake && (
          <>
            <strong>{t("result.certainty")}</strong>
            <Options label={t("result.certainty")} value={certainty} options={CERTAINTIES.map((value) => ({ value, text: words(`certainty.${value}`) }))} onChoose={setCertainty} />
            <p class="small muted">{t("result.certainty_hint")}</p>
            <Field type="datetime-local" label={t("result.taken")} value={taken} onText={setTaken} />
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

function rowsOf(panel: string[], replaces: Result | null): Row[] {
  const known = replaces?.findings ?? [];
  const all = [...new Set([...panel, ...known.map(({ substance }) => substance)])];
  return all.map((substance) => {
    const found = known.find((one) => one.substance === substance);
    return { substance, result: found?.result ?? "", value: found?.value?.toString() ?? "", unit: found?.unit ?? "" };
  });
}

type Said = { rows: Row[]; taken: string; line: string; isCorrection: boolean; mistake: boolean };

/** What is sent, or what is missing as a sentence. */
function contentOf({ rows, taken, line, isCorrection, mistake }: Said): Pick<ResultContent, "findings" | "taken_at" | "line"> | string {
  const findings = rows.flatMap(({ substance, result, value, unit }): Finding[] =>
    result === "" ? [] : [{ substance, result, value: value.trim() ? Number(value.replace(",", ".")) : null, unit: unit.trim() || null }],
  );
  const isWrong = ({ result, value, unit }: Finding) =>
    (value === null) !== (unit === null) || (value !== null && !(value >= 0 && value <= 1_000_000)) || (result === "measured" && value === null);
  if (findings.length === 0 && !mistake) return t("result.none_wrong");
  if (findings.some(isWrong)) return t("result.value_wrong");
  if (isCorrection && !line) return t("result.why_wrong");
  const taken_at = instantOf(taken, me().time_zone);
  if (taken_at === null || Date.parse(taken_at) > Date.now() + 60_000) return t("result.taken_wrong");
  return { findings, taken_at, line: line || null };
}

function wallOf(at: Date): string {
  return withOffset(at, me().time_zone).slice(0, 16);
}

const KNOWN = ["already_corrected", "not_yet"] as const;

function wrongOf(error: unknown): string {
  const code = error instanceof Problem ? KNOWN.find((one) => one === error.code) : undefined;
  return code ? t(`problem.${code}`) : sentenceFor(error);
}
