import { useEffect, useState } from "preact/hooks";
import type { Promised } from "../../api/forms.ts";
import { centreHelp } from "../../start.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Toggle } from "../../ui/Field.tsx";
import { keptDue } from "../check_ins/dueStore.ts";
import { useResponse } from "../check_ins/useResponse.ts";
import { WhoLooks } from "../check_ins/WhoLooks.tsx";
import "../help/help.css";
import { numbersOf } from "../help/numbers.ts";
import { Ways } from "../help/Ways.tsx";
import { PlanNow } from "../safety_plan/Now.tsx";
import "./details.css";
import { t } from "./words.ts";

type Props = { log: string; on: boolean; onToggle: (on: boolean) => void };

/** Said once, it brings the people and the plan at once, before anything else is asked. */
export function MayUse({ log, on, onToggle }: Props) {
  return (
    <section class={on ? "may-use-on" : "may-use"}>
      <Toggle label={t("may_use")} on={on} onToggle={onToggle} />
      {on && <PeopleFirst log={log} />}
    </section>
  );
}

function PeopleFirst({ log }: { log: string }) {
  const [promise, setPromise] = useState<Promised | null>(null);
  const { response } = useResponse({ entity: log });
  const crisis = numbersOf(centreHelp.value).find(({ code }) => code === "crisis");
  useEffect(() => void keptDue().then((due) => setPromise(due?.promise ?? null)), []);
  return (
    <>
      <p role="status">{t("may_use.said")}</p>
      <PlanNow />
      {crisis && <Ways number={crisis} />}
      <ButtonLink look="quiet" icon="help" wide href="/help">{t("may_use.people")}</ButtonLink>
      <WhoLooks response={response} promise={promise} urgency="now" about="craving_log" />
    </>
  );
}
