import type { ClientWeeks } from "../../api/types.ts";
import { dayOf, shortDay } from "../../time.ts";
import { t } from "../words/index.ts";

type Props = { weeks: ClientWeeks; zone: string };

/** The chart in words and numbers, newest day first; days without anything are left out. */
export function WeeksTable({ weeks, zone }: Props) {
  const sessions = sessionsByDay(weeks, zone);
  const days = weeks.days.filter((day) => day.checked_in || day.cravings.length > 0 || sessions.has(day.day)).reverse();
  return (
    <details class="desk-weeks-table">
      <summary>{t("weeks.table")}</summary>
      <p class="small muted">{t("weeks.how")}</p>
      <div class="desk-table-scroll" role="region" aria-label={t("weeks.table")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("table.day")}</th>
              <th scope="col">{t("answers.mood")}</th>
              <th scope="col">{t("answers.craving")}</th>
              <th scope="col">{t("answers.sleep")}</th>
              <th scope="col">{t("answers.use")}</th>
              <th scope="col">{t("table.logs")}</th>
              <th scope="col">{t("table.sessions")}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day}>
                <th scope="row">{shortDay(day.day, weeks.to_day)}</th>
                <td>{day.mood ?? "–"}</td>
                <td>{day.craving ?? "–"}</td>
                <td>{day.sleep ?? "–"}</td>
                <td>{day.use ? t(`use.${day.use}`) : "–"}</td>
                <td>{day.cravings.map((log) => log.intensity).join(", ") || "–"}</td>
                <td>{sessions.get(day.day)?.join("; ") ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function sessionsByDay({ sessions }: ClientWeeks, zone: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { starts_at, title, attendance } of sessions) {
    const day = dayOf(new Date(starts_at), zone);
    found.set(day, [...(found.get(day) ?? []), `${title}: ${t(`attendance.${attendance ?? "none"}`)}`]);
  }
  return found;
}
