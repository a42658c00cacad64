import { weekdayName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { KINDS, WEEKDAYS } from "../sessions/series.ts";
import { t as desk } from "../words/index.ts";
import { withoutGroup } from "./edit.ts";
import { NumberIn, PickIn, SwitchIn, TextIn, TimeIn, useForm } from "./form.tsx";
import { ChipsIn } from "./parts.tsx";
import { groupTitle, levelName, sayTimes, trackName } from "./say.ts";
import { t } from "./words.ts";

const FOCI = ["refusal", "relapse_prevention", "assertiveness", "stress"] as const;
const MODALITIES = ["in_person", "remote", "either"] as const;

/** One group of the timetable. What is changed here is changed at once; it can be undone. */
export function GroupSheet({ index, onClose }: { index: number; onClose: () => void }) {
  const { draft, change } = useForm();
  const place = `design.groups.${index}`;
  const { groups, tracks, levels } = draft.design;
  const group = groups[index];
  if (!group) return null;
  const others = groups.filter((one) => one.code !== group.code && one.instead_of === null);
  return (
    <Sheet title={t("group.edit")} onClose={onClose}>
      <TextIn at={`${place}.title`} label={t("group.title")} />
      <TextIn at={`${place}.title_es`} label={t("group.title_es")} empty={null} />
      <PickIn at={`${place}.kind`} label={t("group.kind")} options={KINDS.map((value) => ({ value, text: desk(`kind.${value}`) }))} />
      {(group.kind === "skills" || group.focus) && (
        <PickIn at={`${place}.focus`} label={t("group.focus")} none={t("group.no_focus")} options={FOCI.map((value) => ({ value, text: t(`focus.${value}`) }))} />
      )}
      <ChipsIn at={`${place}.days`} label={t("group.days")} options={WEEKDAYS.map((value, day) => ({ value, text: weekdayName(day, "short") }))} />
      <div class="prog-three">
        <TimeIn at={`${place}.local_time`} label={t("group.time")} />
        <NumberIn at={`${place}.minutes`} label={t("group.minutes")} />
        <NumberIn at={`${place}.capacity`} label={t("group.capacity")} hint={t("group.capacity_hint")} />
      </div>
      <PickIn at={`${place}.modality`} label={t("group.modality")} options={MODALITIES.map((value) => ({ value, text: t(`modality.${value}`) }))} />
      {tracks.length > 0 && (
        <PickIn at={`${place}.track`} label={t("group.track")} none={t("group.all_tracks")} options={tracks.map((value) => ({ value, text: trackName(value) }))} />
      )}
      {levels.length > 1 && (
        <ChipsIn at={`${place}.levels`} label={t("group.levels")} hint={t("group.levels_hint")} options={levels.map((one) => ({ value: one.code, text: levelName(one) }))} />
      )}
      <SwitchIn at={`${place}.optional`} label={t("group.optional")} hint={t("group.optional_hint")} />
      <PickIn
        at={`${place}.instead_of`} label={t("group.instead")} hint={t("group.instead_hint")} none={t("group.instead_none")}
        options={others.map((one) => ({ value: one.code, text: `${groupTitle(one)} (${sayTimes(one)})` }))}
      />
      <SwitchIn at={`${place}.open_to_alumni`} label={t("group.alumni")} />
      <SwitchIn at={`${place}.open_to_family`} label={t("group.family")} />
      <Button wide onClick={onClose}>{t("done")}</Button>
      <Button
        look="danger" wide
        onClick={() => {
          onClose();
          change((now) => withoutGroup(now, index));
        }}
      >
        {t("remove")}
      </Button>
    </Sheet>
  );
}
