import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Plan as PlanData, PlanDraft } from "../../api/plan.ts";
import { t as shared } from "../../i18n/core.ts";
import { clockTime, dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, RowLink, Rows } from "../../ui/surfaces.tsx";
import { WeekCard } from "../level/WeekCard.tsx";
import { Agreeing } from "./Agreeing.tsx";
import { EMPTY_PLAN } from "./content.ts";
import { Drafts } from "./Drafts.tsx";
import { EditPlan } from "./EditPlan.tsx";
import { Notes } from "./Notes.tsx";
import { Ahead, Goals, Helps, Steps } from "./Reading.tsx";
import { keepEdit, type MyPlan, newEdit, useMyPlan } from "./useMyPlan.ts";
import { t } from "./words.ts";

/** My plan: read it, tick its steps, change its words, say yes to it. */
export default function Plan() {
  const my = useMyPlan();
  // In the address, so that the phone's own way back leads to the plan.
  const { query, route } = useLocation();
  const { plan, edit } = my;
  if ("edit" in query && edit) {
    return (
      <Screen key="edit" title={t("edit.title")} back="/plan">
        <EditPlan edit={edit} plan={plan.value} onDone={() => route("/plan", true)} />
      </Screen>
    );
  }
  return (
    <Screen key="read" title={t("title")} under={plan.state === "fresh" || !plan.at ? undefined : shared("as_of", { when: asOf(plan.at) })}>
      <WeekCard />
      {plan.value ? <Written my={my} plan={plan.value} onEdit={() => route("/plan?edit=1")} /> : <Missing my={my} />}
      <Rows><RowLink href="/team" icon="me" text={t("team")} /></Rows>
    </Screen>
  );
}

function asOf(at: number): string {
  return Date.now() - at < 12 * 3_600_000 ? clockTime(new Date(at), phoneZone()) : dayAndTime(new Date(at), phoneZone());
}

function Missing({ my: { plan } }: { my: MyPlan }) {
  if (plan.state === "loading") return <p class="muted" role="status">{shared("loading")}</p>;
  if (plan.problem?.status === 404) return <Empty><p>{t("not_mine")}</p></Empty>;
  return (
    <Notice kind="warn" live>
      <p>{plan.problem ? shared("something_wrong") : t("not_loaded")}</p>
      <Button look="quiet" onClick={() => void plan.reload()}>{shared("try_again")}</Button>
    </Notice>
  );
}

type WrittenProps = { my: MyPlan; plan: PlanData; onEdit: () => void };

function Written({ my, plan, onEdit }: WrittenProps) {
  const { edit, beyond } = my;
  const content = (edit && edit.state === "waiting" ? edit.content : plan.content) ?? null;
  const isEmpty = content === null || (content.problems.length === 0 && content.interventions.length === 0);

  async function begin(): Promise<void> {
    if (!edit) await keepEdit(newEdit(plan.content ?? EMPTY_PLAN, plan.version));
    else if (edit.state === "waiting") await keepEdit({ ...edit, state: "writing", turn: edit.turn + 1 });
    onEdit();
  }
  const change = plan.is_running && (
    <Button look={isEmpty ? "primary" : "quiet"} onClick={() => void begin()}>{t(isEmpty ? "empty.begin" : "edit.begin")}</Button>
  );
  return (
    <>
      {!plan.is_running && <Notice>{t("ended")}</Notice>}
      <Unsent my={my} onGoOn={() => void begin()} />
      <Lost my={my} plan={plan} onEdit={onEdit} />
      {isEmpty ? (
        <Empty>
          <p class="large">{t("empty.title")}</p>
          <p>{t(plan.is_running ? "empty.text" : "empty.ended")}</p>
          {edit?.state !== "writing" && change}
        </Empty>
      ) : (
        <>
          <Goals content={content} />
          {edit?.state !== "writing" && <div class="row">{change}</div>}
          <Steps plan={plan} content={content} beyond={beyond} />
          <Helps content={content} levels={plan.levels} />
          <Ahead content={content} />
          <Agreeing of={my.plan} plan={plan} hasUnsent={edit !== null} />
        </>
      )}
      <Notes plan={plan} beyond={beyond} />
    </>
  );
}

/** A change of the person's own that the server does not have yet. */
function Unsent({ my: { edit }, onGoOn }: { my: MyPlan; onGoOn: () => void }) {
  if (!edit) return null;
  const words = edit.refusal ? "edit.refused" : edit.state === "waiting" ? "edit.waiting" : "edit.found";
  return (
    <Notice kind={edit.state === "waiting" && !edit.refusal ? "info" : "warn"} live>
      <p>{t(words)}</p>
      {words !== "edit.waiting" && <Button look="quiet" onClick={onGoOn}>{t("edit.go_on")}</Button>}
    </Notice>
  );
}

/** The person's texts that lost against somebody else's: theirs to take in or to let go. */
function Lost({ my, plan, onEdit }: { my: MyPlan; plan: PlanData; onEdit: () => void }) {
  const [wrong, setWrong] = useState(false);
  if (my.drafts.length === 0) {
    return plan.drafts > 0 ? <Card soft><p>{t("drafts.one")}</p><Button look="quiet" onClick={() => void my.reloadDrafts()}>{t("drafts.look")}</Button></Card> : null;
  }
  async function take(draft: PlanDraft): Promise<void> {
    await keepEdit(newEdit(draft.merged, draft.version, draft.id));
    onEdit();
  }
  async function drop(draft: PlanDraft): Promise<void> {
    try {
      await call("PUT /api/plan/drafts/{id}/removal", { path: { id: draft.id }, body: {} });
      setWrong(false);
      announce(t("draft.dropped"));
      my.forgetDraft(draft.id);
      await my.plan.reload();
      await my.reloadDrafts();
    } catch {
      setWrong(true);
    }
  }
  return (
    <>
      {wrong && <Notice kind="warn" live>{shared("no_connection")}</Notice>}
      <Drafts
        drafts={my.drafts} by={plan.head?.by ?? null} busy={my.edit !== null}
        onTake={(draft) => void take(draft)} onDrop={(draft) => void drop(draft)}
      />
    </>
  );
}
