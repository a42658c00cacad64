import type { Brief } from "../../api/review.ts";
import type { Trigger } from "../../api/types.ts";
import { t as shared } from "../../i18n/core.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { t } from "./words.ts";

const OUTCOMES = ["passed", "eased", "still_there", "used", "rather_not_say"] as const;

/** Cravings since the last session, and what went along with their passing. */
export function Coping({ brief: { cravings } }: { brief: Brief }) {
  if (cravings.logs === 0 || cravings.strongest_at === null) return <p>{t("cravings.none")}</p>;
  const triggers = (Object.entries(cravings.triggers) as [Trigger, number][]).map(([name, count]) => t("feelings.times", { what: shared(`trigger.${name}`), count }));
  const outcomes = OUTCOMES.flatMap((one) => (cravings.outcomes[one] ? [t(`outcome.${one}`, { count: cravings.outcomes[one] })] : []));
  return (
    <>
      <p>{t("cravings.count", { count: cravings.logs, highest: cravings.strongest ?? 0, when: dayAndTime(cravings.strongest_at, me().time_zone) })}</p>
      {triggers.length > 0 && <p>{t("cravings.triggers", { what: triggers.join(", ") })}</p>}
      {outcomes.length > 0 && <p>{t("outcomes", { what: outcomes.join(", ") })}</p>}
      {cravings.helped.length > 0 && (
        <>
          <p><strong>{t("cravings.helped")}</strong></p>
          <ul>{cravings.helped.map((one) => <li key={one.text}><q>{one.text}</q>: {saidOf(one)}</li>)}</ul>
          <p class="small muted">{t("helped.hint")}</p>
        </>
      )}
    </>
  );
}

function saidOf({ times, passed, rated, fell_by }: Brief["cravings"]["helped"][number]): string {
  const parts = [t("helped.times", { count: times })];
  if (passed > 0) parts.push(t("helped.passed", { count: passed }));
  if (fell_by !== null) parts.push(t(fell_by < 0 ? "helped.rose" : "helped.fell", { by: Math.abs(fell_by), count: rated }));
  return parts.join(", ");
}
