import type { Goal, Objective, PlanProblem } from "../../api/plan.ts";
import { added, AT_MOST, changed, type ListName, newGoal, newObjective, newProblem, newStep } from "../../client/plan/content.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, TextArea } from "../../ui/Field.tsx";
import { Interventions } from "./Interventions.tsx";
import { type Editing, Part } from "./Part.tsx";
import { t } from "./words.ts";

type WordsProps = { id: string; label: string; text: string; maxLength?: number; editing: Editing };

function Words({ id, label, text, maxLength = 500, editing: { content, change, wrong } }: WordsProps) {
  return (
    <TextArea
      label={label} value={text} maxLength={maxLength} rows={1} wrong={wrong.get(id)?.has("words") ? t("wrong.words") : null}
      onText={(typed) => change(changed(content, id, { text: typed }))}
    />
  );
}

type AddProps = { editing: Editing; parent: string | null; list: ListName; count: number; label: string; make: () => { id: string } };

function Add({ editing: { content, change }, parent, list, count, label, make }: AddProps) {
  if (count >= AT_MOST[list]) return null;
  return <Button look="soft" icon="plus" onClick={() => change(added(content, parent, list, make()))}>{label}</Button>;
}

/** Problems with their goals, objectives, steps and what helps, each a card within its card. */
export function Problems({ editing }: { editing: Editing }) {
  const { problems } = editing.content;
  return (
    <section class="stack-s" aria-label={t("problems")}>
      <ul class="desk-plan-cards">
        {problems.map((one, place) => <OneProblem key={one.id} problem={one} place={place} of={problems.length} editing={editing} />)}
      </ul>
      <div class="row"><Add editing={editing} parent={null} list="problems" count={problems.length} label={t("add.problem")} make={newProblem} /></div>
    </section>
  );
}

type Placed = { place: number; of: number; editing: Editing };

function OneProblem({ problem, place, of, editing }: Placed & { problem: PlanProblem }) {
  const label = t("problem", { number: place + 1 });
  return (
    <Part id={problem.id} text={problem.text} label={label} place={place} of={of} editing={editing} head={<Words id={problem.id} label={label} text={problem.text} editing={editing} />}>
      <ul class="desk-plan-cards">
        {problem.goals.map((goal, number) => <OneGoal key={goal.id} goal={goal} place={number} of={problem.goals.length} editing={editing} />)}
      </ul>
      <div class="row"><Add editing={editing} parent={problem.id} list="goals" count={problem.goals.length} label={t("add.goal")} make={newGoal} /></div>
    </Part>
  );
}

function OneGoal({ goal, place, of, editing }: Placed & { goal: Goal }) {
  const label = t("goal", { name: editing.name });
  return (
    <Part id={goal.id} text={goal.text} label={label} place={place} of={of} editing={editing} head={<Words id={goal.id} label={label} text={goal.text} editing={editing} />}>
      <ul class="desk-plan-cards">
        {goal.objectives.map((one, number) => <OneObjective key={one.id} objective={one} place={number} of={goal.objectives.length} editing={editing} />)}
      </ul>
      <div class="row"><Add editing={editing} parent={goal.id} list="objectives" count={goal.objectives.length} label={t("add.objective")} make={newObjective} /></div>
    </Part>
  );
}

function OneObjective({ objective, place, of, editing }: Placed & { objective: Objective }) {
  const { content, change } = editing;
  const put = (part: Partial<Objective>) => change(changed(content, objective.id, part));
  const label = t("objective");
  return (
    <Part id={objective.id} text={objective.text} label={label} place={place} of={of} editing={editing} head={<Words id={objective.id} label={label} text={objective.text} editing={editing} />}>
      <div class="desk-plan-fields">
        <TextArea label={t("measured_by")} value={objective.measured_by} maxLength={300} rows={1} onText={(measured_by) => put({ measured_by })} />
        <Field label={t("target_day")} type="date" min="1970-01-01" max="2200-12-31" value={objective.target_day ?? ""} onText={(day) => put({ target_day: day || null })} />
      </div>
      <ul class="desk-plan-cards desk-plan-steps">
        {objective.steps.map((step, number) => (
          <Part
            key={step.id} id={step.id} text={step.text} label={t("step", { number: number + 1 })} place={number} of={objective.steps.length} editing={editing}
            head={<Words id={step.id} label={t("step", { number: number + 1 })} text={step.text} maxLength={300} editing={editing} />}
          />
        ))}
      </ul>
      <div class="row"><Add editing={editing} parent={objective.id} list="steps" count={objective.steps.length} label={t("add.step")} make={newStep} /></div>
      {objective.interventions.length > 0 && <p class="small muted">{t("interventions")}</p>}
      <Interventions items={objective.interventions} parent={objective.id} editing={editing} />
    </Part>
  );
}
