import { useState } from "preact/hooks";
import { ATTENDING, type Attending, type Fellowship } from "../../api/mutual_help.ts";
import type { Day } from "../../api/types.ts";
import { t as shared } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { addDays, dayOf, longDay, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import { GroupChoice } from "./GroupChoice.tsx";
import { likelyDays } from "./next.ts";
import { type MeetingNow, type Now, usualOf } from "./state.ts";
import { writeAttendance } from "./useMeetings.ts";
import { t } from "./words.ts";

type Props = { meeting: MeetingNow | null; now: Now; onClose: () => void };

/** The second of two taps: on which day. For a meeting that is not on the list also which group. */
export function WasSheet({ meeting, now, onClose }: Props) {
  const [fellowship, setFellowship] = useState<Fellowship | null>(meeting?.fellowship ?? usualOf(now));
  const [tried, setTried] = useState(false);
  const [attending, setAttending] = useState<Attending>(meeting?.attending ?? "in_person");
  const [other, setOther] = useState<Day | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  const clock = new Date();
  const today = dayOf(clock, phoneZone());
  const days = likelyDays(meeting ?? { day: null, at: null, zone: phoneZone() }, clock, today);

  async function keep(on_day: Day): Promise<void> {
    setTried(true);
    if (fellowship === null) return;
    if (on_day > today) return setWrong(t("was.ahead"));
    try {
      await writeAttendance({ attendance_id: newId(), on_day, fellowship, attending, meeting_id: meeting?.id ?? null, line: null, proof: null, is_mistake: false });
      announce(t("was.saved", { day: longDay(on_day) }));
      onClose();
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <Sheet title={t("was.title")} busy={busy} onClose={onClose}>
      <div class="stack">
        {meeting && <p class="muted">{meeting.name}</p>}
        {!meeting && (
          <>
            <GroupChoice now={now} value={fellowship} wrong={tried} onChoose={setFellowship} />
            <Choice label={t("was.how")} value={attending} options={ATTENDING.map((value) => ({ value, text: t(`attending.${value}`) }))} onChoose={(value) => setAttending(value as Attending)} />
          </>
        )}
        {days.map((day, place) => (
          <Button key={day} wide big look={place === 0 ? "primary" : "soft"} busy={busy} onClick={() => void once(() => keep(day))}>{dayName(day, today)}</Button>
        ))}
        {other === null && <Button look="plain" wide onClick={() => setOther(addDays(today, -2))}>{t("was.another_day")}</Button>}
        {other !== null && (
          <>
            <Field type="date" label={t("was.day")} value={other} max={today} min="2000-01-01" onText={setOther} />
            <Button wide busy={busy} disabled={other === ""} onClick={() => void once(() => keep(other))}>{t("was.save")}</Button>
          </>
        )}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
      </div>
    </Sheet>
  );
}

export function dayName(day: Day, today: Day): string {
  if (day === today) return t("was.today");
  return day === addDays(today, -1) ? t("was.yesterday") : longDay(day);
}
