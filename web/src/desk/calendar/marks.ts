import type { AttendanceRow, AttendanceWritten } from "../../api/calendar.ts";

/** What is tapped. Whoever left early came, or came late; the server keeps the minutes. */
export const MARKS = ["came", "late", "early", "missed", "excused"] as const;
export type Mark = (typeof MARKS)[number];

/** Begun with when somebody is late or leaves early, to be put right beside it. */
export const MINUTES = 10;

export function isMark({ attendance, minutes_left_early }: AttendanceRow, what: Mark): boolean {
  switch (what) {
    case "came":
      return attendance === "attended" && minutes_left_early === null;
    case "late":
      return attendance === "late";
    case "early":
      return minutes_left_early !== null;
    default:
      return attendance === what;
  }
}

/** What a tap on a mark makes of a row: late and left early go together, the others stand alone. */
export function written(row: AttendanceRow, what: Mark): AttendanceWritten {
  const { attendance, minutes_late, minutes_left_early } = row;
  switch (what) {
    case "came":
      return { attendance: "attended" };
    case "late":
      return { attendance: "late", minutes_late: MINUTES, minutes_left_early };
    case "early":
      return { attendance: attendance === "late" ? "late" : "attended", minutes_late, minutes_left_early: MINUTES };
    default:
      return { attendance: what };
  }
}

/** The mark with its minutes; the other of the two stays. */
export function lasting(row: AttendanceRow, what: "late" | "early", minutes: number): AttendanceWritten {
  return { ...written(row, what), [what === "late" ? "minutes_late" : "minutes_left_early"]: minutes };
}

/** What a second tap on a mark makes of a row: only that mark goes, and nothing where it is gone already. */
export function without(row: AttendanceRow, what: Mark): AttendanceWritten {
  const { attendance, minutes_late, minutes_left_early } = row;
  if (!isMark(row, what)) return { attendance, minutes_late, minutes_left_early };
  if (what === "late" && minutes_left_early !== null) return { attendance: "attended", minutes_left_early };
  if (what === "early") return { attendance, minutes_late };
  return { attendance: null };
}
