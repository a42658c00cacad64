import type { CalendarProvider, Modality, Room, SkillFocus } from "../../api/calendar.ts";
import type { SeriesWritten } from "../../api/types.ts";
import { me } from "../../person.ts";
import { Choice, Field, Toggle } from "../../ui/Field.tsx";
import { t as calendar } from "../calendar/words.ts";
import type { Refusal } from "../calendar/say.ts";
import { isAdministrator, isProvider } from "../ui/roles.ts";
import { t } from "../words/index.ts";
import { FOCUSES, KINDS, MODALITIES, type Wrong } from "./series.ts";

/** What a single session and a series are both made of, as it is typed. */
export type Common = Omit<SeriesWritten, "duration_minutes" | "place" | "join_link" | "capacity" | "room_id" | "facilitator_id" | "programme_id" | "days" | "every" | "nth" | "from_day" | "until_day"> & {
  duration_minutes: string;
  place: string;
  join_link: string;
  capacity: string;
  room_id: string;
  facilitator_id: string;
};

export function commonOf(providers: readonly CalendarProvider[]): Common {
  return {
    title: "", kind: "support", focus: null, local_time: "18:00", duration_minutes: "90", place: "", join_link: "", modality: "in_person", capacity: "",
    room_id: "", facilitator_id: isProvider() ? me().id : (providers[0]?.id ?? ""), open_to_alumni: false, open_to_family: false,
  };
}

type Props = { form: Common; wrong: Wrong; change: (part: Partial<Common>) => void };

/** What it is called, and what kind it is; `fixed` when the kind is settled. */
export function About({ form, wrong, change, fixed }: Props & { fixed?: boolean }) {
  return (
    <>
      <Field
        label={t("new_series.name")} hint={t("new_series.name_hint")} wrong={wrong.name && t("wrong.name")} maxLength={120}
        value={form.title} onText={(title) => change({ title })} autocomplete="off" autocapitalize="sentences"
      />
      {!fixed && <Choice
        label={t("new_series.kind")} value={form.kind} options={KINDS.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))}
        onChoose={(chosen) => change({ kind: KINDS.find((kind) => kind === chosen) ?? "support", focus: null })}
      />}
      {!fixed && form.kind === "skills" && (
        <Choice
          label={calendar("focus")} value={form.focus ?? ""}
          options={[{ value: "", text: calendar("focus.none") }, ...FOCUSES.map((focus) => ({ value: focus, text: calendar(`focus.${focus}`) }))]}
          onChoose={(chosen) => change({ focus: FOCUSES.find((focus): focus is SkillFocus => focus === chosen) ?? null })}
        />
      )}
    </>
  );
}

type WhereProps = Props & { rooms: Room[]; providers: CalendarProvider[]; wrongAt: (field: Refusal["field"]) => string | null };

/** Who leads it, where it is, how many may come and who else. */
export function Where({ form, wrong, change, rooms, providers, wrongAt }: WhereProps) {
  return (
    <>
      {(isAdministrator() || wrongAt("provider")) && (
        <Choice
          label={calendar("form.provider")} value={form.facilitator_id} wrong={wrongAt("provider")} onChoose={(facilitator_id) => change({ facilitator_id })}
          options={providers.map((one) => ({ value: one.id, text: one.id === me().id ? calendar("form.me") : one.shown_name }))}
        />
      )}
      <div class="desk-two">
        <Choice
          label={calendar("modality")} value={form.modality} options={MODALITIES.map((one) => ({ value: one, text: calendar(`modality.${one}`) }))}
          onChoose={(chosen) => change({ modality: MODALITIES.find((one): one is Modality => one === chosen) ?? "in_person" })}
        />
        <Field
          label={calendar("form.capacity")} hint={calendar("form.capacity_hint")} type="number" inputMode="numeric" min={1} value={form.capacity}
          wrong={wrong.capacity && calendar("form.capacity_wrong")} onText={(capacity) => change({ capacity })}
        />
      </div>
      {rooms.length > 0 && (
        <Choice
          label={calendar("room")} value={form.room_id} wrong={wrongAt("room")} onChoose={(room_id) => change({ room_id })}
          options={[{ value: "", text: calendar("form.no_room") }, ...rooms.map((one) => ({ value: one.id, text: one.name }))]}
        />
      )}
      <Field label={t("new_series.place")} hint={t("new_series.place_hint")} value={form.place} maxLength={200} onText={(place) => change({ place })} autocomplete="off" />
      <Field
        label={t("new_series.link")} hint={t("new_series.link_hint")} type="url" inputMode="url" wrong={wrong.link && t("new_series.link_wrong")}
        value={form.join_link} maxLength={500} onText={(join_link) => change({ join_link })} autocomplete="off" spellcheck={false}
      />
      <Toggle label={t("new_series.alumni")} hint={t("new_series.alumni_hint")} on={form.open_to_alumni} onToggle={(open_to_alumni) => change({ open_to_alumni })} />
      <Toggle label={t("new_series.family")} hint={t("new_series.family_hint")} on={form.open_to_family} onToggle={(open_to_family) => change({ open_to_family })} />
    </>
  );
}
