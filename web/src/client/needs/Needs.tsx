import { useState } from "preact/hooks";
import type { Need, NextStep, OwnNeeds } from "../../api/needs.ts";
import { t as shared } from "../../i18n/core.ts";
import { tryAgain } from "../../offline/outbox.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { myDatabase, outboxChanged, sendNow } from "../../offline/sync.ts";
import { dayAndTime, dayOf, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/Live.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, RowPlain, Rows, Tag } from "../../ui/surfaces.tsx";
import { AddSheet } from "./AddSheet.tsx";
import { dueOf, NeedCard } from "./NeedCard.tsx";
import "./needs.css";
import { CameTooLate } from "./Reword.tsx";
import { isAlone, isTakenUp } from "./state.ts";
import { sayNeed, sayStep, useNeeds } from "./useNeeds.ts";
import { t } from "./words.ts";

/** What the client needs beside treatment, who helps, and what is next. Works without a connection. */
export default function Needs() {
  const { now, resource } = useNeeds();
  const [adding, setAdding] = useState(false);
  const { state, at, value } = resource;
  const today = dayOf(new Date(), phoneZone());
  const nothing = now.open.length + now.over.length === 0;
  const alone = isAlone(value);
  const late = now.refused.filter(isTakenUp);
  const refused = now.refused.filter((op) => !isTakenUp(op));
  return (
    <Screen title={t("title")} under={state === "stale" && at !== null ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : t(alone ? "under.alone" : "under")} back="/around">
      {value === null && state === "loading" && <p class="muted" role="status">{shared("loading")}</p>}
      {value === null && state === "failed" && <Notice kind="warn" live>{t("not_loaded")}</Notice>}
      {late.map((op) => <CameTooLate key={op.id} op={op} need={[...now.open, ...now.over].find((one) => one.id === op.body.need_id)} />)}
      {refused.length > 0 && <Refused ids={refused.map((op) => op.id)} />}
      <div class="stack-l">
        {now.mine.length > 0 && (
          <section class="stack">
            <h2>{t("mine.title")}</h2>
            <Rows>{now.mine.map(({ step, need }) => <Mine key={step.id} step={step} need={need} today={today} />)}</Rows>
          </section>
        )}
        <section class="stack">
          <h2>{t("list.title")}</h2>
          {nothing && value !== null && <Empty>{t(alone ? "list.none_alone" : "list.none")}</Empty>}
          {now.open.map((need) => <NeedCard key={need.id} need={need} waiting={now.waiting} today={today} alone={alone} />)}
          <Button look={nothing ? "primary" : "soft"} wide icon="plus" onClick={() => setAdding(true)}>{t("add")}</Button>
        </section>
        {value && (alone ? <NobodySees /> : <WhoHelps value={value} />)}
        {now.over.length > 0 && (
          <section class="stack">
            <h2>{t("over.title")}</h2>
            <Rows>{now.over.map((need) => <Over key={need.id} need={need} waiting={now.waiting.has(need.id)} />)}</Rows>
          </section>
        )}
      </div>
      {adding && <AddSheet alone={alone} onClose={() => setAdding(false)} />}
    </Screen>
  );
}

function WhoHelps({ value: { contact, or_ask } }: { value: OwnNeeds }) {
  return (
    <Card label={t("contact.title")}>
      <h2>{t("contact.title")}</h2>
      <p>{contact ? t("contact.is", { name: contact.name }) : t("contact.none", { name: or_ask ?? "" })}</p>
      <p class="small muted">{t("contact.honest")}</p>
      <div class="row">
        <ButtonLink look="quiet" href="/team">{t("contact.team")}</ButtonLink>
        <ButtonLink look="quiet" href="/help">{t("contact.help")}</ButtonLink>
      </div>
    </Card>
  );
}

/** What an alumna writes stays hers until she shows it to somebody. */
function NobodySees() {
  return (
    <Card label={t("contact.title")}>
      <h2>{t("contact.title")}</h2>
      <p class="with-icon"><Icon name="hide" size={20} /> <span>{t("alone.text")}</span></p>
      <p class="small muted">{t("alone.help")}</p>
      <div class="row">
        <ButtonLink look="quiet" href="/sharing">{t("alone.change")}</ButtonLink>
        <ButtonLink look="quiet" href="/help">{t("contact.help")}</ButtonLink>
      </div>
    </Card>
  );
}

function Mine({ step, need, today }: { step: NextStep; need: Need; today: string }) {
  const [wrong, setWrong] = useState<string | null>(null);
  async function done(): Promise<void> {
    try {
      await sayStep(step.id, "done");
      announce(shared("saved.on_phone"));
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <RowPlain>
      <div class="need-mine">
        <span class="need-words"><strong>{step.words}</strong><br /><span class="small">{dueOf(step.due_on, today)}</span><br /><span class="small muted">{t("mine.for", { words: need.words })}</span></span>
        <Button icon="check" onClick={() => void done()}>{t("mine.done")}<span class="sr-only">: {step.words}</span></Button>
      </div>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
    </RowPlain>
  );
}

function Over({ need, waiting }: { need: Need; waiting: boolean }) {
  const [wrong, setWrong] = useState<string | null>(null);
  async function again(): Promise<void> {
    try {
      await sayNeed(need.id, "open");
      announce(shared("saved.on_phone"));
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <RowPlain>
      <div class="need-mine">
        <span class="need-words">{need.words}<br /><Tag kind={need.state === "met" ? "good" : "plain"}>{t(need.state === "met" ? "over.met" : "is.set_aside")}</Tag></span>
        <Button look="plain" onClick={() => void again()}>{t("again")}<span class="sr-only">: {need.words}</span></Button>
      </div>
      {waiting && <p class="small muted">{t("waiting")}</p>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
    </RowPlain>
  );
}

function Refused({ ids }: { ids: string[] }) {
  async function again(): Promise<void> {
    const db = await myDatabase();
    if (db) for (const id of ids) await tryAgain(db, id);
    await outboxChanged();
    await sendNow();
  }
  return (
    <Notice kind="warn" live>
      <p>{t("refused.text")}</p>
      <Button look="quiet" onClick={() => void again()}>{t("refused.again")}</Button>
    </Notice>
  );
}
