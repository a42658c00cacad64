import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { type Need, type Referral, REFERRAL_STATES, type ReferralState } from "../../api/needs.ts";
import { t as names } from "../../client/needs/words.ts";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field, TextArea } from "../../ui/Field.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice, Tag } from "../../ui/surfaces.tsx";
import { Change } from "../ui/MayChange.tsx";
import type { Desk } from "./useTeamNeeds.ts";
import { t } from "./words.ts";

/** Where a client was sent for a need, and how that went on. */
export function Referrals({ desk, need }: { desk: Desk; need: Need }) {
  const [open, setOpen] = useState<Referral | "new" | null>(null);
  const show = (one: Referral | "new" | null) => {
    desk.forget();
    setOpen(one);
  };
  return (
    <section class="needs-section">
      <div class="spread">
        <h4>{t("referrals.title")}</h4>
        <Change><Button look="plain" icon="plus" label={`${t("referrals.add")}: ${need.words}`} onClick={() => show("new")}>{t("referrals.add")}</Button></Change>
      </div>
      {need.referrals.length > 0 && <ul class="needs-rows">{need.referrals.map((one) => <Row key={one.id} referral={one} onGoOn={() => show(one)} />)}</ul>}
      {open === "new" && <ReferSheet desk={desk} need={need} onClose={() => show(null)} />}
      {open && open !== "new" && <OnSheet desk={desk} referral={open} onClose={() => show(null)} />}
    </section>
  );
}

function Row({ referral, onGoOn }: { referral: Referral; onGoOn: () => void }) {
  const { to_whom, contact, state, steps } = referral;
  return (
    <li>
      <div class="spread">
        <span class="needs-words"><strong>{to_whom}</strong>{contact && <span class="muted">, {contact}</span>}</span>
        <span class="row"><Tag kind={state === "done" || state === "accepted" ? "good" : "plain"}>{names(`r.${state}`)}</Tag><Change><Button look="quiet" label={`${t("referrals.on")}: ${to_whom}`} onClick={onGoOn}>{t("referrals.on")}</Button></Change></span>
      </div>
      <ol class="small muted">
        {steps.map((one) => (
          <li key={one.number} class="needs-words">{names("referral.step", { state: names(`r.${one.state}`), when: dayAndTime(one.at, me().time_zone), name: one.by })}{one.line && <>: <q>{one.line}</q></>}</li>
        ))}
      </ol>
    </li>
  );
}

const STATES = () => REFERRAL_STATES.map((value) => ({ value, text: names(`r.${value}`) }));

function ReferSheet({ desk, need, onClose }: { desk: Desk; need: Need; onClose: () => void }) {
  const [id] = useState(newId);
  const [to_whom, setTo] = useState("");
  const [contact, setContact] = useState("");
  const [state, setState] = useState<ReferralState>("suggested");
  const [line, setLine] = useState("");
  const [tried, setTried] = useState(false);
  const isEmpty = to_whom.trim() === "";

  async function save(): Promise<void> {
    setTried(true);
    if (isEmpty) return;
    const path = { client_id: desk.id, need_id: need.id, id };
    const body = { to_whom: to_whom.trim(), contact: contact.trim() || null, state, line: line.trim() || null };
    if (await desk.change(() => call("PUT /api/clients/{client_id}/needs/{need_id}/referrals/{id}", { path, body }))) onClose();
  }
  return (
    <Sheet title={t("refer.title")} onClose={onClose} busy={desk.busy}>
      <div class="stack">
        <p class="muted needs-words">{need.words}</p>
        <Field label={t("refer.to")} hint={t("refer.to_hint")} value={to_whom} maxLength={200} wrong={tried && isEmpty ? t("refer.to_wrong", { name: desk.name }) : null} onText={setTo} />
        <Field label={t("refer.contact")} hint={t("refer.contact_hint")} value={contact} maxLength={200} autocapitalize="none" onText={setContact} />
        <Choice label={t("refer.state")} value={state} options={STATES()} onChoose={(value) => setState(value as ReferralState)} />
        <TextArea label={t("refer.line")} hint={t("refer.line_hint", { name: desk.name })} value={line} maxLength={400} rows={3} onText={setLine} />
        {desk.wrong && <Notice kind="error" live>{desk.wrong}</Notice>}
        <Button wide busy={desk.busy} onClick={() => void save()}>{t("form.save")}</Button>
      </div>
    </Sheet>
  );
}

function OnSheet({ desk, referral, onClose }: { desk: Desk; referral: Referral; onClose: () => void }) {
  const [state, setState] = useState<ReferralState>(referral.state);
  const [line, setLine] = useState("");

  async function save(): Promise<void> {
    const path = { client_id: desk.id, id: referral.id, number: String(referral.steps.length + 1) };
    if (await desk.change(() => call("PUT /api/clients/{client_id}/referrals/{id}/steps/{number}", { path, body: { state, line: line.trim() || null } }))) onClose();
  }
  return (
    <Sheet title={t("referrals.on")} onClose={onClose} busy={desk.busy}>
      <div class="stack">
        <p class="muted needs-words">{referral.to_whom}</p>
        <Choice label={t("refer.state")} value={state} options={STATES()} onChoose={(value) => setState(value as ReferralState)} />
        <TextArea label={t("refer.line")} hint={t("refer.line_hint", { name: desk.name })} value={line} maxLength={400} rows={3} onText={setLine} />
        {desk.wrong && <Notice kind="error" live>{desk.wrong}</Notice>}
        <Button wide busy={desk.busy} onClick={() => void save()}>{t("form.save")}</Button>
      </div>
    </Sheet>
  );
}
