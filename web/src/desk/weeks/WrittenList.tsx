import { useState } from "preact/hooks";
import type { ClientWeeks } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayAndTime, longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { t } from "../words/index.ts";

type Words = ClientWeeks["written"];

/** What was written on earlier check-ins: lines the client has read, and the viewer's own notes. */
export function WrittenList({ written, shown }: { written: Words; shown: number }) {
  const [all, showAll] = useState(false);
  const rest = written.length - shown;
  return (
    <Card>
      <Heading>{t("written.title")}</Heading>
      {written.length === 0 ? <p class="muted">{t("written.none")}</p> : <List written={all ? written : written.slice(0, shown)} />}
      {!all && rest > 0 && <Button look="plain" onClick={() => showAll(true)}>{t("cravings.all", { count: rest })}</Button>}
    </Card>
  );
}

function List({ written }: { written: Words }) {
  return (
    <ul class="desk-written">
      {written.map((one) => (
        <li key={one.at} class="stack-s">
          <span class="small muted">{t("written.about", { day: longDay(one.on_day), by: one.by, when: dayAndTime(one.at, me().time_zone) })}</span>
          {one.line_to_client && <p><span class="small">{t("written.line")}</span> <q class="desk-said-line">{one.line_to_client}</q></p>}
          {one.note_to_self && <p><span class="small">{t("written.note")}</span> <q class="desk-said-line">{one.note_to_self}</q></p>}
        </li>
      ))}
    </ul>
  );
}
