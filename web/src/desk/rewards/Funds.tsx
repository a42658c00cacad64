import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Fund } from "../../api/rewards.ts";
import { money } from "../../client/rewards/say.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Empty, Notice, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { whole } from "./draft.ts";
import { LeftOver } from "./LeftOver.tsx";
import { wrongOf } from "./wrong.ts";
import { t } from "./words.ts";

/** What US grants usually allow for one person in a year. */
const USUAL = ["75", "750"];
type Props = { items: Fund[]; onChanged: () => Promise<void> };

/** Who pays, with the whole ledger of each as a file. */
export function Funds({ items, onChanged }: Props) {
  const [closing, setClosing] = useState<Fund | null>(null);
  const [busy, setBusy] = useState(false);
  const [leftOver, showLeftOver] = useState<Fund | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  async function close(fund: Fund): Promise<void> {
    setBusy(true);
    try {
      await call("PUT /api/reward-funds/{id}/closure", { path: { id: fund.id }, body: {} });
      announce(t("saved"));
      setWrong(null);
      await onChanged();
    } catch (error) {
      setWrong(wrongOf(error));
    }
    setBusy(false);
    setClosing((now) => (now === fund ? null : now));
  }
  return (
    <Card>
      <div class="stack">
        <Heading>{t("funds.title")}</Heading>
        <p class="small muted">{t("funds.text")}</p>
        {items.length === 0 && <Empty>{t("funds.none")}</Empty>}
        {items.map((fund) => <One key={fund.id} fund={fund} onClose={() => setClosing(fund)} onLeftOver={() => showLeftOver(fund)} />)}
        {items.length > 0 && <p class="small muted">{t("funds.file_text")}</p>}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <NewFund onMade={onChanged} />
      </div>
      {leftOver && <LeftOver fund={leftOver} onClose={() => showLeftOver(null)} />}
      {closing && <Confirm title={t("funds.close_title", { name: closing.name })} text={t("funds.close_text")} yes={t("funds.close")} busy={busy} onNo={() => setClosing(null)} onYes={() => void close(closing)} />}
    </Card>
  );
}

function One({ fund, onClose, onLeftOver }: { fund: Fund; onClose: () => void; onLeftOver: () => void }) {
  return (
    <div class="rewards-fund">
      <span>
        <strong>{fund.name}</strong><br />
        <span class="small muted">{t("funds.cap", { cap: money(fund.cap_a_year * 100) })}</span>
      </span>
      <span class="row">
        <a class="button quiet" href={`/api/reward-funds/${fund.id}/ledger`} download="fund-ledger.csv" aria-label={t("funds.file_of", { name: fund.name })}><span>{t("funds.file")}</span></a>
        <Button look="plain" onClick={onLeftOver}>{t("left.open")}<span class="sr-only">: {fund.name}</span></Button>
        {fund.closed_at ? <Tag>{t("funds.closed")}</Tag> : <Button look="plain" onClick={onClose}>{t("funds.close")}<span class="sr-only">: {fund.name}</span></Button>}
      </span>
    </div>
  );
}

function NewFund({ onMade }: { onMade: () => Promise<void> }) {
  const [name, setName] = useState("");
  const [cap, setCap] = useState("75");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const most = whole(cap);
  const fits = most !== null && most >= 1 && most <= 10_000;

  async function make(): Promise<void> {
    setTried(true);
    if (name.trim() === "" || !fits) return;
    setBusy(true);
    setWrong(null);
    try {
      await call("POST /api/reward-funds", { body: { name: name.trim(), cap_a_year: most } });
      announce(t("saved"));
      setName("");
      setTried(false);
      await onMade();
    } catch (error) {
      setWrong(wrongOf(error));
    }
    setBusy(false);
  }
  return (
    <fieldset class="stack-s">
      <legend>{t("funds.new")}</legend>
      <Field label={t("funds.name")} value={name} maxLength={120} wrong={tried && name.trim() === "" ? t("funds.name_wrong") : null} onText={setName} />
      <Field label={t("funds.most")} inputMode="numeric" maxLength={5} value={cap} wrong={tried && !fits ? t("funds.most_wrong") : null} onText={setCap} />
      <div class="row">{USUAL.map((one) => <Chip key={one} on={cap === one} onToggle={() => setCap(one)}>{money(Number(one) * 100)}</Chip>)}</div>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button look="quiet" busy={busy} onClick={() => void make()}>{t("funds.make")}</Button>
    </fieldset>
  );
}
