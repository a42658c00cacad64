import { useState } from "preact/hooks";
import type { Aftercare, ContactRow, PlanWritten, Stretch } from "../../api/aftercare.ts";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import { sayEvery } from "../../client/contact/say.ts";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field, TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { Heading } from "../ui/Heading.tsx";
import { useMayChange } from "../ui/MayChange.tsx";
import { LENGTHS, PACES, refusalOf, rowLines } from "./state.ts";
import { t } from "./words.ts";

type Props = { id: string; value: Aftercare; of: Resource<Aftercare> };
type Saving = Props & { onWrong: (sentence: string | null) => void };
type Looking = { look: (months: number) => Promise<void> };

/** Who is in touch and how often. Without a plan the usual one is a tap away. */
export function PlanCard({ id, value, of, look }: Props & Looking) {
  const [isOpen, setOpen] = useState(false);
  // Here, so that it can still be read when somebody else's plan has come.
  const [wrong, setWrong] = useState<string | null>(null);
  const mayChange = useMayChange();
  const { plan } = value;
  function turn(on: boolean): void {
    setWrong(null);
    setOpen(on);
  }
  return (
    <Card>
      <div class="stack">
        <Heading>{t("plan.title")}</Heading>
        {plan === null && (mayChange ? <Usual id={id} value={value} of={of} onWrong={setWrong} look={look} /> : <p>{t("plan.none_yet")}</p>)}
        {plan !== null && (
          <>
            <div class="stack-s">
              <p class="large"><strong>{plan.contact.shown_name}</strong></p>
              {!plan.contact_is_here && <Notice kind="warn">{t("plan.gone", { name: plan.contact.shown_name })}</Notice>}
              <ul>{rowLines(plan).map((line) => <li key={line}>{line}</li>)}</ul>
              <p class="small muted">{t("plan.made", { name: plan.made_by, day: dayAndYear(dayOf(new Date(plan.made_at), me().time_zone)), why: plan.why })}</p>
            </div>
            {!isOpen && mayChange && <div><Button look="quiet" onClick={() => turn(true)}>{t("plan.change")}</Button></div>}
            {isOpen && <Change id={id} value={value} of={of} onWrong={setWrong} onClose={() => turn(false)} />}
          </>
        )}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
      </div>
    </Card>
  );
}

/** Keeps a plan; the same try again is the same plan. Gives the code of a refusal, null when it is kept. */
function usePlanning({ id, of, onWrong }: Saving) {
  const [plan] = useState(() => newId());
  const [busy, setBusy] = useState(false);

  async function save(body: PlanWritten): Promise<string | null> {
    setBusy(true);
    onWrong(null);
    try {
      of.put(await call("PUT /api/clients/{client_id}/contact-plans/{id}", { path: { client_id: id, id: plan }, body }));
      announce(t("plan.saved"));
      return null;
    } catch (error) {
      onWrong(refusalOf(error));
      const code = error instanceof Problem ? error.code : "";
      if (code === "plan_changed") await of.reload();
      setBusy(false);
      return code;
    }
  }
  return { busy, save };
}

function Usual({ look, ...saving }: Saving & Looking) {
  const { busy, save } = usePlanning(saving);
  const { value } = saving;
  const mine = value.team.find((one) => one.id === me().id) ?? value.team[0];
  const [contact, setContact] = useState(mine?.id ?? "");
  const [startsOn, setStartsOn] = useState(value.usual.starts_on);
  const [chosen, setChosen] = useState<{ months: string } | null>(null);
  const lengths = [...new Set([...LENGTHS, value.months])].sort((one, other) => one - other);

  async function choose(months: string): Promise<void> {
    const mine = { months };
    setChosen(mine);
    await look(Number(months));
    setChosen((now) => (now === mine ? null : now));
  }
  const row: ContactRow = { ...value.usual, starts_on: startsOn };
  return (
    <>
      <p>{t("plan.none")}</p>
      <ul>{rowLines(row).map((line) => <li key={line}>{line}</li>)}</ul>
      <Who team={value.team} contact={contact} onChoose={setContact} />
      <Choice label={t("plan.months")} value={chosen?.months ?? String(value.months)} options={lengths.map((one) => ({ value: String(one), text: t("plan.month", { count: one }) }))} onChoose={(months) => void choose(months)} />
      <Field type="date" label={t("plan.start")} value={startsOn} onText={setStartsOn} />
      <Button wide busy={busy} disabled={!contact || !startsOn || chosen !== null} onClick={() => void save({ ...row, contact_id: contact, why: t("plan.why_new"), replaces: null })}>{t("plan.confirm")}</Button>
    </>
  );
}

