import { useRef, useState } from "preact/hooks";
import type { Hours, HoursWritten, Modality } from "../../api/booking.ts";
import type { Room } from "../../api/calendar.ts";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import type { Day } from "../../api/types.ts";
import { newId } from "../../ids.ts";
import { weekdayName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { sentenceFor } from "../ui/problems.ts";
import { WEEK, wrongHours } from "./say.ts";
import { t } from "./words.ts";

type Props = { hours: Hours | null; rooms: Room[]; today: Day; provider: string | null; onSaved: () => Promise<void>; onClose: () => void };

const MODALITIES: readonly Modality[] = ["either", "in_person", "remote"];

/** Hours of a usual week: new ones, or a change to some. */
export function HoursForm({ hours, rooms, today, provider, onSaved, onClose }: Props) {
  const id = useRef(hours?.id ?? newId());
  const [form, setForm] = useState<HoursWritten>(hours ? writtenOf(hours) : fresh(today));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const wrong = tried ? wrongHours(form) : {};
  const change = (part: Partial<HoursWritten>) => setForm({ ...form, ...part });

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (busy || Object.keys(wrongHours(form)).length > 0) return;
    setBusy(true);
    setRefused(null);
    try {
      const query: Record<string, string> = provider ? { provider_id: provider } : {};
      const body = { ...form, room_id: form.modality === "remote" ? null : form.room_id };
      await call("PUT /api/availability/{id}", { path: { id: id.current }, body, query });
      announce(t("hours.saved"));
      await onSaved();
    } catch (error) {
      const isRoom = error instanceof Problem && error.code === "no_such_room";
      setRefused(isRoom ? t("problem.no_such_room") : sentenceFor(error));
      setBusy(false);
    }
  }
  return (
    <Sheet title={t(hours ? "form.change" : "form.new")} onClose={onClose} busy={busy}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Days days={form.days} wrong={wrong.days ?? false} onDays={(days) => change({ days })} />
        <div class="desk-two">
          <Field label={t("form.from")} type="time" value={form.from_time} onText={(text) => change({ from_time: text.slice(0, 5) })} />
          <Field
            label={t("form.until")} type="time" wrong={wrong.times && t("form.times_wrong")} value={form.until_time}
            onText={(text) => change({ until_time: text.slice(0, 5) })}
          />
        </div>
        <Choice
          label={t("form.modality")} value={form.modality} options={MODALITIES.map((one) => ({ value: one, text: t(`modality.${one}`) }))}
          onChoose={(chosen) => change({ modality: MODALITIES.find((one) => one === chosen) ?? "either" })}
        />
        {form.modality !== "remote" && rooms.length > 0 && (
          <Choice
            label={t("form.room")} hint={t("form.room_hint")} value={form.room_id ?? ""} onChoose={(room) => change({ room_id: room || null })}
            options={[{ value: "", text: t("form.no_room") }, ...rooms.map((room) => ({ value: room.id, text: room.name }))]}
          />
        )}
        <div class="desk-two">
          <Field label={t("form.from_day")} type="date" value={form.from_day} onText={(from_day) => change({ from_day })} />
          <Field
            label={t("form.until_day")} hint={t("form.until_day_hint")} type="date" wrong={wrong.until && t("form.until_day_wrong")}
            value={form.until_day ?? ""} onText={(day) => change({ until_day: day || null })}
          />
        </div>
        {refused && <Notice kind="error" live>{refused}</Notice>}
        <Button type="submit" wide busy={busy}>{t("form.save")}</Button>
      </form>
    </Sheet>
  );
}

function fresh(today: Day): HoursWritten {
  return { days: [], from_time: "09:00", until_time: "17:00", modality: "either", room_id: null, from_day: today, until_day: null };
}

function writtenOf({ id: _, room, ...rest }: Hours): HoursWritten {
  return { ...rest, room_id: room?.id ?? null };
}

type DaysProps = { days: HoursWritten["days"]; wrong: boolean; onDays: (days: HoursWritten["days"]) => void };

function Days({ days, wrong, onDays }: DaysProps) {
  return (
    <fieldset class="field">
      <legend class="label">{t("form.days")}</legend>
      <div class="chips">
        {WEEK.map((day, place) => (
          <Chip
            key={day} on={days.includes(day)}
            onToggle={() => onDays(days.includes(day) ? days.filter((one) => one !== day) : WEEK.filter((one) => one === day || days.includes(one)))}
          >
            {weekdayName(place, "short")}
          </Chip>
        ))}
      </div>
      {wrong && <span class="wrong" role="alert">{t("form.days_wrong")}</span>}
    </fieldset>
  );
}
