import type { ComponentChildren } from "preact";
import { t } from "../words/index.ts";
import { AttendanceMark, UseMarkSign } from "./Mark.tsx";
import type { Attendance, Meeting, UseMark } from "./marks.ts";

const KINDS: readonly Attendance[] = ["attended", "late", "missed", "open"];

/** Names the marks that are in the picture, and no others. */
export function Legend({ uses, meetings, marked }: { uses: UseMark[]; meetings: Meeting[]; marked: boolean }) {
  const kinds = KINDS.filter((kind) => meetings.some((one) => one.kind === kind));
  return (
    <ul class="desk-legend small muted" aria-label={t("weeks.legend")}>
      {marked && <li><span class="desk-this-day-key" aria-hidden="true" />{t("legend.this_day")}</li>}
      {uses.some((mark) => mark.use === "yes") && <Key text={t("legend.use_yes")}><UseMarkSign use="yes" x={50} y={8} /></Key>}
      {uses.some((mark) => mark.use === "rather_not_say") && <Key text={t("legend.use_rather")}><UseMarkSign use="rather_not_say" x={50} y={8} /></Key>}
      {kinds.map((kind) => <Key key={kind} text={t(`legend.${kind}`)}><AttendanceMark kind={kind} x={50} y={8} /></Key>)}
    </ul>
  );
}

function Key({ text, children }: { text: string; children: ComponentChildren }) {
  return <li><svg class="desk-key" width="16" height="16" aria-hidden="true">{children}</svg>{text}</li>;
}
