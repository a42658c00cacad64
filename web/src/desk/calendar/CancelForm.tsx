import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { type CancelReason, DESK_REASONS, type MeetingDetail } from "../../api/calendar.ts";
import { Problem } from "../../api/problem.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Rest } from "./MoveForm.tsx";
import { useAsking } from "./useAsking.ts";
import { type Which, WhichChoice } from "./which.tsx";
import { t } from "./words.ts";

type Props = {
  meeting: MeetingDetail;
  /** With the session as it is now; null when it was more than this one. */
  onCancelled: (cancelled: MeetingDetail | null) => Promise<void>;
  onChanged: () => Promise<void>;
};

/** Cancels one meeting, it and those after it, or a whole group; says before how many are told. */
export function CancelForm({ meeting, onCancelled, onChanged }: Props) {
  const [which, setWhich] = useState<Which>("one");
  const [reason, setReason] = useState<CancelReason>("provider_away");
  const asking = useAsking<MeetingDetail | null>(async (confirm) => {
    try {
      return which === "one" ? await cancelOne(meeting, reason, confirm) : await endGroup(meeting, which, reason, confirm);
    } catch (error) {
      if (error instanceof Problem && error.code === "changed_meanwhile") void onChanged();
      throw error;
    }
  });
  const finish = async (how: () => Promise<{ answer: MeetingDetail | null } | null>) => {
    const done = await how();
    if (done) await onCancelled(done.answer);
  };
  return (
    <form class="stack desk-form" onSubmit={(event) => { event.preventDefault(); void finish(asking.run); }}>
      <Heading>{t("cancel.title")}</Heading>
      {meeting.series_id && <WhichChoice which={which} onWhich={setWhich} />}
      <Choice
        label={t("cancel.why")} hint={t("cancel.why_hint")} value={reason} options={DESK_REASONS.map((one) => ({ value: one, text: t(`reason.${one}`) }))}
        onChoose={(chosen) => setReason(DESK_REASONS.find((one) => one === chosen) ?? "other")}
      />
      <Rest refusal={asking.refusal} shown={[]} />
      {meeting.taken === 0 && which === "one" && <p class="small muted">{t("tell.nobody_cancel")}</p>}
      <Button type="submit" look="danger" busy={asking.busy}>{t("cancel.button")}</Button>
      {asking.asked !== null && (
        <Confirm
          title={t("tell.title")} text={t("tell.cancel", asking.asked)} yes={t("tell.yes_cancel")} danger busy={asking.busy}
          onYes={() => void finish(asking.yes)} onNo={asking.no}
        />
      )}
    </form>
  );
}

function cancelOne({ id, sequence }: MeetingDetail, reason: CancelReason, confirm: boolean): Promise<MeetingDetail> {
  return call("PUT /api/appointments/{id}/cancellation", { path: { id }, body: { reason, confirm, sequence } });
}

async function endGroup(meeting: MeetingDetail, which: Which, reason: CancelReason, confirm: boolean): Promise<null> {
  const zone = meeting.time_zone;
  const from_day = dayOf(which === "all" ? new Date() : new Date(meeting.starts_at), zone);
  await call("PUT /api/appointment-series/{id}/end", { path: { id: meeting.series_id ?? "" }, body: { from_day, reason, confirm } });
  return null;
}
