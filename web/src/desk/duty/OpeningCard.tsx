import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Hours } from "../../api/safety.ts";
import type { Centre, LocalTime, Weekday } from "../../api/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/Live.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Heading } from "../ui/Heading.tsx";
import { isAdministrator } from "../ui/roles.ts";
import { useSending } from "../ui/useSending.ts";
import { dayName, sayTimes, WEEK, wrongDays } from "./say.ts";
import { t } from "./words.ts";

type Props = { centre: Centre; onSaved: () => Promise<void> };

/** The hours in which the promised time runs. */
export function OpeningCard({ centre, onSaved }: Props) {
  const [changing, setChanging] = useState(false);
  const hours = centre.opening_hours ?? {};
  const sayDay = (day: Weekday) => (hours[day] ?? []).map(([from, until]) => sayTimes(from, until)).join("; ");
  return (
    <Card>
      <div class="stack">
        <Heading>{t("hours.title")}</Heading>
        <p class="small">{t("hours.text")}</p>
        {changing
          ? <Form centre={centre} onSaved={onSaved} onClose={() => setChanging(false)} />
          : (
            <>
              <Facts rows={WEEK.map((day) => [dayName(day), sayDay(day) || <span class="muted">{t("hours.closed")}</span>])} />
              {WEEK.every((day) => !sayDay(day)) && <Notice kind="warn">{t("hours.none")}</Notice>}
              {isAdministrator() && <div><Button look="quiet" onClick={() => setChanging(true)}>{t("hours.change")}</Button></div>}
            </>
          )}
      </div>
    </Card>
  );
}

type Stretch = [LocalTime, LocalTime];
const DAY: Stretch = ["09:00", "17:00"];
/** Proposed where no hours are kept: they count once somebody has saved them. */
const USUAL: Hours = { mon: [DAY], tue: [DAY], wed: [DAY], thu: [DAY], fri: [DAY] };

function Form({ centre, onSaved, onClose }: Props & { onClose: () => void }) {
  const kept = centre.opening_hours ?? {};
  const [hours, setHours] = useState<Hours>(WEEK.some((day) => kept[day]?.length) ? kept : USUAL);
  const latest = useRef(hours);
  latest.current = hours;
  const [tried, setTried] = useState(false);
  const { busy, wrong, send } = useSending();
  const faults = tried ? wrongDays(hours) : [];
  const set = (day: Weekday, stretches: Stretch[]) => setHours({ ...hours, [day]: stretches });

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (wrongDays(hours).length > 0) return;
    const { name, phone, hours: said, time_zone } = centre;
    const body = { name, phone, hours: said, time_zone, opening_hours: hours };
    const done = await send(async () => {
      await call("PUT /api/centre", { body });
      announce(t("hours.saved"));
      await onSaved();
    });
    // What was changed since is not saved yet.
    if (done && latest.current === hours) onClose();
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void save(event)}>
      {WEEK.map((day) => (
        <DayHours key={day} day={day} stretches={hours[day] ?? []} isWrong={faults.includes(day)} onChange={(stretches) => set(day, stretches)} />
      ))}
      {WEEK.every((day) => !hours[day]?.length) && <Notice kind="warn">{t("hours.none")}</Notice>}
      {faults.length > 0 && <Notice kind="error" live>{t("hours.wrong")} {t("hours.wrong_of", { day: faults.map((day) => dayName(day)).join(", ") })}</Notice>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button type="submit" busy={busy}>{t("policy.save")}</Button>
    </form>
  );
}

type DayProps = { day: Weekday; stretches: Stretch[]; isWrong: boolean; onChange: (stretches: Stretch[]) => void };

export function DayHours({ day, stretches, isWrong, onChange }: DayProps) {
  const name = dayName(day);
  const change = (place: number, to: Stretch) => onChange(stretches.map((one, index) => (index === place ? to : one)));
  return (
    <fieldset class={isWrong ? "duty-day wrong-day" : "duty-day"}>
      <legend><strong>{name}</strong></legend>
      {stretches.length === 0 && <span class="muted">{t("hours.closed")}</span>}
      {stretches.map(([from, until], place) => (
        <div key={place} class="duty-stretch">
          <div class="field">
            <input
              type="time" aria-label={t("hours.from_of", { day: name })} aria-invalid={isWrong || undefined} value={from}
              onInput={(event) => change(place, [event.currentTarget.value.slice(0, 5), until])}
            />
          </div>
          <span aria-hidden="true">–</span>
          <div class="field">
            <input
              type="time" aria-label={t("hours.until_of", { day: name })} aria-invalid={isWrong || undefined} value={until}
              onInput={(event) => change(place, [from, event.currentTarget.value.slice(0, 5)])}
            />
          </div>
          <button
            type="button" class="icon-button" aria-label={t("hours.remove_of", { what: `${name}, ${sayTimes(from, until)}` })}
            onClick={() => onChange(stretches.filter((_, index) => index !== place))}
          >
            <Icon name="close" size={18} />
          </button>
        </div>
      ))}
      <button
        type="button" class="desk-text-button" aria-label={t("hours.add_of", { day: name })}
        onClick={() => onChange([...stretches, stretches.length > 0 ? ["13:00", "17:00"] : ["09:00", "17:00"]])}
      >
        {t("hours.add")}
      </button>
    </fieldset>
  );
}
