import { centreHelp } from "../../start.ts";
import { PeopleNow } from "../help/PeopleNow.tsx";
import { PlanNow, useKeptContent } from "../safety_plan/Now.tsx";
import { t } from "./words.ts";

/** First those the client knows and what they wrote down for this, then those who are always there. */
export function HelpNow() {
  const content = useKeptContent();
  const own = content !== null && content.people.length + content.coping.length + content.if_slip.length > 0;
  return (
    <>
      {own && <h2>{t("now.own")}</h2>}
      <PlanNow />
      <PeopleNow help={centreHelp.value} title={t(own ? "now.others" : "now.people")} />
    </>
  );
}
