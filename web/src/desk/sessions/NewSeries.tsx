import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Centre, Programme, Series, Weekday } from "../../api/types.ts";
import { dayOf, weekdayName, zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Choice, Field, Toggle } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { useSending } from "../ui/useSending.ts";
import { t } from "../words/index.ts";
import { KINDS, type Typed, WEEKDAYS, type Wrong, written, wrongIn } from "./series.ts";

type Ground = { programmes: Programme[]; centre: Centre };
type Made = (made: Series) => void;

/** Plans a session that comes back every week. */
export function NewSeries({ onMade }: { onMade: Made }) {
  const ground = useFetched(readGround);
  return <Loaded of={ground}>{(value) => <Form ground={value} onMade={onMade} />}</Loaded>;
}

async function readGround(): Promise<Ground> {
  const [programmes, centre] = await Promise.all([call("GET /api/programs"), call("GET /api/centre")]);
  return { programmes: programmes.items, centre };
}

function Form({ ground: { centre, programmes }, onMade }: { ground: Ground; onMade: Made }) {
  const [form, setForm] = useState<Typed>({
    title: "", kind: "support", programme_id: programmes.length === 1 ? (programmes[0]?.id ?? null) : null, days: [],
    local_time: "18:00", duration_minutes: "90", place: "", join_link: "", from_day: dayOf(new Date(), centre.time_zone),
    until_day: "", open_to_alumni: false, open_to_family: false,
  });
  const [tried, setTried] = useState(false);
  const { busy, wrong: refused, send } = useSending();
  const change = (part: Partial<Typed>) => setForm({ ...form, ...part });
  const wrong = tried ? wrongIn(form) : {};

  async function plan(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrongIn(form)).length > 0) return focusFirstWrong(event.currentTarget);
    const sent = await send(() => call("POST /api/appointment-series", { body: written(form) }));
    if (sent) onMade(sent.answer);
  }
  return (
    <form class="stack desk-form" noValidate onSubmit={(event) => void plan(event)}>
      <Field
        label={t("new_series.name")} hint={t("new_series.name_hint")} wrong={wrong.name && t("wrong.name")} maxLength={120}
        value={form.title} onText={(title) => change({ title })} autocomplete="off" autocapitalize="sentences"
      />
      <div class="desk-two">
        <Choice
          label={t("new_series.kind")} value={form.kind} options={KINDS.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))}
          onChoose={(chosen) => change({ kind: KINDS.find((kind) => kind === chosen) ?? "support" })}
        />
        <Choice
          label={t("new_series.programme")} value={form.programme_id ?? ""} onChoose={(programme_id) => change({ programme_id })}
          options={[{ value: "", text: t("new_series.no_programme") }, ...programmes.map((one) => ({ value: one.id, text: one.name }))]}
        />
      </div>
      <When form={form} wrong={wrong} zone={centre.time_zone} change={change} />
      <Where form={form} wrong={wrong} change={change} />
      <Toggle label={t("new_series.alumni")} hint={t("new_series.alumni_hint")} on={form.open_to_alumni} onToggle={(open_to_alumni) => change({ open_to_alumni })} />
      <Toggle label={t("new_series.family")} hint={t("new_series.family_hint")} on={form.open_to_family} onToggle={(open_to_family) => change({ open_to_family })} />
      {refused && <Notice kind="error" live>{refused}</Notice>}
      <Button type="submit" busy={busy}>{t("new_series.button")}</Button>
    </form>
  );
}

type PartProps = { form: Typed; wrong: Wrong; change: (part: Partial<Typed>) => void };

function When({ form, wrong, zone, change }: PartProps & { zone: string }) {
  return (
    <>
      <Days days={form.days} wrong={wrong.days && t("new_series.days_wrong")} onDays={(days) => change({ days })} />
      <div class="desk-two">
        <Field
          label={t("new_series.time")} hint={t("new_series.time_hint", { zone: zoneName(zone) })} type="time"
          wrong={wrong.time && t("new_series.time_wrong")} value={form.local_time} onText={(local_time) => change({ local_time: local_time.slice(0, 5) })}
        />
        <Field
          label={t("new_series.minutes")} type="number" inputMode="numeric" min={5} max={720} wrong={wrong.minutes && t("new_series.minutes_wrong")}
          value={form.duration_minutes} onText={(duration_minutes) => change({ duration_minutes })}
        />
      </div>
      <div class="desk-two">
        <Field label={t("new_series.from")} type="date" wrong={wrong.from && t("new_series.from_wrong")} value={form.from_day} onText={(from_day) => change({ from_day })} />
        <Field
          label={t("new_series.until")} hint={t("new_series.until_hint")} type="date" min={form.from_day} wrong={wrong.until && t("new_series.until_wrong")}
          value={form.until_day} onText={(until_day) => change({ until_day })}
        />
      </div>
    </>
  );
}

function Where({ form, wrong, change }: PartProps) {
  return (
    <div class="desk-two">
      <Field label={t("new_series.place")} hint={t("new_series.place_hint")} value={form.place} maxLength={200} onText={(place) => change({ place })} autocomplete="off" />
      <Field
        label={t("new_series.link")} hint={t("new_series.link_hint")} type="url" inputMode="url" wrong={wrong.link && t("new_series.link_wrong")}
        value={form.join_link} maxLength={500} onText={(join_link) => change({ join_link })} autocomplete="off" spellcheck={false}
      />
    </div>
  );
}

type DaysProps = { days: Weekday[]; wrong: string | undefined; onDays: (days: Weekday[]) => void };

function Days({ days, wrong, onDays }: DaysProps) {
  const toggle = (day: Weekday) => onDays(days.includes(day) ? days.filter((one) => one !== day) : [...days, day]);
  return (
    <fieldset class="field">
      <legend class="label">{t("new_series.days")}</legend>
      <div class="chips">
        {WEEKDAYS.map((day, place) => (
          <Chip key={day} on={days.includes(day)} onToggle={() => toggle(day)}>{weekdayName(place, "short")}</Chip>
        ))}
      </div>
      {wrong && <span class="wrong" role="alert">{wrong}</span>}
    </fieldset>
  );
}
