import { useLocation, useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import { type ConsentTerms, FOR_PROVIDERS, FOR_RELATIVES, type RecipientRead, type Sharing, type Shown, type StatementRead } from "../../api/sharing.ts";
import { newId } from "../../ids.ts";
import { addDays, dayAndTime, dayOf, phoneZone } from "../../time.ts";
import { t as family } from "../family/words.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { Field, Toggle } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { useHere } from "../../ui/useOnce.ts";
import { whyNot } from "./say.ts";
import "./sharing.css";
import { t } from "./words.ts";

/** What one person may see: chosen, read as a text, and signed. */
export default function OneRecipient() {
  const { id = "" } = useRoute().params;
  const { text } = useLocation().query;
  const sharing = useFetched(() => call("GET /api/sharing"), [id]);
  const found = sharing.value?.recipients.find((one) => one.id === id) ?? null;
  if (text) return <AsSigned id={text} />;
  return (
    <Screen title={found ? t("one.title", { name: found.name }) : t("title")} back="/sharing">
      {sharing.state === "failed" && <Notice kind="error">{t("not_loaded")}</Notice>}
      {sharing.value && (!found || found.state === "left") && <Empty>{t("one.none")}</Empty>}
      {sharing.value && found && found.state !== "left" && (
        <>
          {found.state === "waiting" ? <Invite id={found.id} /> : <Choosing key={found.consent?.id} one={found} sharing={sharing.value} />}
          <Leaving one={found} />
        </>
      )}
    </Screen>
  );
}

function Invite({ id }: { id: string }) {
  return (
    <>
      <Notice>{t("one.waiting")}</Notice>
      <ButtonLink href={`/sharing/${id}/link`} wide big>{family("invite")}</ButtonLink>
    </>
  );
}

type End = "day" | "treatment" | "none";

function Choosing({ one, sharing }: { one: RecipientRead; sharing: Sharing }) {
  const held = one.consent;
  const kinds: readonly Shown[] = one.kind === "provider" ? FOR_PROVIDERS : FOR_RELATIVES;
  const today = dayOf(new Date(), phoneZone());
  const [on, setOn] = useState<Shown[]>(kinds.filter((kind) => held?.data.includes(kind)));
  const ends: End[] = ["day", ...(sharing.is_in_care ? ["treatment" as const] : []), ...(one.kind === "provider" ? ["none" as const] : [])];
  // An end that can no longer be chosen is asked for again.
  const before: End | null = held && (held.expires_on ? "day" : held.ends_with_treatment ? "treatment" : "none");
  const [end, setEnd] = useState<End | null>(before && ends.includes(before) ? before : null);
  const [day, setDay] = useState(held?.expires_on ?? addDays(today, 90));
  const [read, setRead] = useState<StatementRead | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const terms: ConsentTerms = { recipient_id: one.id, data: on, expires_on: end === "day" ? day : null, ends_with_treatment: end === "treatment" };

  async function preview(): Promise<void> {
    if (on.length === 0 || end === null || (end === "day" && day === "")) return setWrong(t("pick"));
    setBusy(true);
    setWrong(null);
    try {
      setRead(await call("POST /api/consent-statements", { body: terms }));
    } catch (error) {
      setWrong(whyNot(error));
    }
    setBusy(false);
  }
  if (read) return <Signing one={one} terms={terms} first={read} onBack={() => setRead(null)} />;
  return (
    <div class="stack-l">
      <section class="stack">
        <h2>{t("kinds")}</h2>
        <p class="small muted">{t("kinds.why")}</p>
        <Card>
          {kinds.map((kind) => (
            <Toggle
              key={kind} label={t(`d.${kind}`)} {...hint(kind, sharing.is_in_care)} on={on.includes(kind)}
              onToggle={(is) => setOn(kinds.filter((each) => (each === kind ? is : on.includes(each))))}
            />
          ))}
        </Card>
      </section>
      <section class="stack">
        <h2>{t("until")}</h2>
        <Options label={t("until")} value={end} options={ends.map((value) => ({ value, text: t(`until.pick_${value}`) }))} onChoose={setEnd} />
        {end === "day" && <Field type="date" label={t("until.day_label")} hint={t("until.day_hint")} value={day} min={today} max={addDays(today, 365)} onText={setDay} />}
      </section>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button wide big busy={busy} onClick={() => void preview()}>{t("read")}</Button>
    </div>
  );
}

/** While somebody is in care their team is asked to look; alumni choose who is. */
function hint(kind: Shown, isInCare: boolean): { hint?: string } {
  const asked = !isInCare && (kind === "check_ins" || kind === "craving_logs");
  const text = asked ? t(`asked.${kind}`) : t(`h.${kind}`);
  return text ? { hint: text } : {};
}

type SigningProps = { one: RecipientRead; terms: ConsentTerms; first: StatementRead; onBack: () => void };

/** The text as it will be kept, the name, and nothing else. */
function Signing({ one, terms, first, onBack }: SigningProps) {
  const { route } = useLocation();
  const here = useHere();
  const [read, setRead] = useState(first);
  const [id] = useState(newId);
  const [signature, setSignature] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function sign(): Promise<void> {
    const isHere = here();
    setBusy(true);
    setWrong(null);
    try {
      await call("PUT /api/consents/{id}", { path: { id }, body: { ...terms, hash: read.hash, basis: read.basis, signature: signature.trim() } });
      announce(t("sign.done", { name: one.name }));
      if (isHere()) route("/sharing");
    } catch (error) {
      const other = error instanceof Problem && error.code === "statement_changed" ? error.more["statement"] : null;
      if (other) setRead(other as StatementRead);
      setWrong(other ? t("sign.again") : whyNot(error));
      setBusy(false);
    }
  }
  return (
    <form class="stack" onSubmit={(event) => {
      event.preventDefault();
      if (signature.trim() !== "" && !busy) void sign();
    }}>
      <h2>{t("sign.title")}</h2>
      <Card><p class="share-text">{read.text.trim()}</p></Card>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Field label={t("sign.name")} hint={t("sign.same")} value={signature} maxLength={120} autocomplete="name" autocapitalize="words" onText={setSignature} />
      <Button type="submit" wide big busy={busy} disabled={signature.trim() === ""}>{t("sign.yes")}</Button>
      <Button look="plain" wide busy={busy} onClick={onBack}>{t("sign.no")}</Button>
    </form>
  );
}

function Leaving({ one }: { one: RecipientRead }) {
  const { route } = useLocation();
  const here = useHere();
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { id, name } = one;

  async function leave(): Promise<void> {
    const isHere = here();
    setBusy(true);
    try {
      await call("PUT /api/recipients/{id}/ending", { path: { id }, body: {} });
      announce(t("leave.done", { name }));
      if (isHere()) route("/sharing");
    } catch (error) {
      setWrong(whyNot(error));
      setBusy(false);
      setAsks(false);
    }
  }
  return (
    <>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button look="plain" wide onClick={() => setAsks(true)}>{t("leave", { name })}</Button>
      {asks && <Confirm title={t("leave", { name })} text={t("leave.text", { name })} yes={t("leave", { name })} busy={busy} onYes={() => void leave()} onNo={() => setAsks(false)} />}
    </>
  );
}

/** A text as it was read and signed. */
function AsSigned({ id }: { id: string }) {
  const consent = useFetched(() => call("GET /api/consents/{id}", { path: { id } }), [id]);
  const found = consent.value;
  return (
    <Screen title={found ? found.recipient : t("title")} back="/sharing">
      {consent.state === "failed" && <Notice kind="error">{t("not_loaded")}</Notice>}
      {found && (
        <Card>
          <p class="share-text">{found.statement.trim()}</p>
          <p class="small muted">{t("text.signed", { when: dayAndTime(found.signed_at, phoneZone()), signature: found.signature })}</p>
        </Card>
      )}
    </Screen>
  );
}
