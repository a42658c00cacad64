import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import type { Day, Weekday } from "../../api/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { dayName, refusalOf, WEEK } from "./say.ts";
import { t } from "./words.ts";

type Props = { today: Day; onChanged: () => Promise<void>; onClose: () => void };

/** Somebody on some days of every week: one turn for each day. */
export function TurnForm({ today, onChanged, onClose }: Props) {
  const providers = useFetched(() => call("GET /api/providers"));
  const [form, setForm] = useState({ who: "", from: "09:00", until: "17:00", first: today, last: "" });
  const [days, setDays] = useState<Weekday[]>([]);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const faults = {
    who: !form.who, days: days.length === 0, times: !(form.from && form.from < form.until),
    last: !form.first || (form.last !== "" && form.last < form.first),
  };

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (busy || Object.values(faults).some(Boolean)) return;
    setBusy(true);
    setWrong(null);
    const saved: Weekday[] = [];
    try {
      for (const day of days) {
        const body = {
          provider_id: form.who, day, from_time: form.from, until_time: form.until, from_day: form.first, until_day: form.last || null,
        };
        await call("POST /api/duty-turns", { body });
        saved.push(day);
      }
      announce(t("duty.saved"));
      await onChanged();
      onClose();
    } catch (error) {
      const twice = error instanceof Problem && error.code === "turn_twice";
      setWrong(twice ? t("turn.twice", { saved: t("turn.twice_saved", { count: saved.length }) }) : refusalOf(error));
      setDays((now) => now.filter((day) => !saved.includes(day)));
      await onChanged();
      setBusy(false);
    }
  }
  return (
    <Sheet title={t("duty.add")} onClose={onClose} busy={busy}>
      <Loaded of={providers}>
        {({ items }) => (
          <form class="stack" noValidate onSubmit={(event) => void save(event)}>
            <Choice
              label={t("turn.who")} value={form.who} onChoose={(who) => change({ who })} wrong={tried && faults.who ? t("hand.wrong_to") : null}
              options={[{ value: "", text: t("hand.nobody") }, ...items.map((one) => ({ value: one.id, text: one.shown_name }))]}
            />
            <fieldset class="field">
              <legend class="label">{t("turn.days")}</legend>
              <div class="chips">
                {WEEK.map((day) => (
                  <Chip key={day} on={days.includes(day)} onToggle={() => setDays(WEEK.filter((one) => (one === day) !== days.includes(one)))}>
                    {dayName(day, "short")}
                  </Chip>
                ))}
              </div>
              {tried && faults.days && <span class="wrong" role="alert">{t("turn.wrong_days")}</span>}
            </fieldset>
            <div class="desk-two">
              <Field label={t("turn.from")} type="time" value={form.from} onText={(text) => change({ from: text.slice(0, 5) })} />
              <Field
                label={t("turn.until")} type="time" value={form.until} onText={(text) => change({ until: text.slice(0, 5) })}
                wrong={tried && faults.times ? t("turn.wrong_times") : null}
              />
            </div>
            <div class="desk-two">
              <Field label={t("turn.first")} type="date" value={form.first} onText={(first) => change({ first })} />
              <Field
                label={t("turn.last")} hint={t("turn.last_hint")} type="date" value={form.last} onText={(last) => change({ last })}
                wrong={tried && faults.last ? t("turn.wrong_last") : null}
              />
            </div>
            {wrong && <Notice kind="error" live>{wrong}</Notice>}
            <Button type="submit" wide busy={busy}>{t("policy.save")}</Button>
          </form>
        )}
      </Loaded>
    </Sheet>
  );
}
