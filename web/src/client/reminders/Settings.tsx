import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ReminderChoices, ReminderSettings, Weekday } from "../../api/types.ts";
import { t } from "../../i18n/more.ts";
import { dayAndTime, weekdayName, zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Field, Toggle } from "../../ui/Field.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { useKept } from "../../ui/resource.ts";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { PushCard } from "./PushCard.tsx";
import { useChanges } from "./useChanges.ts";

const DAYS: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const PAUSES = [1, 3, 7] as const;
const DEFAULT_QUIET = { from: "21:30", until: "08:00" };

/** Kept by the server, so changed with a network only: saved when it says so. */
export default function Settings() {
  const settings = useKept<ReminderSettings>("reminder_settings", () => call("GET /api/reminder-settings"));
  const { value, problem, change } = useChanges(settings);
  return (
    <Screen title={t("reminders.settings")} back="/reminders">
      <PushCard />
      {problem && <Notice kind="error" live>{t("reminders.not_changed")}</Notice>}
      {!value && <Empty>{t(settings.state === "loading" ? "loading" : "no_connection")}</Empty>}
      {value && (
        <>
          <CheckInCard value={value} change={change} />
          <SessionsCard value={value} change={change} />
          <QuietCard value={value} change={change} />
          <PauseCard value={value} change={change} />
          <Next value={value} />
        </>
      )}
    </Screen>
  );
}

type PartProps = { value: ReminderSettings; change: (part: Partial<ReminderChoices>) => void };

function CheckInCard({ value, change }: PartProps) {
  const { check_in } = value;
  const toggle = (day: Weekday) => {
    const days = DAYS.filter((one) => (one === day ? !check_in.days.includes(one) : check_in.days.includes(one)));
    change({ check_in: { ...check_in, days } });
  };
  return (
    <Card>
      <Toggle label={t("reminders.check_in")} on={check_in.enabled} onToggle={(enabled) => change({ check_in: { ...check_in, enabled } })} />
      {check_in.enabled && (
        <>
          <TimeField label={t("reminders.at")} value={check_in.local_time} onChange={(local_time) => change({ check_in: { ...check_in, local_time } })} />
          <div class="chips" role="group" aria-label={t("reminders.days")}>
            {DAYS.map((day, index) => (
              <Chip key={day} on={check_in.days.includes(day)} onToggle={() => toggle(day)}>
                <span aria-hidden="true">{weekdayName(index, "short")}</span><span class="sr-only">{weekdayName(index)}</span>
              </Chip>
            ))}
          </div>
        </>
      )}
    </Card>
  );
}

function SessionsCard({ value, change }: PartProps) {
  const { sessions } = value;
  const toggle = (minutes: number) => {
    const others = sessions.minutes_before.filter((one) => one !== minutes);
    const minutes_before = others.length < sessions.minutes_before.length ? others : [...others, minutes].sort((a, b) => b - a);
    change({ sessions: { ...sessions, minutes_before } });
  };
  return (
    <Card>
      <Toggle label={t("reminders.sessions")} on={sessions.enabled} onToggle={(enabled) => change({ sessions: { ...sessions, enabled } })} />
      {sessions.enabled && (
        <div class="chips" role="group" aria-label={t("reminders.before")}>
          {([1440, 60, 15] as const).map((minutes) => (
            <Chip key={minutes} on={sessions.minutes_before.includes(minutes)} onToggle={() => toggle(minutes)}>{t(`before.${minutes}`)}</Chip>
          ))}
        </div>
      )}
    </Card>
  );
}

function QuietCard({ value, change }: PartProps) {
  const quiet = value.quiet_hours;
  return (
    <Card>
      <Toggle
        label={t("reminders.quiet")} hint={t("reminders.quiet_hint")} on={quiet !== null}
        onToggle={(on) => change({ quiet_hours: on ? DEFAULT_QUIET : null })}
      />
      {quiet && (
        <div class="pair">
          <TimeField label={t("reminders.from")} value={quiet.from} onChange={(from) => change({ quiet_hours: { ...quiet, from } })} />
          <TimeField label={t("reminders.until")} value={quiet.until} onChange={(until) => change({ quiet_hours: { ...quiet, until } })} />
        </div>
      )}
    </Card>
  );
}

function PauseCard({ value, change }: PartProps) {
  const paused = value.paused_until !== null && Date.parse(value.paused_until) > Date.now();
  const pause = (days: number) => change({ paused_until: new Date(Date.now() + days * 86_400_000).toISOString() });
  return (
    <Card>
      <h2>{t("reminders.pause")}</h2>
      {paused ? (
        <>
          <p>{t("reminders.paused_until", { when: dayAndTime(value.paused_until ?? "", value.time_zone) })}</p>
          <Button look="quiet" onClick={() => change({ paused_until: null })}>{t("reminders.resume")}</Button>
        </>
      ) : (
        <div class="row">
          {PAUSES.map((days) => <Button key={days} look="quiet" onClick={() => pause(days)}>{t("reminders.pause_days", { count: days })}</Button>)}
        </div>
      )}
    </Card>
  );
}

function Next({ value }: { value: ReminderSettings }) {
  return (
    <section class="stack-s">
      <h2>{t("reminders.next")}</h2>
      {value.next.length === 0 && <p class="muted">{t("reminders.no_next")}</p>}
      <ul class="stack-s">
        {value.next.map((one) => (
          <li key={one.due_at + one.kind}>{dayAndTime(one.due_at, value.time_zone)} · <span class="muted">{t(`reminder.${one.kind}`)}</span></li>
        ))}
      </ul>
      <p class="small muted">{t("reminders.zone", { zone: zoneName(value.time_zone) })}</p>
    </section>
  );
}

/** Saves when the person leaves it, not at each turn of a wheel. */
function TimeField({ label, value, onChange }: { label: string; value: string; onChange: (time: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return <Field type="time" label={label} value={text} onText={setText} onBlur={() => { if (text && text !== value) onChange(text); }} />;
}
