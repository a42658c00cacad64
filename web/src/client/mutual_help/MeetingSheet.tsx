import { useState } from "preact/hooks";
import { ATTENDING, type Attending, type MeetingContent } from "../../api/mutual_help.ts";
import type { Weekday } from "../../api/types.ts";
import { t as shared } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { phoneZone, weekdayName, zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import { GroupChoice } from "./GroupChoice.tsx";
import { WEEKDAYS } from "./next.ts";
import { type MeetingNow, type Now, usualOf } from "./state.ts";
import { writeMeeting } from "./useMeetings.ts";
import { t } from "./words.ts";

type Said = Omit<MeetingContent, "fellowship"> & { fellowship: MeetingContent["fellowship"] | null };
type Props = { meeting: MeetingNow | null; now: Now; onClose: () => void };

/** Adds a meeting to one's own list, or changes it. */
export function MeetingSheet({ meeting, now, onClose }: Props) {
  const [said, setSaid] = useState<Said>(meeting ?? {
    fellowship: usualOf(now), name: "", attending: "in_person", day: null, at: null, zone: phoneZone(), where: null, is_removed: false,
  });
  const [tried, setTried] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  const set = (part: Partial<Said>) => setSaid({ ...said, ...part });
  const noName = said.name.trim() === "";
  const noTime = said.day !== null && !said.at;

  async function keep({ fellowship, ...content }: Said): Promise<void> {
    setTried(true);
    const where = content.where?.trim() || null;
    if (fellowship === null || content.name.trim() === "" || (content.day !== null && !content.at)) return;
    try {
      await writeMeeting(meeting?.id ?? newId(), { ...content, fellowship, name: content.name.trim(), where, at: content.day === null ? null : content.at });
      announce(shared("saved.on_phone"));
      onClose();
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <Sheet title={t(meeting ? "edit.old" : "edit.new")} busy={busy} onClose={onClose}>
      <div class="stack">
        <GroupChoice now={now} value={said.fellowship} wrong={tried} onChoose={(fellowship) => set({ fellowship })} />
        <Field label={t("edit.name")} hint={t("edit.name_hint")} value={said.name} maxLength={120} wrong={tried && noName ? t("edit.name_wrong") : null} onText={(name) => set({ name })} />
        <Choice label={t("was.how")} value={said.attending} options={ATTENDING.map((value) => ({ value, text: t(`attending.${value}`) }))} onChoose={(value) => set({ attending: value as Attending })} />
        <Choice
          label={t("edit.day")} value={said.day ?? ""}
          options={[{ value: "", text: t("edit.no_day") }, ...WEEKDAYS.map((value, index) => ({ value, text: weekdayName(index) }))]}
          onChoose={(value) => set({ day: (value || null) as Weekday | null })}
        />
        {said.day !== null && <Field type="time" label={t("edit.at")} hint={t("edit.at_hint", { zone: zoneName(said.zone) })} value={said.at ?? ""} wrong={tried && noTime ? t("edit.at_wrong") : null} onText={(at) => set({ at: at || null })} />}
        <Field label={t("edit.where")} hint={t("edit.where_hint")} value={said.where ?? ""} maxLength={300} autocapitalize="none" onText={(where) => set({ where })} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={busy} onClick={() => void once(() => keep(said))}>{t("was.save")}</Button>
        {meeting && (
          <div class="stack-s">
            <Button look="plain" wide busy={busy} onClick={() => void once(() => keep({ ...meeting, is_removed: true }))}>{t("edit.remove")}</Button>
            <p class="small muted">{t("edit.remove_text")}</p>
          </div>
        )}
      </div>
    </Sheet>
  );
}
