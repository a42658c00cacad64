import { call } from "../../api/call.ts";
import type { MyWeek } from "../../api/levels.ts";
import { t as shared } from "../../i18n/core.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useKept } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { HoursBar } from "./HoursBar.tsx";
import { together } from "./hours.ts";
import "./level.css";
import { t } from "./words.ts";

/** One's own week in sentences: what is done, what is to come, which goals are reached. Kept on the phone. */
export function WeekCard() {
  const week = useKept("level-review", () => call("GET /api/level-review"));
  // Who has no programme just now has no week to show, and is told so elsewhere.
  if (week.value === null && week.problem?.status === 404) return null;
  return (
    <Card>
      <h2>{t("title")}</h2>
      {week.value === null && week.state === "loading" && <p class="muted" role="status">{shared("loading")}</p>}
      {week.value === null && week.state === "failed" && <Notice kind="warn">{t("unreachable")}</Notice>}
      {week.value && <Week week={week.value} />}
      {week.value && week.state === "stale" && week.at !== null && (
        <p class="small muted">{t("kept", { when: dayAndTime(new Date(week.at), phoneZone()) })}</p>
      )}
    </Card>
  );
}

function Week({ week }: { week: MyWeek }) {
  return (
    <>
      {week.decided && <Notice>{week.decided}</Notice>}
      {week.hours && <HoursBar hours={week.hours} />}
      <ul class="level-said">{week.sentences.map((one) => <li key={one.text}>{together(one.text)}</li>)}</ul>
      {week.benchmarks.length > 0 && <Goals goals={week.benchmarks} />}
    </>
  );
}

function Goals({ goals }: { goals: MyWeek["benchmarks"] }) {
  return (
    <section class="stack-s">
      <h3>{t("goals")}</h3>
      <ul class="level-goals">
        {goals.map((goal) => (
          <li key={goal.text} class={goal.is_met ? "reached" : ""}>
            {goal.is_met ? <Icon name="check" size={20} /> : <span class="level-dot" aria-hidden="true" />}
            <span>{goal.text}<span class="sr-only"> ({t(goal.is_met ? "reached" : "on_the_way")})</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
