import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CalendarWeek, SeriesChanged } from "../../api/calendar.ts";
import { type CancelReason, DESK_REASONS } from "../../api/calendar.ts";
import type { Day, Series } from "../../api/types.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Confirm } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import type { Refusal } from "../calendar/say.ts";
import { useAsking } from "../calendar/useAsking.ts";
import { t as calendar } from "../calendar/words.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { t } from "../words/index.ts";
import { Days, Rule } from "./NewSeries.tsx";
import { About, type Common, Where } from "./parts.tsx";
import { wrongInCommon } from "./series.ts";
import { say } from "./words.ts";

type Props = { series: Series; onChanged: (changed: Series) => Promise<void> };
type Typed = Common & Pick<Series, "days" | "every" | "nth"> & { until_day: string; from: string };

/** Changes a group: everything still to come, or from a day on. */
export function ChangeSeries(props: Props) {
  const query = { from_day: "2000-01-01", to_day: "2000-01-01" };
  const ground = useFetched(() => call("GET /api/calendar", { query }));
  return <Loaded of={ground}>{(week) => <Form {...props} week={week} />}</Loaded>;
}

function Form({ series, week, onChanged }: Props & { week: CalendarWeek }) {
  const was = typedOf(series);
  const [form, setForm] = useState<Typed>(was);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Typed>) => setForm({ ...form, ...part });
  const found = { ...wrongInCommon(form), ...(form.days.length > 0 ? {} : { days: true as const }) };
  const wrong = tried ? found : {};
  const asking = useAsking((confirm) => call("PUT /api/appointment-series/{id}", { path: { id: series.id }, body: changedOf(series, was, form, confirm) }));
  const wrongAt = (field: Refusal["field"]) => (asking.refusal?.field === field ? asking.refusal.sentence : null);
  const finish = async (how: typeof asking.run) => {
    const done = await how();
    if (!done) return;
    announce(say("changed"));
    await onChanged(done.answer);
  };
  function submit(event: Event): void {
    event.preventDefault();
    setTried(true);
    if (Object.keys(found).length > 0) focusFirstWrong(event.currentTarget);
    else void finish(asking.run);
  }
  return (
    <form class="stack desk-form" noValidate onSubmit={submit}>
      <Field label={say("from")} hint={say("from_hint")} type="date" min={dayOf(new Date(), series.time_zone)} value={form.from} wrong={wrongAt("day")} onText={(from) => change({ from })} />
      <About form={form} wrong={wrong} change={change} fixed />
      <Rule every={form.every} nth={form.nth} change={change} />
      <Days days={form.days} wrong={wrong.days && t("new_series.days_wrong")} onDays={(days) => change({ days })} />
      <div class="desk-two">
        <Field
          label={t("new_series.time")} type="time" wrong={(wrong.time && t("new_series.time_wrong")) || wrongAt("time")} value={form.local_time}
          onText={(local_time) => change({ local_time: local_time.slice(0, 5) })}
        />
        <Field
          label={t("new_series.minutes")} type="number" inputMode="numeric" min={5} max={720} value={form.duration_minutes}
          wrong={(wrong.minutes && t("new_series.minutes_wrong")) || wrongAt("minutes")} onText={(duration_minutes) => change({ duration_minutes })}
        />
      </div>
      <Field label={t("new_series.until")} hint={t("new_series.until_hint")} type="date" value={form.until_day} onText={(until_day) => change({ until_day })} />
      <Where form={form} wrong={wrong} change={change} rooms={week.rooms} providers={week.providers} wrongAt={wrongAt} />
      {asking.refusal && !["day", "time", "minutes", "room", "provider"].includes(asking.refusal.field ?? "") && <Notice kind="error" live>{asking.refusal.sentence}</Notice>}
      <Button type="submit" busy={asking.busy}>{t("save")}</Button>
      {asking.asked && (
        <Confirm
          title={calendar("tell.title")} yes={say("tell_yes")} busy={asking.busy} onYes={() => void finish(asking.yes)} onNo={asking.no}
          text={[say("tell", asking.asked), asking.asked.busy > 0 && calendar("tell.busy", { count: asking.asked.busy })].filter(Boolean).join(" ")}
        />
      )}
    </form>
  );
}

