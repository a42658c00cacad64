import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import type { Addable, RecipientRead, Sharing } from "../../api/sharing.ts";
import { newId } from "../../ids.ts";
import { t as family } from "../family/words.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm, Sheet } from "../../ui/Sheet.tsx";
import { Card, Empty, Notice, RowButton, RowPlain, Rows, Tag } from "../../ui/surfaces.tsx";
import { useHere, useOnce } from "../../ui/useOnce.ts";
import { sayDay, sayEnd, sayUntil, sayWhat, whyNot } from "./say.ts";
import "./sharing.css";
import { t } from "./words.ts";

/** Who sees what of one's own, until when, and the one way to take it back. */
export default function SharingScreen() {
  const sharing = useFetched(() => call("GET /api/sharing"));
  const found = sharing.value;
  return (
    <Screen title={t("title")} under={t("under")} back="/">
      {sharing.state === "failed" && <Notice kind="error">{t("not_loaded")}</Notice>}
      {found && (
        <>
          <AtTheCentre found={found} />
          <section class="stack">
            <h2>{t("people.title")}</h2>
            {now(found).length === 0 && <Empty>{t("people.none")}</Empty>}
            {now(found).map((one) => <RecipientCard key={one.id} one={one} onChanged={sharing.reload} />)}
          </section>
          <Adding found={found} />
          <Past found={found} />
        </>
      )}
    </Screen>
  );
}

function now(found: Sharing): RecipientRead[] {
  return found.recipients.filter(({ state }) => state !== "left");
}

function AtTheCentre({ found }: { found: Sharing }) {
  const names = found.team.map(({ shown_name }) => shown_name).join(", ");
  return (
    <Card soft>
      <div class="stack-s">
        <h2>{found.is_in_care ? t("care.title") : t("alone.title", { centre: found.centre })}</h2>
        <p>{found.is_in_care ? t("care.text", { centre: found.centre }) : t("alone.text")}</p>
        {names && <p class="small muted">{t("care.who", { names })}</p>}
      </div>
    </Card>
  );
}

function RecipientCard({ one, onChanged }: { one: RecipientRead; onChanged: () => Promise<void> }) {
  const [asks, setAsks] = useState(false);
  const { name, consent } = one;
  return (
    <Card label={name}>
      <div class="stack-s">
        <div class="share-head">
          <h3>{name}</h3>
          {one.state === "waiting" && <Tag>{t("waiting")}</Tag>}
        </div>
        {consent ? (
          <>
            <ul class="share-kinds" aria-label={t("sees")}>{sayWhat(consent).map((what) => <li key={what}>{what}</li>)}</ul>
            <p class="small muted">{sayUntil(consent)}</p>
          </>
        ) : <p class="muted">{t("nothing")}</p>}
        <div class="row">
          <ButtonLink look={consent ? "quiet" : "primary"} href={`/sharing/${one.id}`}>{t(consent ? "change" : "choose")}<span class="sr-only">: {name}</span></ButtonLink>
          {one.kind === "relative" && one.state === "waiting" && <ButtonLink look="quiet" href={`/sharing/${one.id}/link`}>{family("invite")}<span class="sr-only">: {name}</span></ButtonLink>}
          {consent && <Button look="quiet" onClick={() => setAsks(true)}>{t("back_take")}<span class="sr-only">: {name}</span></Button>}
        </div>
        {asks && consent && <TakeBack name={name} consentId={consent.id} onClose={() => setAsks(false)} onChanged={onChanged} />}
      </div>
    </Card>
  );
}

