import { useState } from "preact/hooks";
import { t as shared } from "../../i18n/core.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { t } from "../words/index.ts";
import { CravingMore } from "./CravingMore.tsx";
import type { LoggedCraving } from "./summary.ts";

type Props = { title: string; none: string; cravings: LoggedCraving[]; zone: string; shown: number };

/** Logged cravings with what set them off, at the client's own time of day. */
export function CravingList({ title, none, cravings, zone, shown }: Props) {
  const [all, showAll] = useState(false);
  const rest = cravings.length - shown;
  return (
    <Card>
      <Heading>{title}</Heading>
      {cravings.length === 0 ? <p class="muted">{none}</p> : <Logs cravings={all ? cravings : cravings.slice(0, shown)} zone={zone} />}
      {!all && rest > 0 && <Button look="plain" onClick={() => showAll(true)}>{t("cravings.all", { count: rest })}</Button>}
    </Card>
  );
}

function Logs({ cravings, zone }: { cravings: LoggedCraving[]; zone: string }) {
  return (
    <ul class="desk-cravings">
      {cravings.map((log, index) => (
        <li key={index}>
          <strong>{shared("of_ten", { count: log.intensity })}</strong>
          <span>
            {log.triggers.map((trigger) => shared(`trigger.${trigger}`)).join(", ")}
            {log.note && <q class="desk-said-line">{log.note}</q>}
            <CravingMore log={log} />
          </span>
          <span class="small muted">{dayAndTime(log.happened_at, zone)}</span>
        </li>
      ))}
    </ul>
  );
}
