import type { Plan, PlanContent, PlanLevel } from "../../api/plan.ts";
import { newId } from "../../ids.ts";
import { saveQuietly } from "../../offline/save.ts";
import { announce } from "../../ui/Live.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { goalsOf, hoursAWeek, interventionsOf, objectivesOf } from "./content.ts";
import { type Beyond, doneBefore, doneSteps } from "./merge.ts";
import "./plan.css";
import { sayDay, sayIntervention, sayNumber } from "./say.ts";
import { t } from "./words.ts";

/** The goals in the person's own words, with what each is about and how they will know. */
export function Goals({ content }: { content: PlanContent }) {
  const goals = goalsOf(content);
  return (
    <section class="stack">
      <h2>{t("goals.title")}</h2>
      {goals.length === 0 && <p class="muted">{t("goals.none")}</p>}
      {goals.map(({ goal, problem }) => (
        <Card key={goal.id}>
          <div class="plan-goal">
            <p class="small muted">{t("goal.about", { problem: problem.text })}</p>
            <p class="plan-words">“{goal.text}”</p>
            {goal.objectives.length > 0 && (
              <ul class="plan-objectives">
                {goal.objectives.map((one) => (
                  <li key={one.id}>
                    <p>{one.text}</p>
                    {one.measured_by && <p class="small muted">{t("objective.measured", { text: one.measured_by })}</p>}
                    {one.target_day && <p class="small muted">{t("objective.by", { day: sayDay(one.target_day) })}</p>}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </Card>
      ))}
    </section>
  );
}

/** Steps with one large box each: a tick is on the phone at once, and goes out when it can. */
export function Steps({ plan, content, beyond }: { plan: Plan; content: PlanContent; beyond: Beyond }) {
  const steps = objectivesOf(content).flatMap((one) => one.steps);
  const done = doneSteps(plan, beyond);
  const old = doneBefore(plan, content, done);
  if (steps.length === 0 && old.length === 0) return null;
  const count = steps.filter((step) => done.has(step.id)).length;
  return (
    <section class="stack-s">
      <div class="spread">
        <h2>{t("steps.title")}</h2>
        {steps.length > 0 && <span class="small muted">{t("steps.done", { done: count, count: steps.length })}</span>}
      </div>
      {steps.length > 0 && (
        <ul class="plan-steps">
          {steps.map((step) => <Step key={step.id} id={step.id} text={step.text} isDone={done.has(step.id)} />)}
        </ul>
      )}
      {old.length > 0 && (
        <>
          <h3>{t("old.title")}</h3>
          <ul class="plan-list">{old.map((one) => <li key={one.id} class="muted">{one.text ?? t("old.unknown")}</li>)}</ul>
        </>
      )}
    </section>
  );
}

function Step({ id, text, isDone }: { id: string; text: string; isDone: boolean }) {
  async function tick(is_done: boolean): Promise<void> {
    // To the millisecond: of two taps in one second the later one counts.
    await saveQuietly({ kind: "plan_tick", entity: newId(), body: { item_id: id, is_done, occurred_at: new Date().toISOString() } });
    announce(t(is_done ? "step.done" : "step.not_done", { text }));
  }
  return (
    <li>
      <label>
        <input type="checkbox" checked={isDone} onChange={(event) => void tick(event.currentTarget.checked)} />
        <span class="text">{text}</span>
      </label>
    </li>
  );
}

/** What helps: sessions, groups, medication and the rest, each once. */
export function Helps({ content, levels }: { content: PlanContent; levels: PlanLevel[] }) {
  const all = interventionsOf(content);
  if (all.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>{t("week.title")}</h2>
      <Card>
        <ul class="plan-list">{all.map((one) => <li key={one.id}>{sayIntervention(one)}</li>)}</ul>
        <HoursLine content={content} levels={levels} />
      </Card>
    </section>
  );
}

/** Planned hours beside the level's floor and ceiling, in two short sentences. */
export function HoursLine({ content, levels }: { content: PlanContent; levels: PlanLevel[] }) {
  const hours = hoursAWeek(content);
  const level = levels.find((one) => one.name === content.level);
  if (hours === 0) return null;
  const planned = t("hours.planned", { count: hours }).replace(String(hours), sayNumber(hours));
  const range = level && t("hours.range", { level: level.name, floor: sayNumber(level.hours_floor), ceiling: sayNumber(level.hours_ceiling) });
  return <p class="small muted">{planned}.{range && ` ${range}.`}</p>;
}

/** What comes next: the next look at the plan, and what the next level asks for. */
export function Ahead({ content }: { content: PlanContent }) {
  return (
    <>
      {content.benchmarks.length > 0 && (
        <section class="stack-s">
          <h2>{t("benchmarks.title")}</h2>
          <Card><ul class="plan-list">{content.benchmarks.map((one) => <li key={one.id}>{one.text}</li>)}</ul></Card>
        </section>
      )}
      {content.review_on && (
        <section class="stack-s">
          <h2>{t("review.title")}</h2>
          <Card><p>{sayDay(content.review_on)}</p></Card>
        </section>
      )}
    </>
  );
}
