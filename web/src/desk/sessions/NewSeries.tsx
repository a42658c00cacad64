import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CalendarWeek } from "../../api/calendar.ts";
import type { Programme, Series, Weekday } from "../../api/types.ts";
import { dayOf, weekdayName, zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { refusalOf, type Refusal } from "../calendar/say.ts";
import { t as calendar } from "../calendar/words.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { t } from "../words/index.ts";
import { About, commonOf, Where } from "./parts.tsx";
import { NTHS, type Typed, WEEKDAYS, type Wrong, written, wrongIn } from "./series.ts";

type Ground = { programmes: Programme[]; week: CalendarWeek };
type Made = (made: Series) => void;

/** Plans a session that comes back: every so many weeks, or on one weekday of the month. */
export function NewSeries({ onMade, monthly = false }: { onMade: Made; monthly?: boolean }) {
  const ground = useFetched(readGround);
  return <Loaded of={ground}>{(value) => <Form ground={value} monthly={monthly} onMade={onMade} />}</Loaded>;
}

async function readGround(): Promise<Ground> {
  // A day long gone: for the rooms and providers, without anybody's name.
  const query = { from_day: "2000-01-01", to_day: "2000-01-01" };
  const [programmes, week] = await Promise.all([call("GET /api/programs"), call("GET /api/calendar", { query })]);
  return { programmes: programmes.items, week };
}

function Form({ ground: { week, programmes }, monthly, onMade }: { ground: Ground; monthly: boolean; onMade: Made }) {
  const [form, setForm] = useState<Typed>({
    ...commonOf(week.providers), programme_id: programmes.length === 1 ? (programmes[0]?.id ?? null) : null, days: [], every: 1, nth: monthly ? 1 : null,
    from_day: dayOf(new Date(), week.time_zone), until_day: "",
  });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, refuse] = useState<Refusal | null>(null);
  const change = (part: Partial<Typed>) => setForm({ ...form, ...part });
  const wrong = tried ? wrongIn(form) : {};
  const wrongAt = (field: Refusal["field"]) => (refusal?.field === field ? refusal.sentence : null);

  async function plan(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    const target = event.currentTarget;
    if (Object.keys(wrongIn(form)).length > 0) return focusFirstWrong(target);
    if (busy) return;
    setBusy(true);
    refuse(null);
    try {
      const made = await call("POST /api/appointment-series", { body: written(form) });
      announce(t("new_series.made"));
      onMade(made);
    } catch (error) {
      refuse(refusalOf(error));
      focusFirstWrong(target);
    } finally {
      setBusy(false);
    }
  }
  return (
    <form class="stack desk-form" noValidate onSubmit={(event) => void plan(event)}>
      <About form={form} wrong={wrong} change={change} />
      <Choice
        label={t("new_series.programme")} value={form.programme_id ?? ""} onChoose={(programme_id) => change({ programme_id })}
        options={[{ value: "", text: t("new_series.no_programme") }, ...programmes.map((one) => ({ value: one.id, text: one.name }))]}
      />
      <When form={form} wrong={wrong} zone={week.time_zone} change={change} />
      <Where form={form} wrong={wrong} change={change} rooms={week.rooms} providers={week.providers} wrongAt={wrongAt} />
      {refusal && refusal.field !== "room" && refusal.field !== "provider" && <Notice kind="error" live>{refusal.sentence}</Notice>}
      <Button type="submit" busy={busy}>{t("new_series.button")}</Button>
    </form>
  );
}

type PartProps = { form: Typed; wrong: Wrong; change: (part: Partial<Typed>) => void };

function When({ form, wrong, zone, change }: PartProps & { zone: string }) {
  return (
    <>
      <Rule every={form.every} nth={form.nth} change={change} />
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

type RuleProps = Pick<Typed, "every" | "nth"> & { change: (part: Partial<Typed>) => void };

/** Every so many weeks, or which weekday of every so many months. */
export function Rule({ every, nth, change }: RuleProps) {
  const unit = nth === null ? "form.every_week" : "form.every_month";
  return (
    <div class="desk-two">
      <Choice
        label={calendar("form.every")} value={String(every)} onChoose={(count) => change({ every: Number(count) })}
        options={[1, 2, 3, 4, 6, 8, 12].map((count) => ({ value: String(count), text: calendar(unit, { count }) }))}
      />
      {nth !== null && (
        <Choice
          label={calendar("form.nth")} value={String(nth)} onChoose={(chosen) => change({ nth: NTHS.find((one) => String(one) === chosen) ?? 1 })}
          options={NTHS.map((one) => ({ value: String(one), text: calendar(`form.nth.${one}`) }))}
        />
      )}
    </div>
  );
}

type DaysProps = { days: Weekday[]; wrong: string | undefined; onDays: (days: Weekday[]) => void };

export function Days({ days, wrong, onDays }: DaysProps) {
  const toggle = (day: Weekday) => onDays(days.includes(day) ? days.filter((one) => one !== day) : WEEKDAYS.filter((one) => one === day || days.includes(one)));
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
