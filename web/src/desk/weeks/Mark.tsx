import type { Use } from "../../api/types.ts";
import type { Attendance } from "./marks.ts";

type At = { x: number; y: number };
const UNIT = "%";

/** Shapes differ, not only colours: a filled diamond for yes, an open ring for rather not say. */
export function UseMarkSign({ use, x, y }: At & { use: Exclude<Use, "no"> }) {
  if (use === "rather_not_say") return <circle class="mark use ring" cx={`${x}${UNIT}`} cy={y} r={4.5} />;
  return (
    <svg x={`${x}${UNIT}`} y={y} width="1" height="1" overflow="visible">
      <path class="mark use" d="M0-6 6 0 0 6-6 0z" />
    </svg>
  );
}

/** Attended: full. Late: half. Missed: a cross. Not marked: a small ring. */
export function AttendanceMark({ kind, x, y }: At & { kind: Attendance }) {
  return (
    <svg x={`${x}${UNIT}`} y={y} width="1" height="1" overflow="visible">
      {kind === "attended" && <circle class="mark came" r={3.5} />}
      {kind === "late" && <><circle class="mark came ring" r={3.25} /><path class="mark came" d="M0-3.500A3.500 3.500 0 0 1 0 3.500z" /></>}
      {kind === "missed" && <path class="mark missed" d="M-3.200-3.200 3.200 3.200M3.200-3.200-3.200 3.200" />}
      {kind === "open" && <circle class="mark open ring" r={2} />}
    </svg>
  );
}
