import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ClientRow, Series } from "../../api/types.ts";
import { dayOf, zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Heading } from "../ui/Heading.tsx";
import { inCare } from "../clients/inCare.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { isProvider } from "../ui/roles.ts";
import { useSending } from "../ui/useSending.ts";
import { t } from "../words/index.ts";
import { Problem } from "../../api/problem.ts";
import { refusalOf } from "../calendar/say.ts";
import { show } from "../calendar/shown.ts";
import { GroupModules } from "../learning/GroupModules.tsx";
import { isGroup } from "../learning/groups.ts";
import { t as calendar } from "../calendar/words.ts";
import { ChangeSeries, EndSeries } from "./ChangeSeries.tsx";
import { sayDates, sayRule, sayWhen } from "./say.ts";
import { isOver } from "./series.ts";
import { say } from "./words.ts";
import { SeriesTags } from "./Sessions.tsx";

type Props = { series: Series; onChanged: (changed?: Series) => Promise<void> };

/** One weekly session and who takes part. */
export function SeriesPage({ series, onChanged }: Props) {
  const today = dayOf(new Date(), series.time_zone);
  return (
    <>
      <SeriesTags series={series} today={today} />
      <Card>
        <Facts
          rows={[
            [t("series.when_label"), `${sayWhen(series)} (${zoneName(series.time_zone)})`],
            [say("rule"), sayRule(series)],
            [t("series.dates"), sayDates(series)],
            [t("series.place"), series.place],
            [t("series.link"), series.join_link && <a href={series.join_link} target="_blank" rel="noopener noreferrer">{series.join_link}</a>],
            [t("series.kind"), [t(`kind.${series.kind}`), series.focus && calendar(`focus.${series.focus}`)].filter(Boolean).join(": ")],
            [calendar("modality"), calendar(`modality.${series.modality}`)],
            [calendar("places"), series.capacity],
            [calendar("form.waiting"), series.waiting || null],
            [t("series.lead"), series.facilitator.shown_name],
          ]}
        />
        <p><a href="/desk/calendar" onClick={() => show({ group: series.id, provider: "", room: "" })}>{say("calendar")}</a></p>
      </Card>
      {series.needs_leader && <Notice kind="warn">{say("needs_leader")}</Notice>}
      {series.may_change && !isOver(series, today) && <Changes key={series.sequence} series={series} onChanged={onChanged} />}
      <People series={series} onChanged={onChanged} />
      {isProvider() && isGroup(series) && <GroupModules series={series} />}
    </>
  );
}

function Changes({ series, onChanged }: Props) {
  const [doing, setDoing] = useState<"change" | "end" | null>(null);
  const act = (what: "change" | "end") => (
    <button type="button" class="button quiet" aria-expanded={doing === what} onClick={() => setDoing(doing === what ? null : what)}>{say(what)}</button>
  );
  return (
    <>
      <div class="row cal-acts">{act("change")}{act("end")}</div>
      {doing === "change" && <Card><ChangeSeries series={series} onChanged={onChanged} /></Card>}
      {doing === "end" && <Card><EndSeries series={series} onChanged={onChanged} /></Card>}
    </>
  );
}

type Member = Series["participants"][number];

function People({ series, onChanged }: Props) {
  const [leaving, setLeaving] = useState<Member | null>(null);
  const { busy, wrong, send } = useSending();

  async function takeOut(person: Member): Promise<void> {
    const path = { id: series.id, client_id: person.id };
    const sent = await send(() => call("DELETE /api/appointment-series/{id}/participants/{client_id}", { path }));
    if (sent) {
      await onChanged();
      announce(t("series.removed", { name: person.shown_name }));
    }
    setLeaving(null);
  }
  return (
    <Card>
      <Heading>{t("series.people")} <span class="muted">{series.participants.length}</span></Heading>
      <p class="small muted">{t("series.people_hint")}</p>
      <PeopleList people={series.participants} onTakeOut={setLeaving} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {isProvider() && <AddPerson series={series} onChanged={onChanged} />}
      {leaving && (
        <Confirm
          title={t("series.remove_title", { name: leaving.shown_name })} text={t("series.remove_text")} yes={t("series.remove")}
          danger busy={busy} onYes={() => void takeOut(leaving)} onNo={() => setLeaving(null)}
        />
      )}
    </Card>
  );
}

function PeopleList({ people, onTakeOut }: { people: Member[]; onTakeOut: (person: Member) => void }) {
  if (people.length === 0) return <p>{t("series.people_none")}</p>;
  if (!isProvider()) return <ul class="desk-people">{people.map((person) => <li key={person.id}>{person.shown_name}</li>)}</ul>;
  return (
    <ul class="desk-people">
      {people.map((person) => (
        <li key={person.id} class="spread">
          <a href={`/desk/clients/${person.id}`}>{person.shown_name}</a>
          {person.may_let_out && <Button look="plain" label={`${t("series.remove")}: ${person.shown_name}`} onClick={() => onTakeOut(person)}>{t("series.remove")}</Button>}
        </li>
      ))}
    </ul>
  );
}

function AddPerson({ series, onChanged }: Props) {
  const clients = useFetched(() => call("GET /api/clients"));
  return (
    <Loaded of={clients}>
      {({ items }) => <AddForm series={series} onChanged={onChanged} others={inCare(items).filter((one) => !series.participants.some((person) => person.id === one.id))} />}
    </Loaded>
  );
}

function AddForm({ series, onChanged, others }: Props & { others: ClientRow[] }) {
  const [chosen, choose] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [isFull, setFull] = useState(false);
  const person = others.find((one) => one.id === chosen);

  async function send(how: "participants" | "waiting"): Promise<void> {
    if (!person || busy) return;
    const path = { id: series.id, client_id: person.id };
    setBusy(true);
    setWrong(null);
    try {
      await (how === "waiting"
        ? call("PUT /api/appointment-series/{id}/waiting/{client_id}", { path, body: {} })
        : call("PUT /api/appointment-series/{id}/participants/{client_id}", { path, body: {} }));
      choose("");
      setFull(false);
      await onChanged();
      announce(how === "waiting" ? say("waits", { name: person.shown_name }) : t("series.added", { name: person.shown_name }));
    } catch (error) {
      const full = error instanceof Problem && error.code === "group_full";
      setFull(full);
      setWrong(full ? say("all_full") : refusalOf(error).sentence);
    } finally {
      setBusy(false);
    }
  }
  const add = (event: Event) => {
    event.preventDefault();
    void send("participants");
  };
  if (others.length === 0) return <p class="small muted">{t("series.add_all")}</p>;
  return (
    <form class="desk-add-person" onSubmit={add}>
      <Choice
        label={t("series.add_label")} value={chosen} onChoose={choose}
        options={[{ value: "", text: t("series.add_choose") }, ...others.map((one) => ({ value: one.id, text: one.shown_name }))]}
      />
      <Button type="submit" look="quiet" busy={busy} disabled={!chosen}>{t("series.add")}</Button>
      {wrong && (
        <Notice kind={isFull ? "warn" : "error"} live>
          <p>{wrong}</p>
          {isFull && <Button look="quiet" busy={busy} onClick={() => void send("waiting")}>{say("wait")}</Button>}
        </Notice>
      )}
    </form>
  );
}
