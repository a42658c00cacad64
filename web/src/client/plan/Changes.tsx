import type { PlanChange } from "../../api/plan.ts";
import { Tag } from "../../ui/surfaces.tsx";
import "./plan.css";
import { linesOf, type Line } from "./say.ts";
import { t } from "./words.ts";

const LOOKS = { added: "good", removed: "error", changed: "warn", moved: "plain" } as const;

/** What differs, one line an item, with what was there before and what is there now. */
export function Changes({ changes, none }: { changes: PlanChange[]; none?: string }) {
  if (changes.length === 0) return <p class="muted">{none ?? t("changes.none")}</p>;
  return (
    <ul class="plan-changes">
      {changes.map((change) => (
        <li key={`${change.op}${change.what}${change.id}`}>
          <p class="plan-change-head">
            <Tag kind={LOOKS[change.op]}>{t(`op.${change.op}`)}</Tag>
            <strong>{t(`what.${change.what}`)}</strong>
          </p>
          {linesOf(change).map((line) => <Told key={line.field ?? ""} line={line} />)}
          {change.path.length > 0 && <p class="small muted">{change.path.join(" › ")}</p>}
        </li>
      ))}
    </ul>
  );
}

function Told({ line: { field, before, after } }: { line: Line }) {
  const both = before !== null && after !== null;
  return (
    <p>
      {field && <span class="muted">{field}: </span>}
      {(before !== null || field) && <><span class="sr-only">{t("change.before")} </span><del>{before ?? t("change.nothing")}</del></>}
      {(both || field) && <span aria-hidden="true"> → </span>}
      {(after !== null || field) && (
        both || field ? <><span class="sr-only">{t("change.after")} </span><ins>{after ?? t("change.nothing")}</ins></> : <span>{after}</span>
      )}
    </p>
  );
}
