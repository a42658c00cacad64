import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { MeetingDetail } from "../../api/calendar.ts";
import { zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Notice, Tag } from "../../ui/surfaces.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { isProvider } from "../ui/roles.ts";
import { t as desk } from "../words/index.ts";
import { AttendanceSheet } from "./AttendanceSheet.tsx";
import { CancelForm } from "./CancelForm.tsx";
import { MoveForm } from "./MoveForm.tsx";
import { People } from "./People.tsx";
import { fillOf, type Refusal, refusalOf, whenOf } from "./say.ts";
import { showWeekOf, wantsAttendance } from "./shown.ts";
import { t } from "./words.ts";

type Doing = "attendance" | "move" | "cancel" | null;
type Changed = () => Promise<void>;

/** One session: what it is, who is in it, and what can be done with it. */
export function SessionPanel({ id, onChanged }: { id: string; onChanged: Changed }) {
  const meeting = useFetched(() => call("GET /api/appointments/{id}", { path: { id } }), [id]);
  return (
    <Loaded of={meeting}>
      {(value) => <Open meeting={value} put={meeting.put} onChanged={async () => { await Promise.all([meeting.reload(), onChanged()]); }} />}
    </Loaded>
  );
}

type OpenProps = { meeting: MeetingDetail; put: (meeting: MeetingDetail) => void; onChanged: Changed };

function Open({ meeting, put, onChanged }: OpenProps) {
  const [doing, setDoing] = useState<Doing>(null);
  const [undoable, setUndoable] = useState(false);
  // The form begins anew when the session has changed: why it was refused is still to be read then.
  const [refused, setRefused] = useState<Refusal | null>(null);
  useEffect(() => showWeekOf(meeting.starts_at, meeting.time_zone), [meeting.starts_at]);
  useEffect(() => {
    const wanted = wantsAttendance.value;
    if (wanted === null) return;
    wantsAttendance.value = null;
    if (wanted === meeting.id) setDoing("attendance");
  }, [wantsAttendance.value]);
  const off = meeting.status === "cancelled";
  const begun = Date.parse(meeting.starts_at) <= Date.now();
  const done = async (what: Doing, said: string) => {
    setDoing((now) => (now === what ? null : now));
    setRefused(null);
    announce(said);
    await onChanged();
  };
  const toggle = (what: Doing) => {
    setDoing(doing === what ? null : what);
    setRefused(null);
  };
  return (
    <>
      <About meeting={meeting} />
      {off && undoable && <Undo meeting={meeting} onUndone={async () => { setUndoable(false); await done("cancel", t("cancel.undone")); }} />}
      {meeting.may_change && !off && (
        <div class="row cal-acts">
          {isProvider() && <Act is={doing === "attendance"} onClick={() => toggle("attendance")}>{t("act.attendance")}</Act>}
          {!begun && <Act is={doing === "move"} onClick={() => toggle("move")}>{t("act.move")}</Act>}
          {!begun && <Act is={doing === "cancel"} onClick={() => toggle("cancel")}>{t("act.cancel")}</Act>}
        </div>
      )}
      {doing === "attendance" && !off && <AttendanceSheet meeting={meeting} onMarked={onChanged} />}
      {doing === "move" && (
        <MoveForm
          key={meeting.sequence} meeting={meeting} before={refused} onMeanwhile={(why) => { setRefused(why); return onChanged(); }}
          onMoved={async (moved) => { if (moved) put(moved); await done("move", moved ? t("move.done", { when: whenOf(moved) }) : t("move.done_all")); }}
        />
      )}
      {doing === "cancel" && (
        <CancelForm
          meeting={meeting} onChanged={onChanged}
          onCancelled={async (cancelled) => { if (cancelled) { put(cancelled); setUndoable(true); } await done("cancel", t(cancelled ? "cancel.done" : "cancel.done_all")); }}
        />
      )}
      {!off && doing !== "attendance" && <People meeting={meeting} onChanged={onChanged} />}
    </>
  );
}

function Act({ is, onClick, children }: { is: boolean; onClick: () => void; children: string }) {
  return <button type="button" class="button quiet" aria-expanded={is} onClick={onClick}>{children}</button>;
}

function About({ meeting }: { meeting: MeetingDetail }) {
  const off = meeting.status === "cancelled";
  const was = off && meeting.reason ? t(`reason.${meeting.reason}`) : null;
  return (
    <>
      {(off || meeting.is_moved) && (
        <span class="desk-tags">
          {off && <Tag kind="warn">{t("cancelled")}</Tag>}
          {meeting.is_moved && <Tag>{t("moved")}</Tag>}
        </span>
      )}
      <Facts
        rows={[
          [t("when"), <>{off ? <s>{whenOf(meeting)}</s> : whenOf(meeting)} <span class="small muted">({zoneName(meeting.time_zone)})</span></>],
          [t("reason"), was],
          [t("led_by"), meeting.provider?.shown_name ?? t("nobody")],
          [t("room"), meeting.room?.name],
          [t("place"), meeting.place],
          [t("link"), meeting.join_link && <a href={meeting.join_link} target="_blank" rel="noopener noreferrer">{meeting.join_link}</a>],
          [t("modality"), t(`modality.${meeting.modality}`)],
          [t("kind"), [desk(`kind.${meeting.kind}`), meeting.focus && t(`focus.${meeting.focus}`)].filter(Boolean).join(": ")],
          [t("places"), off ? null : fillOf(meeting)],
        ]}
      />
      {meeting.series_id && <p><a href={`/desk/sessions/${meeting.series_id}`}>{t("open_group")}</a></p>}
    </>
  );
}

function Undo({ meeting, onUndone }: { meeting: MeetingDetail; onUndone: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  async function undo(): Promise<void> {
    setBusy(true);
    try {
      await call("DELETE /api/appointments/{id}/cancellation", { path: { id: meeting.id } });
      await onUndone();
    } catch (error) {
      setWrong(refusalOf(error).sentence);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Notice>
      <p>{t("cancel.done")} {t("cancel.undo_hint")}</p>
      {wrong && <p class="desk-warn-words" role="alert">{wrong}</p>}
      <Button look="quiet" busy={busy} onClick={() => void undo()}>{t("act.undo")}</Button>
    </Notice>
  );
}
