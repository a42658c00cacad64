import { useEffect } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { AttendanceContent, MeetingContent, MutualHelp } from "../../api/mutual_help.ts";
import { newId } from "../../ids.ts";
import { save } from "../../offline/save.ts";
import { outbox, sent } from "../../offline/sync.ts";
import { phoneZone, withOffset } from "../../time.ts";
import { type Resource, useKept } from "../../ui/resource.ts";
import { contentOf, type Now, nowOf } from "./state.ts";

/** The client's meetings as this phone knows them, with what is still on its way. */
export function useMeetings(): { now: Now; resource: Resource<MutualHelp> } {
  const resource = useKept<MutualHelp>("meetings", () => call("GET /api/meetings"));
  const queued = outbox.value;
  useEffect(() => {
    // What has just left the queue is the server's now.
    if (resource.state === "fresh") void resource.reload();
  }, [queued.length]);
  return { now: nowOf(resource.value, resource.at, queued, sent.value), resource };
}

/** Resolves when it is on the disk; throws when this phone cannot keep it. */
export async function writeMeeting(meeting_id: string, content: MeetingContent): Promise<void> {
  const { fellowship, name, attending, day, at, zone, where, is_removed } = content;
  const body = { meeting_id, fellowship, name, attending, day, at, zone, where, is_removed, occurred_at: withOffset(new Date(), phoneZone()) };
  await save({ kind: "meeting", entity: newId(), body });
}

/** One more writing about an attendance: the one before it stays. */
export async function writeAttendance(content: AttendanceContent): Promise<void> {
  const zone = phoneZone();
  const body = { ...contentOf(content), occurred_at: withOffset(new Date(), zone), zone };
  await save({ kind: "meeting_attendance", entity: newId(), body });
}