function Who({ team, contact, onChoose }: { team: Aftercare["team"]; contact: string; onChoose: (id: string) => void }) {
  const all = team.map((one) => ({ value: one.id, text: one.shown_name }));
  const options = team.some((one) => one.id === contact) ? all : [{ value: "", text: "…" }, ...all];
  return <Choice label={t("plan.who")} value={contact} options={options} onChoose={onChoose} />;
}

function Change({ onClose, ...saving }: Saving & { onClose: () => void }) {
  const { busy, save } = usePlanning(saving);
  const { value } = saving;
  const ahead = value.row.filter((one) => one.standing === "ahead" || one.due_on === value.to_do);
  const today = dayOf(new Date(), me().time_zone);
  const next = value.next_on ?? value.usual.starts_on;
  const [row, setRow] = useState<ContactRow>(() => ({ starts_on: next < today ? today : next, stretches: stretchesOf(ahead) }));
  const still = value.plan?.contact_is_here ? value.plan.contact.id : "";
  const [contact, setContact] = useState(still);
  const [why, setWhy] = useState("");
  // What was on the screen when this was begun; null once it was said that another has come.
  const [begun, setBegun] = useState(value.plan?.id ?? null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const replaces = begun ?? value.plan?.id ?? null;
    const refused = await save({ ...row, contact_id: contact, why: why.trim().replace(/\s+/g, " "), replaces });
    if (refused === null) onClose();
    else if (refused === "plan_changed") setBegun(null);
  }
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <Who team={value.team} contact={contact} onChoose={setContact} />
      <RowFields row={row} onChange={setRow} />
      <TextArea label={t("plan.why")} value={why} maxLength={400} rows={2} onText={setWhy} />
      <div class="row">
        <Button type="submit" busy={busy} disabled={!contact || !why.trim() || !row.starts_on || row.stretches.length === 0}>{t("plan.save")}</Button>
        <Button look="plain" disabled={busy} onClick={onClose}>{t("plan.cancel")}</Button>
      </div>
    </form>
  );
}

/** What is still ahead, as stretches. */
export function stretchesOf(ahead: Aftercare["row"]): Stretch[] {
  const found: Stretch[] = [];
  for (const { every_days } of ahead) {
    const last = found[found.length - 1];
    if (last?.every_days === every_days) last.count += 1;
    else found.push({ count: 1, every_days });
  }
  return found.length > 0 ? found : [{ count: 4, every_days: 28 }];
}

/** From when, how often and how many times, stretch by stretch. */
export function RowFields({ row, onChange }: { row: ContactRow; onChange: (row: ContactRow) => void }) {
  const put = (index: number, said: Partial<Stretch>) =>
    onChange({ ...row, stretches: row.stretches.map((one, place) => (place === index ? { ...one, ...said } : one)) });
  return (
    <div class="stack-s">
      <Field type="date" label={t("plan.start")} value={row.starts_on} onText={(starts_on) => onChange({ ...row, starts_on })} />
      {row.stretches.map(({ count, every_days }, index) => {
        const paces = [...new Set([...PACES, every_days])].sort((one, other) => one - other);
        return (
          <fieldset key={index} class="touch-stretch">
            <legend class="sr-only">{index + 1}</legend>
            <Choice label={t("plan.how_often")} value={String(every_days)} options={paces.map((days) => ({ value: String(days), text: sayEvery(days) }))} onChoose={(days) => put(index, { every_days: Number(days) })} />
            <Field type="number" label={t("plan.times")} value={String(count)} min={1} max={120} onText={(typed) => put(index, { count: Math.min(120, Math.max(1, Math.trunc(Number(typed)) || 1)) })} />
            {row.stretches.length > 1 && <Button look="plain" onClick={() => onChange({ ...row, stretches: row.stretches.filter((_, place) => place !== index) })}>{t("plan.remove")}</Button>}
          </fieldset>
        );
      })}
      {row.stretches.length < 12 && <div><Button look="plain" onClick={() => onChange({ ...row, stretches: [...row.stretches, { count: 4, every_days: 28 }] })}>{t("plan.more")}</Button></div>}
    </div>
  );
}