function TakeBack({ name, consentId, onClose, onChanged }: { name: string; consentId: string; onClose: () => void; onChanged: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function take(): Promise<void> {
    setBusy(true);
    try {
      await call("PUT /api/consents/{id}/ending", { path: { id: consentId }, body: {} });
      announce(t("take.done", { name }));
      await onChanged();
      onClose();
    } catch (error) {
      setWrong(whyNot(error));
      setBusy(false);
    }
  }
  if (wrong) return <Sheet title={t("back_take")} onClose={onClose}><Notice kind="error" live>{wrong}</Notice></Sheet>;
  return <Confirm title={t("take.title", { name })} text={t("take.text", { name })} yes={t("take.yes")} busy={busy} onYes={() => void take()} onNo={onClose} />;
}

type Named = { kind: "provider" | "relative"; name: string; person_id: string | null };

function Adding({ found }: { found: Sharing }) {
  const { route } = useLocation();
  const here = useHere();
  const { busy, once } = useOnce();
  const [names, setNames] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function add(id: string, body: Named): Promise<void> {
    const isHere = here();
    setWrong(null);
    try {
      await call("PUT /api/recipients/{id}", { path: { id }, body });
      if (isHere()) route(`/sharing/${id}`);
    } catch (error) {
      const known = error instanceof Problem ? error.more["recipient_id"] : null;
      if (typeof known !== "string") setWrong(whyNot(error));
      else if (isHere()) route(`/sharing/${known}`);
    }
  }
  const provider = ({ shown_name, person_id }: Addable) => void once(() => add(newId(), { kind: "provider", name: shown_name, person_id }));
  const relative = (id: string, name: string) => void once(() => add(id, { kind: "relative", name, person_id: null }));
  return (
    <section class="stack">
      <h2>{t("add.title")}</h2>
      {wrong && !names && <Notice kind="error" live>{wrong}</Notice>}
      <div class="share-adding" aria-busy={busy}>
        <Rows>
          {found.could_add.map((one) => <RowButton key={one.person_id} icon="me" text={one.shown_name} detail={t("add.provider")} onClick={() => provider(one)} />)}
          <RowButton icon="plus" text={t("add.relative")} detail={t("add.relative_detail")} onClick={() => { if (!busy) { setWrong(null); setNames(true); } }} />
        </Rows>
      </div>
      {names && <NameSheet busy={busy} wrong={wrong} onClose={() => { setWrong(null); setNames(false); }} onName={relative} />}
    </section>
  );
}

type NameProps = { busy: boolean; wrong: string | null; onClose: () => void; onName: (id: string, name: string) => void };

function NameSheet({ busy, wrong, onClose, onName }: NameProps) {
  // The same name again after an answer that was lost is the same person, not one more.
  const [{ id, name }, setNamed] = useState(() => ({ id: newId(), name: "" }));
  return (
    <Sheet title={t("name.title")} busy={busy} onClose={onClose}>
      <form class="stack" onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") onName(id, name.trim());
      }}>
        <Field label={t("name.label")} hint={t("name.hint")} value={name} maxLength={80} autocapitalize="words" onText={(text) => setNamed({ id: newId(), name: text })} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" wide busy={busy} disabled={name.trim() === ""}>{t("name.next")}</Button>
      </form>
    </Sheet>
  );
}

function Past({ found }: { found: Sharing }) {
  const past = found.recipients.filter(({ history, state }) => history.length > 0 || state === "left");
  if (past.length === 0) return null;
  return (
    <details class="share-past">
      <summary>{t("past.more")}</summary>
      <Rows label={t("past.title")}>
        {past.map((one) => (
          <RowPlain key={one.id}>
            <p><strong>{one.name}</strong> {one.state === "left" && <Tag>{t("past.left")}</Tag>}</p>
            {one.history.map((was) => (
              <p key={was.id} class="small">
                {t("past.signed", { day: sayDay(was.signed_at.slice(0, 10)) })}: {sayWhat(was).join(", ")}. {sayEnd(was)}{" "}
                <a href={`/sharing/${one.id}?text=${was.id}`}>{t("past.text")}<span class="sr-only">: {one.name}</span></a>
              </p>
            ))}
          </RowPlain>
        ))}
      </Rows>
    </details>
  );
}
