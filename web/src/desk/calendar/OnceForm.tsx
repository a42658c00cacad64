import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CalendarWeek, MeetingDetail, MeetingWritten } from "../../api/calendar.ts";
import type { ClientRow } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayOf, zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { About, type Common, commonOf, Where } from "../sessions/parts.tsx";
import { wrongInCommon } from "../sessions/series.ts";
import { focusFirstWrong } from "../ui/focus.ts";
import { inCare } from "../clients/inCare.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { isProvider } from "../ui/roles.ts";
import { t as desk } from "../words/index.ts";
import { refusalOf, type Refusal } from "./say.ts";
import { t } from "./words.ts";

type Ground = { week: CalendarWeek; clients: ClientRow[] };
type Typed = Common & { day: string; clients: string[] };

/** A session that stands alone. */
export function OnceForm({ onMade }: { onMade: (made: MeetingDetail) => void }) {
  const ground = useFetched(readGround);
  return <Loaded of={ground}>{(value) => <Form {...value} onMade={onMade} />}</Loaded>;
}

async function readGround(): Promise<Ground> {
  const query = { from_day: "2000-01-01", to_day: "2000-01-01" };
  const [week, clients] = await Promise.all([call("GET /api/calendar", { query }), isProvider() ? call("GET /api/clients") : { items: [] }]);
  return { week, clients: inCare(clients.items) };
}

function Form({ week, clients, onMade }: Ground & { onMade: (made: MeetingDetail) => void }) {
  const [form, setForm] = useState<Typed>({
    ...commonOf(week.providers), kind: "individual", local_time: "10:00", duration_minutes: "50", day: dayOf(new Date(), week.time_zone), clients: [],
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, refuse] = useState<Refusal | null>(null);
  const change = (part: Partial<Typed>) => setForm({ ...form, ...part });
  const found = wrongInCommon(form);
  const wrong = tried ? found : {};
  const wrongAt = (field: Refusal["field"]) => (refusal?.field === field ? refusal.sentence : null);

  async function plan(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    const target = event.currentTarget;
    if (Object.keys(found).length > 0 || !form.day) return focusFirstWrong(target);
    if (busy) return;
    setBusy(true);
    refuse(null);
    try {
      const made = await call("POST /api/appointments", { body: bodyOf(form) });
      announce(t("form.made"));
      onMade(made);
    } catch (error) {
      refuse(refusalOf(error));
      focusFirstWrong(target);
    } finally {
      setBusy(false);
    }
  }
  const toggle = (id: string) => change({ clients: form.clients.includes(id) ? form.clients.filter((one) => one !== id) : [...form.clients, id] });
  return (
    <form class="stack desk-form" noValidate onSubmit={(event) => void plan(event)}>
      <About form={form} wrong={wrong} change={change} />
      <Field label={t("form.day")} type="date" required value={form.day} wrong={(tried && !form.day && t("form.day_wrong")) || wrongAt("day")} onText={(day) => change({ day })} />
      <div class="desk-two">
        <Field
          label={t("move.time")} hint={zoneName(week.time_zone)} type="time" required value={form.local_time}
          wrong={(wrong.time && desk("new_series.time_wrong")) || wrongAt("time")} onText={(time) => change({ local_time: time.slice(0, 5) })}
        />
        <Field
          label={t("move.minutes")} type="number" inputMode="numeric" min={5} max={720} value={form.duration_minutes}
          wrong={(wrong.minutes && t("wrong.minutes")) || wrongAt("minutes")} onText={(duration_minutes) => change({ duration_minutes })}
        />
      </div>
      <Where form={form} wrong={wrong} change={change} rooms={week.rooms} providers={week.providers} wrongAt={wrongAt} />
      {clients.length > 0 && (
        <fieldset class="field">
          <legend class="label">{t("form.clients")}</legend>
          <div class="chips">{clients.map((one) => <Chip key={one.id} on={form.clients.includes(one.id)} onToggle={() => toggle(one.id)}>{one.shown_name}</Chip>)}</div>
          {wrongAt("clients") && <span class="wrong" role="alert">{wrongAt("clients")}</span>}
        </fieldset>
      )}
      {refusal && (refusal.field === null || (refusal.field === "clients" && clients.length === 0)) && <Notice kind="error" live>{refusal.sentence}</Notice>}
      <Button type="submit" busy={busy}>{desk("new_series.button")}</Button>
    </form>
  );
}

function bodyOf(form: Typed): MeetingWritten {
  return {
    title: form.title.trim(), kind: form.kind, focus: form.focus, provider_id: form.facilitator_id === me().id ? null : form.facilitator_id || null,
    day: form.day, local_time: form.local_time, duration_minutes: Number(form.duration_minutes), room_id: form.room_id || null,
    place: form.place.trim() || null, join_link: form.join_link.trim() || null, modality: form.modality,
    capacity: form.capacity ? Number(form.capacity) : null, client_ids: form.clients,
    open_to_alumni: form.open_to_alumni, open_to_family: form.open_to_family,
  };
}
