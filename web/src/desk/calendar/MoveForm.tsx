import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CalendarProvider, MeetingDetail, Room, SeriesChanged } from "../../api/calendar.ts";
import { Problem } from "../../api/problem.ts";
import type { Day, Series, Weekday } from "../../api/types.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Confirm } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { Days } from "../sessions/NewSeries.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { isAdministrator } from "../ui/roles.ts";
import { type Field as At, type Refusal, refusalOf } from "./say.ts";
import { useAsking } from "./useAsking.ts";
import { minutesOf } from "./week.ts";
import { type Which, WhichChoice } from "./which.tsx";
import { t } from "./words.ts";

type Ground = { series: Series | null; rooms: Room[]; providers: CalendarProvider[] };
type Typed = { day: Day; time: string; minutes: string; room: string; provider: string; days: Weekday[] };
type Props = {
  meeting: MeetingDetail;
  /** With the session as it is now; null when it was a whole group. */
  onMoved: (moved: MeetingDetail | null) => Promise<void>;
  /** Why the try before this was refused. */
  before: Refusal | null;
  /** Somebody changed it in the meantime. */
  onMeanwhile: (why: Refusal) => Promise<void>;
};

/** Another time, room or leader: for one meeting, for it and those after it, or for all of a group. */
export function MoveForm(props: Props) {
  const { series_id } = props.meeting;
  const ground = useFetched(() => readGround(series_id), [series_id]);
  const meanwhile = async (why: Refusal) => { await Promise.all([ground.reload(), props.onMeanwhile(why)]); };
  return <Loaded of={ground}>{(value) => <Form key={value.series?.sequence} {...props} onMeanwhile={meanwhile} ground={value} />}</Loaded>;
}

async function readGround(series_id: string | null): Promise<Ground> {
  // A calendar of nobody's day: for the rooms and providers, without anybody's name.
  const query = { from_day: "2000-01-01", to_day: "2000-01-01" };
  const [week, series] = await Promise.all([
    call("GET /api/calendar", { query }),
    series_id ? call("GET /api/appointment-series/{id}", { path: { id: series_id } }) : null,
  ]);
  return { series, rooms: week.rooms, providers: week.providers };
}

function Form({ meeting, ground, before, onMoved, onMeanwhile }: Props & { ground: Ground }) {
  const { series, rooms, providers } = ground;
  const was = typedOf(meeting, series);
  const [which, setWhich] = useState<Which>("one");
  const [form, setForm] = useState<Typed>(was);
  const [tooOdd, setTooOdd] = useState(false);
  const [told, setTold] = useState(before);
  const change = (part: Partial<Typed>) => setForm({ ...form, ...part });
  const asking = useAsking<MeetingDetail | null>(async (confirm) => {
    try {
      return which === "one" ? await moveOne(meeting, was, form, confirm) : await moveMany(series, which === "all" ? null : was.day, was, form, confirm);
    } catch (error) {
      if (error instanceof Problem && error.code === "changed_meanwhile") void onMeanwhile(refusalOf(error));
      throw error;
    }
  });
  const wrongAt = (field: At) => (asking.refusal?.field === field ? asking.refusal.sentence : null);
  const minutes = Number(form.minutes);
  const isOdd = !(Number.isInteger(minutes) && minutes >= 5 && minutes <= 720);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setTold(null);
    setTooOdd(isOdd);
    const target = event.currentTarget;
    if (isOdd) return focusFirstWrong(target);
    const moved = await asking.run();
    if (moved) await onMoved(moved.answer);
    else focusFirstWrong(target);
  }
  async function yes(): Promise<void> {
    const moved = await asking.yes();
    if (moved) await onMoved(moved.answer);
  }
  return (
    <form class="stack desk-form" noValidate onSubmit={(event) => void submit(event)}>
      <Heading>{t("move.title")}</Heading>
      {series && <WhichChoice which={which} onWhich={setWhich} />}
      {which === "one" && <Field label={t("move.day")} type="date" required value={form.day} wrong={wrongAt("day")} onText={(day) => change({ day })} />}
      {which !== "one" && <Days days={form.days} wrong={wrongAt("day") ?? undefined} onDays={(days) => change({ days })} />}
      <div class="desk-two">
        <Field label={t("move.time")} type="time" required value={form.time} wrong={wrongAt("time")} onText={(time) => change({ time: time.slice(0, 5) })} />
        <Field
          label={t("move.minutes")} type="number" inputMode="numeric" min={5} max={720} value={form.minutes}
          wrong={tooOdd && isOdd ? t("wrong.minutes") : wrongAt("minutes")} onText={(text) => change({ minutes: text })}
        />
      </div>
      {(rooms.length > 0 || form.room) && (
        <Choice
          label={t("move.room")} value={form.room} wrong={wrongAt("room")} onChoose={(room) => change({ room })}
          options={[{ value: "", text: t("form.no_room") }, ...rooms.map((one) => ({ value: one.id, text: one.name }))]}
        />
      )}
      <Leader form={form} providers={providers} wrong={wrongAt("provider")} change={change} />
      <Rest refusal={asking.refusal ?? told} />
      <Button type="submit" busy={asking.busy}>{t("move.button")}</Button>
      {asking.asked !== null && (
        <Confirm
          title={t("tell.title")} text={[t("tell.move", asking.asked), asking.asked.busy > 0 && t("tell.busy", { count: asking.asked.busy })].filter(Boolean).join(" ")} yes={t("tell.yes_move")} busy={asking.busy}
          onYes={() => void yes()} onNo={asking.no}
        />
      )}
    </form>
  );
}

