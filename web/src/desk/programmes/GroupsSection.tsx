import { useState } from "preact/hooks";
import type { Group } from "../../api/programs.ts";
import type { Weekday } from "../../api/types.ts";
import { weekdayName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { Tag } from "../../ui/surfaces.tsx";
import { WEEKDAYS } from "../sessions/series.ts";
import { t as desk } from "../words/index.ts";
import { add, groupsOn, newGroup } from "./edit.ts";
import { idOf, useForm } from "./form.tsx";
import { GroupSheet } from "./GroupSheet.tsx";
import { Section } from "./parts.tsx";
import { groupTitle, levelName, sayTimes, trackName } from "./say.ts";
import { t } from "./words.ts";

/** The timetable as a list of the week; a tap opens a group. */
export function GroupsSection() {
  const { draft, change, wrongIn } = useForm();
  const { groups, tracks, levels } = draft.design;
  const [track, setTrack] = useState("");
  const [level, setLevel] = useState("");
  const [openCode, setOpen] = useState<string | null>(null);
  const opened = groups.findIndex((group) => group.code === openCode);

  function another(day: Weekday): void {
    const made = { ...newGroup(draft.design, day), ...(track ? { track } : {}), levels: level ? [level] : [] };
    change((now) => add(now, "design.groups", made));
    setOpen(made.code);
  }
  return (
    <Section title={t("groups_title")} hint={t("gallery.groups", { count: groups.length })}>
      <p class="small muted">{t("groups.hint")}</p>
      <div class="desk-two">
        {tracks.length > 1 && (
          <Choice
            label={t("group.track")} value={track} onChoose={setTrack}
            options={[{ value: "", text: t("groups.every_track") }, ...tracks.map((value) => ({ value, text: trackName(value) }))]}
          />
        )}
        {levels.length > 1 && (
          <Choice
            label={t("group.levels")} value={level} onChoose={setLevel}
            options={[{ value: "", text: t("groups.every_level") }, ...levels.map((one) => ({ value: one.code, text: levelName(one) }))]}
          />
        )}
      </div>
      {WEEKDAYS.map((day, place) => (
        <div class="prog-day" key={day}>
          <h3 class="desk-part-title">{weekdayName(place)}</h3>
          <ul class="rows" aria-label={weekdayName(place)}>
            {groupsOn(draft.design, day, track, level).map(({ group, index }) => (
              <GroupRow key={group.code} group={group} place={`design.groups.${index}`} wrong={wrongIn(`design.groups.${index}.`)} onOpen={() => setOpen(group.code)} />
            ))}
          </ul>
          <Button look="plain" icon="plus" onClick={() => another(day)}>{t("group.add", { day: weekdayName(place) })}</Button>
        </div>
      ))}
      {opened >= 0 && <GroupSheet key={openCode} index={opened} onClose={() => setOpen(null)} />}
    </Section>
  );
}

type RowProps = { group: Group; place: string; wrong: string | null; onOpen: () => void };

function GroupRow({ group, place, wrong, onOpen }: RowProps) {
  const { draft } = useForm();
  const { levels, tracks } = draft.design;
  const names = levels.filter((level) => group.levels.includes(level.code)).map(levelName);
  const parts = [desk(`kind.${group.kind}`), group.track && tracks.length > 1 ? trackName(group.track) : "", names.join(", ")];
  return (
    <li>
      <button type="button" class="row-link prog-group" data-at={idOf(place)} onClick={onOpen}>
        <span class="prog-time small">{sayTimes(group)}</span>
        <span class="text">
          <span>{groupTitle(group) || "…"}</span>
          <span class="small muted">{parts.filter(Boolean).join(" · ")}</span>
          <span class="desk-tags"><GroupTags group={group} /></span>
          {wrong && <span class="prog-wrong small">{wrong}</span>}
        </span>
      </button>
    </li>
  );
}

function GroupTags({ group }: { group: Group }) {
  return (
    <>
      {group.optional && <Tag>{t("tag.optional")}</Tag>}
      {group.instead_of && <Tag>{t("tag.instead")}</Tag>}
      {group.modality === "remote" && <Tag>{t("tag.remote")}</Tag>}
      {group.open_to_alumni && <Tag>{t("tag.alumni")}</Tag>}
      {group.open_to_family && <Tag>{t("tag.family")}</Tag>}
    </>
  );
}
