import { Icon } from "../../ui/Icon.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { inMine } from "./say.ts";
import type { Checked } from "./useCheck.ts";
import { t } from "./words.ts";

/** Whether what is on the screen fits together, in the sentences of the command line. */
export function HoursCheck({ checked, onShow }: { checked: Checked; onShow: (place: string) => void }) {
  const { check, offline, errors } = checked;
  const said = new Set(check?.faults.map((fault) => fault.sentence.en));
  return (
    <Card label={t("check.title")}>
      <Heading>{t("check.title")}</Heading>
      {!check && (
        <p class="muted" role="status">
          {t(offline ? "check.offline" : "check.waiting")}{" "}
          {errors[0] && <ShowPlace place={errors[0].field} onShow={onShow} />}
        </p>
      )}
      {check && check.faults.length > 0 && (
        <Notice kind="warn">
          <p><strong>{t("check.mend")}</strong></p>
          <ul class="prog-faults">
            {check.faults.map((fault) => (
              <li key={fault.field + fault.sentence.en}>
                {inMine(fault.sentence)} <ShowPlace place={fault.field} onShow={onShow} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {check && check.faults.length === 0 && <p class="with-icon" role="status"><Icon name="check" size={20} /><span>{t("check.good")}</span></p>}
      {check && (
        <ul class="prog-hours small">
          {check.hours.filter((week) => !said.has(week.sentence.en)).map((week) => <li key={week.sentence.en}>{inMine(week.sentence)}</li>)}
        </ul>
      )}
    </Card>
  );
}

function ShowPlace({ place, onShow }: { place: string; onShow: (place: string) => void }) {
  return <button type="button" class="desk-text-button" onClick={() => onShow(place)}>{t("check.go")}</button>;
}
