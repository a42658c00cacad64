import type { Use } from "../../api/types.ts";
import type { Attendance } from "./marks.ts";

type At = { x: number; y: number };
const UNIT = "%";

/** Shapes differ, not only colours: a filled diamond for yes, an open ring for rather not say. */
export function UseMarkSign({ use, x, y }: At & { use: Exclude<Use, "no"> }) {
  if (use === "rather_not_say") return <circle class="desk-mark desk-use desk-ring" cx={`${x}${UNIT}`} cy={y} r={4.5} />;
  return (
    <svg x={`${x}${UNIT}`} y={y} width="1" height="1" overflow="visible">
      <path class="desk-mark desk-use" d="M0-6 6 0 0 6-6 0z" />
    </svg>
  );
}

/** Attended: full. Late: half. Missed: a cross. Not marked: a small ring. */
export function AttendanceMark({ kind, x, y }: At & { kind: Attendance }) {
  return (
    <svg x={`${x}${UNIT}`} y={y} width="1" height="1" overflow="visible">
      {kind === "attended" && <circle class="desk-mark desk-came" r={3.25} />}
      {kind === "late" && <><circle class="desk-mark desk-came desk-ring" r={3} /><path class="desk-mark desk-came" d="M0-3A3 3 0 0 1 0 3z" /></>}
      {kind === "missed" && <path class="desk-mark desk-missed" d="M-3-3 3 3M3-3-3 3" />}
      {kind === "open" && <circle class="desk-mark desk-open desk-ring" r={2} />}
    </svg>
  );
}
