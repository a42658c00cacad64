import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CalendarProvider, ClosedDays } from "../../api/calendar.ts";
import type { Day } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { isAdministrator, isProvider } from "../ui/roles.ts";
import { refusalOf } from "./say.ts";
import { useAsking } from "./useAsking.ts";
import { t } from "./words.ts";

type Kind = ClosedDays["kind"];
type Ground = { closures: ClosedDays[]; providers: CalendarProvider[]; zone: string };
type Changed = () => Promise<void>;

/** Days on which the centre is closed or somebody is not there, and new ones. */
export function Closures({ onChanged }: { onChanged: Changed }) {
  const ground = useFetched(readGround);
  const changed = async () => { await Promise.all([ground.reload(), onChanged()]); };
  return (
    <Loaded of={ground}>
      {(value) => (
        <>
          <List closures={value.closures} today={dayOf(new Date(), value.zone)} onChanged={changed} />
          {kinds().length > 0 && <NewClosure {...value} onChanged={changed} />}
        </>
      )}
    </Loaded>
  );
}

async function readGround(): Promise<Ground> {
  const query = { from_day: "2000-01-01", to_day: "2000-01-01" };
  const [closures, week] = await Promise.all([call("GET /api/closures"), call("GET /api/calendar", { query })]);
  return { closures: closures.items, providers: week.providers, zone: week.time_zone };
}

function kinds(): Kind[] {
  if (isAdministrator()) return ["holiday", "absence", "leaving"];
  return isProvider() ? ["absence"] : [];
}

function List({ closures, today, onChanged }: { closures: ClosedDays[]; today: Day; onChanged: Changed }) {
  const [removing, remove] = useState<ClosedDays | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const ahead = closures.filter((one) => one.until_day === null || one.until_day >= today);

  async function takeBack({ id }: ClosedDays): Promise<void> {
    try {
      await call("DELETE /api/closures/{id}", { path: { id } });
      announce(t("closure.removed"));
      await onChanged();
    } catch (error) {
      setWrong(refusalOf(error).sentence);
    }
    remove((now) => (now?.id === id ? null : now));
  }
  if (ahead.length === 0) return <p>{t("closure.none")}</p>;
  return (
    <>
      <ul class="rows">
        {ahead.map((one) => (
          <li key={one.id}>
            <div class="row-plain spread">
              <span>
                <strong>{one.provider?.shown_name ?? t("closure.all")}</strong>
                {one.title && <span> {one.title}</span>}
                <br /><span class="small muted">{daysOf(one)}</span>
                {one.kind === "leaving" && <><br /><span class="small">{t("closure.leaving")}</span></>}
              </span>
              {mayRemove(one) && <Button look="plain" label={`${t("closure.remove")}: ${one.provider?.shown_name ?? t("closure.all")}, ${daysOf(one)}`} onClick={() => remove(one)}>{t("closure.remove")}</Button>}
            </div>
          </li>
        ))}
      </ul>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {removing && (
        <Confirm title={t("closure.remove_title")} text={t("closure.remove_text")} yes={t("closure.remove")} onYes={() => void takeBack(removing)} onNo={() => remove(null)} />
      )}
    </>
  );
}

function mayRemove({ kind, provider }: ClosedDays): boolean {
  return isAdministrator() || (kind === "absence" && provider?.id === me().id);
}

function daysOf({ from_day, until_day }: ClosedDays): string {
  if (until_day === null) return t("closure.from_on", { from: dayAndYear(from_day) });
  return from_day === until_day ? dayAndYear(from_day) : t("closure.days", { from: dayAndYear(from_day), until: dayAndYear(until_day) });
}

type Typed = { kind: Kind; provider: string; from: Day; until: Day; name: string };

function NewClosure({ providers, zone, onChanged }: Ground & { onChanged: Changed }) {
  const today = dayOf(new Date(), zone);
  const empty: Typed = { kind: kinds()[0] ?? "absence", provider: isProvider() ? me().id : (providers[0]?.id ?? ""), from: today, until: today, name: "" };
  const [form, setForm] = useState(empty);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Typed>) => setForm({ ...form, ...part });
  const leaves = form.kind === "leaving";
  const reversed = !leaves && form.until < form.from;
  const asking = useAsking(async (confirm) => {
    const made = await call("POST /api/closures", {
      body: {
        kind: form.kind, provider_id: form.kind === "holiday" ? null : form.provider, from_day: form.from,
        until_day: leaves ? null : form.until, title: form.name.trim() || null, confirm,
      },
    });
    setForm((now) => (now === form ? empty : now));
    setTried(false);
    announce(t("closure.saved", { count: made.cancelled }));
    // Busy until it stands in the list: a second press would be a second one.
    await onChanged();
  });
  return (
    <Card>
      <form
        class="stack desk-form" noValidate
        onSubmit={(event) => { event.preventDefault(); setTried(true); if (reversed) focusFirstWrong(event.currentTarget); else void asking.run(); }}
      >
        <Heading>{t("closure.new")}</Heading>
        {kinds().length > 1 && (
          <Choice
            label={t("closure.kind")} value={form.kind} options={kinds().map((kind) => ({ value: kind, text: t(`closure.${kind}`) }))}
            onChoose={(chosen) => change({ kind: kinds().find((kind) => kind === chosen) ?? "absence" })}
          />
        )}
        {form.kind !== "holiday" && isAdministrator() && (
          <Choice label={t("closure.who")} value={form.provider} options={providers.map((one) => ({ value: one.id, text: one.shown_name }))} onChoose={(provider) => change({ provider })} />
        )}
        <div class="desk-two">
          <Field
            label={t("closure.from")} type="date" required value={form.from}
            onText={(from) => change(form.until < from || form.until === form.from ? { from, until: from } : { from })}
          />
          {!leaves && <Field label={t("closure.until")} type="date" required min={form.from} value={form.until} wrong={tried && reversed ? t("wrong.until") : null} onText={(until) => change({ until })} />}
        </div>
        {!leaves && <Field label={t("closure.name")} hint={t("closure.name_hint")} value={form.name} maxLength={120} autocomplete="off" onText={(name) => change({ name })} />}
        {asking.refusal && <Notice kind="error" live>{asking.refusal.sentence}</Notice>}
        <Button type="submit" busy={asking.busy}>{t("closure.button")}</Button>
      </form>
      {asking.asked !== null && (
        <Confirm
          title={t("closure.confirm_title")} text={t("closure.confirm", asking.asked)} yes={t("closure.confirm_yes")} danger busy={asking.busy}
          onYes={() => void asking.yes()} onNo={asking.no}
        />
      )}
    </Card>
  );
}