function typedOf(series: Series): Typed {
  return {
    title: series.title, kind: series.kind, focus: series.focus, local_time: series.local_time, duration_minutes: String(series.duration_minutes),
    place: series.place ?? "", join_link: series.join_link ?? "", modality: series.modality, capacity: series.capacity === null ? "" : String(series.capacity),
    room_id: series.room_id ?? "", facilitator_id: series.facilitator.id, open_to_alumni: series.open_to_alumni, open_to_family: series.open_to_family,
    days: series.days, every: series.every, nth: series.nth, until_day: series.until_day ?? "", from: "",
  };
}

/** Only what was changed is sent; what was moved on its own stays where it is. */
function changedOf(series: Series, was: Typed, form: Typed, confirm: boolean): SeriesChanged {
  const differs = (name: keyof Typed) => String(was[name]) !== String(form[name]);
  return {
    from_day: (form.from || null) as Day | null, sequence: series.sequence, confirm,
    ...(differs("title") && { title: form.title.trim() }),
    ...(differs("days") && { days: form.days }),
    ...(differs("every") && { every: form.every }),
    ...(differs("nth") && { nth: form.nth }),
    ...(differs("local_time") && { local_time: form.local_time }),
    ...(differs("duration_minutes") && { duration_minutes: Number(form.duration_minutes) }),
    ...(differs("until_day") && { until_day: form.until_day || null }),
    ...(differs("facilitator_id") && { facilitator_id: form.facilitator_id }),
    ...(differs("room_id") && { room_id: form.room_id || null }),
    ...(differs("place") && { place: form.place.trim() || null }),
    ...(differs("join_link") && { join_link: form.join_link.trim() || null }),
    ...(differs("modality") && { modality: form.modality }),
    ...(differs("capacity") && { capacity: form.capacity ? Number(form.capacity) : null }),
    ...(differs("open_to_alumni") && { open_to_alumni: form.open_to_alumni }),
    ...(differs("open_to_family") && { open_to_family: form.open_to_family }),
  };
}

/** The group meets no more from a day on. */
export function EndSeries({ series, onChanged }: Props) {
  const today = dayOf(new Date(), series.time_zone);
  const [from, setFrom] = useState(today);
  const [reason, setReason] = useState<CancelReason>("ended");
  const asking = useAsking((confirm) => call("PUT /api/appointment-series/{id}/end", { path: { id: series.id }, body: { from_day: from, reason, confirm } }));
  const finish = async (how: typeof asking.run) => {
    const done = await how();
    if (!done) return;
    announce(say("ended"));
    await onChanged(done.answer);
  };
  return (
    <form class="stack desk-form" onSubmit={(event) => { event.preventDefault(); void finish(asking.run); }}>
      <Field label={say("end_from")} type="date" required min={today} value={from} wrong={asking.refusal?.field === "day" ? asking.refusal.sentence : null} onText={setFrom} />
      <Choice
        label={calendar("cancel.why")} hint={calendar("cancel.why_hint")} value={reason} options={DESK_REASONS.map((one) => ({ value: one, text: calendar(`reason.${one}`) }))}
        onChoose={(chosen) => setReason(DESK_REASONS.find((one) => one === chosen) ?? "other")}
      />
      {asking.refusal && asking.refusal.field !== "day" && <Notice kind="error" live>{asking.refusal.sentence}</Notice>}
      <Button type="submit" look="danger" busy={asking.busy}>{say("end")}</Button>
      {asking.asked && (
        <Confirm
          title={calendar("tell.title")} text={calendar("tell.cancel", asking.asked)} yes={say("end_yes")} danger busy={asking.busy}
          onYes={() => void finish(asking.yes)} onNo={asking.no}
        />
      )}
    </form>
  );
}
