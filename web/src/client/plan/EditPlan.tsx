import { useState } from "preact/hooks";
import type { Goal, Objective, Plan, PlanContent } from "../../api/plan.ts";
import type { PlanEdit } from "../../offline/plan.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, TextArea } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { added, AT_MOST, changed, EMPTY_PLAN, goalsOf, moved, newGoal, newObjective, newProblem, newStep, without } from "./content.ts";
import "./plan.css";
import { HoursLine } from "./Reading.tsx";
import { useEditing } from "./useEditing.ts";
import { t } from "./words.ts";

type Change = (content: PlanContent) => void;

/** The client's own words for their goals, and steps of their own. What else is in the plan stays. */
export function EditPlan({ edit, plan, onDone }: { edit: PlanEdit; plan: Plan | null; onDone: () => void }) {
  const { content, change, undo, canUndo, wrong, busy, finish, stop } = useEditing(edit, plan?.content ?? EMPTY_PLAN);
  const [stopping, setStopping] = useState(false);
  const end = async (work: () => Promise<boolean | void>) => {
    if ((await work()) !== false) onDone();
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); void end(finish); }}>
      <p class="muted">{t("edit.text")}</p>
      {edit.refusal && <Notice kind="warn">{t("edit.refused")}</Notice>}
      {goalsOf(content).map(({ goal, problem }) => (
        <Card key={goal.id}>
          <div class="plan-edit-part">
            <p class="small muted">{t("goal.about", { problem: problem.text })}</p>
            <TextArea label={t("edit.goal")} value={goal.text} maxLength={500} rows={2} onText={(text) => change(changed(content, goal.id, { text }))} />
            {goal.objectives.map((one) => <OneObjective key={one.id} objective={one} content={content} change={change} />)}
            <div class="row">
              {goal.objectives.length < AT_MOST.objectives && (
                <Button look="soft" icon="plus" onClick={() => change(added(content, goal.id, "objectives", newObjective()))}>{t("edit.new_objective")}</Button>
              )}
              <Remove text={goal.text} onRemove={() => change(withoutGoal(content, goal, problem.id))} />
            </div>
          </div>
        </Card>
      ))}
      <NewGoal content={content} change={change} />
      <HoursLine content={content} levels={plan?.levels ?? []} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button type="submit" wide busy={busy}>{t("edit.send")}</Button>
      <div class="row">
        <Button look="quiet" disabled={!canUndo} onClick={undo}>{t("edit.undo")}</Button>
        <Button look="plain" onClick={() => setStopping(true)}>{t("edit.stop")}</Button>
      </div>
      {stopping && (
        <Confirm title={t("edit.stop_title")} text={t("edit.stop_text")} yes={t("edit.stop")} danger onYes={() => void end(stop)} onNo={() => setStopping(false)} />
      )}
    </form>
  );
}

/** A problem that was only there for this goal goes with it, unless the team wrote it before. */
function withoutGoal(content: PlanContent, goal: Goal, problem: string): PlanContent {
  const rest = without(content, goal.id);
  return rest.problems.some((one) => one.id === problem && one.goals.length === 0 && one.text === "") ? without(rest, problem) : rest;
}

function OneObjective({ objective, content, change }: { objective: Objective; content: PlanContent; change: Change }) {
  const { steps } = objective;
  return (
    <div class="plan-edit-part">
      <TextArea label={t("edit.objective")} value={objective.text} maxLength={500} rows={2} onText={(text) => change(changed(content, objective.id, { text }))} />
      {steps.map((step, place) => (
        <div key={step.id} class="plan-edit-row">
          <TextArea label={t("edit.step", { number: place + 1 })} value={step.text} maxLength={300} rows={1} onText={(text) => change(changed(content, step.id, { text }))} />
          <div class="plan-moves">
            {place > 0 && <Move label={t("edit.up", { text: step.text })} onMove={() => change(moved(content, step.id, -1))} />}
            <button type="button" class="icon-button" aria-label={t("edit.remove_label", { text: step.text })} onClick={() => change(without(content, step.id))}>
              <Icon name="close" size={20} />
            </button>
          </div>
        </div>
      ))}
      {steps.length < AT_MOST.steps && (
        <div class="row"><Button look="soft" icon="plus" onClick={() => change(added(content, objective.id, "steps", newStep()))}>{t("edit.new_step")}</Button></div>
      )}
    </div>
  );
}

export function Move({ label, down = false, onMove }: { label: string; down?: boolean; onMove: () => void }) {
  return (
    <button type="button" class={down ? "icon-button plan-down" : "icon-button"} aria-label={label} onClick={onMove}>
      <Icon name="back" size={20} />
    </button>
  );
}

function Remove({ text, onRemove }: { text: string; onRemove: () => void }) {
  return <Button look="plain" label={t("edit.remove_goal_label", { text })} onClick={onRemove}>{t("edit.remove")}</Button>;
}

/** A goal belongs to something the plan is about: one that is there, or a new one. */
function NewGoal({ content, change }: { content: PlanContent; change: Change }) {
  const [isOpen, setOpen] = useState(goalsOf(content).length === 0);
  const [words, setWords] = useState("");
  const [about, setAbout] = useState(content.problems[0]?.id ?? "");
  const [newAbout, setNewAbout] = useState("");
  const isNew = !content.problems.some((one) => one.id === about);
  const ready = words.trim() !== "" && (!isNew || newAbout.trim() !== "");

  function put(): void {
    const problem = isNew ? newProblem(newAbout.trim()) : null;
    const ground = problem ? added(content, null, "problems", problem) : content;
    change(added(ground, problem?.id ?? about, "goals", newGoal(words.trim())));
    if (problem) setAbout(problem.id);
    setWords("");
    setNewAbout("");
    setOpen(false);
  }
  if (!isOpen) return <div class="row"><Button look="quiet" icon="plus" onClick={() => setOpen(true)}>{t("edit.new_goal")}</Button></div>;
  return (
    <Card label={t("edit.new_goal")}>
      <TextArea label={t("edit.new_goal_label")} value={words} maxLength={500} rows={2} onText={setWords} />
      {content.problems.length > 0 && (
        <Choice
          label={t("edit.about")} value={isNew ? "" : about} onChoose={setAbout}
          options={[...content.problems.map((one) => ({ value: one.id, text: one.text })), { value: "", text: t("edit.new_about") }]}
        />
      )}
      {isNew && <TextArea label={t("edit.new_about_label")} value={newAbout} maxLength={500} rows={1} onText={setNewAbout} />}
      <div class="row"><Button look="soft" disabled={!ready} onClick={put}>{t("edit.put_goal")}</Button></div>
    </Card>
  );
}
