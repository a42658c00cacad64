import { useState } from "preact/hooks";
import type { Aftercare, CadenceDecided, CadenceProposal, CadenceWritten, ContactRow } from "../../api/aftercare.ts";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import { me } from "../../person.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { Heading } from "../ui/Heading.tsx";
import { Change } from "../ui/MayChange.tsx";
import { RowFields } from "./PlanCard.tsx";
import { refusalOf, rowLines } from "./state.ts";
import { t } from "./words.ts";

type Props = { id: string; value: Aftercare; of: Resource<Aftercare> };

/** The client's own signs, what they suggest and why, and what was decided before. */
export function ProposalCard({ id, value, of }: Props) {
  // Here, so that it can still be read when there is no proposal any more.
  const [wrong, setWrong] = useState<string | null>(null);
  return (
    <Card>
      <div class="stack">
        <Heading>{t("p.title")}</Heading>
        {value.proposal ? <Proposal id={id} proposal={value.proposal} of={of} onWrong={setWrong} /> : <Signs signs={value.signs} />}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        {value.decisions.length > 0 && (
          <details class="touch-before">
            <summary>{t("p.decided")}</summary>
            <ul class="stack-s">{value.decisions.map((one) => <Decided key={one.at} one={one} />)}</ul>
          </details>
        )}
      </div>
    </Card>
  );
}

function Signs({ signs }: { signs: string[] }) {
  if (signs.length === 0) return <p>{t("p.no_signs")}</p>;
  return (
    <div class="stack-s">
      <p>{t("p.signs")}</p>
      <ul class="touch-reasons">{signs.map((line) => <li key={line}>{line}</li>)}</ul>
    </div>
  );
}

function Decided({ one }: { one: CadenceDecided }) {
  const day = dayAndYear(dayOf(new Date(one.at), me().time_zone));
  return (
    <li>
      <p><strong>{t("d.line", { answer: t(`d.${one.answer}`), kind: t(`d.${one.kind}`), name: one.by, day })}</strong></p>
      <p class="small muted">{one.reasons.join(" ")}</p>
      {one.why && <p class="small">“{one.why}”</p>}
    </li>
  );
}

type ProposalProps = { id: string; proposal: CadenceProposal; of: Resource<Aftercare>; onWrong: (sentence: string | null) => void };

function Proposal({ id, proposal, of, onWrong }: ProposalProps) {
  const [asking, setAsking] = useState<"changed" | "declined" | null>(null);
  // A reason is for the proposal it was begun for; null once it was said that another has come.
  const [begun, setBegun] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  function ask(what: "changed" | "declined"): void {
    setBegun(proposal.key);
    setAsking(what);
  }
  async function decide(body: CadenceWritten): Promise<void> {
    if (busy) return;
    setBusy(true);
    onWrong(null);
    const key = asking && begun ? begun : proposal.key;
    try {
      of.put(await call("PUT /api/clients/{client_id}/cadence-decisions/{key}", { path: { client_id: id, key }, body }));
      announce(t("p.saved"));
      setAsking(null);
    } catch (error) {
      onWrong(refusalOf(error));
      if (isOver(error)) {
        await of.reload();
        setBegun(null);
      }
    }
    setBusy(false);
  }
  return (
    <>
      <p class="large"><strong>{t(`p.${proposal.kind}`)}</strong></p>
      <ul class="touch-reasons">{proposal.reasons.map((line) => <li key={line}>{line}</li>)}</ul>
      <div class="stack-s">
        <p class="muted">{t("p.would")}</p>
        <ul>{rowLines(proposal.row).map((line) => <li key={line}>{line}</li>)}</ul>
      </div>
      <p class="small muted">{t("p.only")}</p>
      {asking === null && (
        <Change><div class="row">
          <Button busy={busy} onClick={() => void decide({ answer: "accepted", why: null, row: null })}>{t("p.accept")}</Button>
          <Button look="quiet" disabled={busy} onClick={() => ask("changed")}>{t("p.change")}</Button>
          <Button look="quiet" disabled={busy} onClick={() => ask("declined")}>{t("p.decline")}</Button>
        </div></Change>
      )}
      {asking && <Why key={asking} asking={asking} row={proposal.row} busy={busy} decide={decide} close={() => setAsking(null)} />}
    </>
  );
}

function isOver(error: unknown): boolean {
  return error instanceof Problem && ["proposal_changed", "decided_already"].includes(error.code);
}

type WhyProps = { asking: "changed" | "declined"; row: ContactRow; busy: boolean; decide: (body: CadenceWritten) => Promise<void>; close: () => void };

function Why({ asking, row: proposed, busy, decide, close }: WhyProps) {
  const [row, setRow] = useState(proposed);
  const [why, setWhy] = useState("");

  function submit(event: Event): void {
    event.preventDefault();
    if (why.trim()) void decide({ answer: asking, why: why.trim().replace(/\s+/g, " "), row: asking === "changed" ? row : null });
  }
  return (
    <form class="stack" onSubmit={submit}>
      {asking === "changed" && <RowFields row={row} onChange={setRow} />}
      <TextArea label={t("p.why")} value={why} maxLength={400} rows={2} onText={setWhy} />
      <div class="row">
        <Button type="submit" busy={busy} disabled={!why.trim()}>{t(asking === "changed" ? "p.save" : "p.decline")}</Button>
        <Button look="plain" disabled={busy} onClick={close}>{t("p.cancel")}</Button>
      </div>
    </form>
  );
}