type LeaderProps = { form: Typed; providers: CalendarProvider[]; wrong: string | null; change: (part: Partial<Typed>) => void };

function Leader({ form, providers, wrong, change }: LeaderProps) {
  if (providers.length < 2 && !wrong && !isAdministrator()) return null;
  return (
    <Choice
      label={t("move.provider")} value={form.provider} wrong={wrong} onChoose={(provider) => change({ provider })}
      options={[
        ...(providers.some((one) => one.id === form.provider) ? [] : [{ value: form.provider, text: t("move.unchanged") }]),
        ...providers.map((one) => ({ value: one.id, text: one.shown_name })),
      ]}
    />
  );
}

/** What belongs to none of the fields. */
export function Rest({ refusal, shown = ["day", "time", "minutes", "room", "provider"] }: { refusal: Refusal | null; shown?: At[] }) {
  if (!refusal || shown.includes(refusal.field)) return null;
  return <Notice kind="error" live>{refusal.sentence}</Notice>;
}

function typedOf(meeting: MeetingDetail, series: Series | null): Typed {
  const zone = meeting.time_zone;
  const minutes = minutesOf(meeting.starts_at, zone);
  const two = (count: number) => String(count).padStart(2, "0");
  return {
    day: dayOf(new Date(meeting.starts_at), zone),
    time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
    minutes: String(Math.round((Date.parse(meeting.ends_at) - Date.parse(meeting.starts_at)) / 60_000)),
    room: meeting.room?.id ?? "",
    provider: meeting.provider?.id ?? "",
    days: series?.days ?? [],
  };
}

function moveOne(meeting: MeetingDetail, was: Typed, form: Typed, confirm: boolean): Promise<MeetingDetail> {
  return call("PUT /api/appointments/{id}/time", {
    path: { id: meeting.id },
    body: {
      day: form.day, local_time: form.time, sequence: meeting.sequence, confirm,
      ...(form.minutes === was.minutes ? {} : { duration_minutes: Number(form.minutes) }),
      ...(form.room === was.room ? {} : { room_id: form.room || null }),
      ...(form.provider === was.provider ? {} : { provider_id: form.provider }),
    },
  });
}

/** Sends what was changed and nothing else: the other meetings may differ from this one. */
async function moveMany(series: Series | null, from_day: Day | null, was: Typed, form: Typed, confirm: boolean): Promise<null> {
  if (!series) return null;
  const body: SeriesChanged = {
    from_day, sequence: series.sequence, confirm,
    ...(String(form.days) === String(was.days) ? {} : { days: form.days }),
    ...(form.time === was.time ? {} : { local_time: form.time }),
    ...(form.minutes === was.minutes ? {} : { duration_minutes: Number(form.minutes) }),
    ...(form.room === was.room ? {} : { room_id: form.room || null }),
    ...(form.provider === was.provider ? {} : { facilitator_id: form.provider }),
  };
  await call("PUT /api/appointment-series/{id}", { path: { id: series.id }, body });
  return null;
}
