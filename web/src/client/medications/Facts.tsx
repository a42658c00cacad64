import type { Adherence, Medication, MedicationContent } from "../../api/medications.ts";
import { locale } from "../../i18n/index.ts";
import { dayOf, sayLocalTime, shortDay, weekdayName } from "../../time.ts";
import { WEEK } from "./due.ts";
import "./medications.css";
import { t } from "./words.ts";

/** What is written of one medicine, with everything it said before. `own`: with what the phone does. */
export function Facts({ medication, zone, own }: { medication: Medication; zone: string; own?: boolean }) {
  const { how, purpose, prescriber, prescriber_name, from_on, until_on, remind, rings_in_quiet } = medication;
  const rows: [string, string | null][] = [
    [t("one.times"), whenOf(medication)],
    [t("one.days"), medication.as_needed ? null : daysOf(medication.days)],
    [t("one.how"), how],
    [t("one.purpose"), purpose],
    [t("one.by"), prescriber ?? prescriber_name],
    [t("one.from"), plainDay(from_on)],
    [t("one.until"), until_on && plainDay(until_on)],
    [t("one.reminder"), own && !medication.as_needed ? t(!remind ? "one.reminder_off" : rings_in_quiet ? "one.reminder_quiet" : "one.reminder_on") : null],
  ];
  return (
    <div class="stack-s">
      <p class="large">{medication.dose}</p>
      <dl class="taking-facts">
        {rows.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      </dl>
      <History medication={medication} zone={zone} />
    </div>
  );
}

function History({ medication, zone }: { medication: Medication; zone: string }) {
  const { entered_by, entered_at, changes, stopped_at, stopped_by, stopped_why } = medication;
  return (
    <ul class="small muted stack-s">
      <li>{t("one.entered", { by: entered_by, day: dayAt(entered_at, zone) })}</li>
      {changes.map((change) => (
        <li key={change.version}>{t("one.changed", { by: change.by, day: dayAt(change.at, zone), before: beforeOf(change.before) })}</li>
      ))}
      {stopped_at && <li>{t("one.stopped", { day: dayAt(stopped_at, zone), by: stopped_by ?? "", why: stopped_why ?? "" })}</li>}
    </ul>
  );
}

function beforeOf(before: Partial<MedicationContent>): string {
  const when = before.times ? whenOf({ as_needed: before.as_needed ?? false, times: before.times }) : "";
  const last = before.until_on ? `${t("one.until")} ${plainDay(before.until_on)}` : "";
  return [before.name, before.dose, when, before.how, last].filter(Boolean).join(", ");
}

export function whenOf({ as_needed, times }: Pick<MedicationContent, "as_needed" | "times">): string {
  return as_needed ? t("one.needed") : times.map(sayLocalTime).join(", ");
}

function daysOf(days: MedicationContent["days"]): string {
  if (days.length === 7) return t("one.every_day");
  return days.map((day) => weekdayName(WEEK.indexOf(day), "short")).join(", ");
}

function plainDay(day: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: "UTC", dateStyle: "medium" }).format(new Date(`${day}T12:00:00Z`));
}

function dayAt(at: string, zone: string): string {
  return plainDay(dayOf(new Date(at), zone));
}

/** How it went, in numbers and a row of dots. Shape and words tell the dots apart, not colour alone. */
export function Went({ adherence, asNeeded, today }: { adherence: Adherence; asNeeded: boolean; today: string }) {
  const { figures, dots } = adherence;
  const kinds = asNeeded ? (["as_needed"] as const) : (["on_time", "later", "skipped", "not_said"] as const);
  return (
    <div class="stack-s">
      <table class="taking-figures">
        <thead><tr><td />{figures.map((one) => <th key={one.days} scope="col">{t("went.days", { days: one.days })}</th>)}</tr></thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{t(`went.${kind}`)}</th>
              {figures.map((one) => <td key={one.days}>{one[kind]}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      <Reasons adherence={adherence} />
      {dots.length > 0 && (
        <>
          <p class="small muted">{t("went.dots")}</p>
          <ul class="taking-dots">
            {dots.map((dot) => (
              <li key={dot.on + dot.at} class={dot.what} title={t("went.dot", { day: shortDay(dot.on, today), time: sayLocalTime(dot.at), what: t(`went.${dot.what}`) })}>
                <span class="sr-only">{t("went.dot", { day: shortDay(dot.on, today), time: sayLocalTime(dot.at), what: t(`went.${dot.what}`) })}</span>
              </li>
            ))}
          </ul>
          <ul class="taking-key small muted" aria-hidden="true">
            {(["on_time", "later", "skipped", "not_said"] as const).map((what) => <li key={what}><span class={what} />{t(`went.${what}`)}</li>)}
          </ul>
        </>
      )}
    </div>
  );
}

function Reasons({ adherence }: { adherence: Adherence }) {
  const reasons = adherence.figures.at(-1)?.reasons ?? [];
  if (reasons.length === 0) return null;
  return <p class="small">{t("went.reasons", { reasons: reasons.map(({ why, count }) => `${t(`why.${why}`)} (${count})`).join(", ") })}</p>;
}
