import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CalendarWeek } from "../../api/calendar.ts";
import { Problem } from "../../api/problem.ts";
import type { Group, ProgrammeRow } from "../../api/programs.ts";
import type { Day } from "../../api/types.ts";
import { language, locale } from "../../i18n/index.ts";
import { dayOf, sayLocalTime, weekdayName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { endOf, placesOf } from "../sessions/series.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { t as desk } from "../words/index.ts";
import { refusalOf } from "./say.ts";
import { t } from "./words.ts";

type Ground = { programmes: ProgrammeRow[]; week: CalendarWeek };
type Chosen = Record<string, string>;

/** All the groups of a programme's week at once, each with somebody to lead it. For administrators. */
export function Timetable({ onMade }: { onMade: () => void }) {
  const ground = useFetched(readGround);
  const [chosen, choose] = useState("");
  return (
    <Loaded of={ground}>
      {({ programmes, week }) => (
        <>
          <p>{t("form.timetable_text")}</p>
          <Choice
            label={t("form.programme")} value={chosen} onChoose={choose}
            options={[{ value: "", text: t("form.choose") }, ...programmes.map((one) => ({ value: one.id, text: one.name }))]}
          />
          {chosen && <Groups key={chosen} id={chosen} week={week} onMade={onMade} />}
        </>
      )}
    </Loaded>
  );
}

async function readGround(): Promise<Ground> {
  const query = { from_day: "2000-01-01", to_day: "2000-01-01" };
  const [programmes, week] = await Promise.all([call("GET /api/programs"), call("GET /api/calendar", { query })]);
  return { programmes: programmes.items.filter((one) => one.status !== "closed"), week };
}

function Groups({ id, week, onMade }: { id: string; week: CalendarWeek; onMade: () => void }) {
  const programme = useFetched(() => call("GET /api/programs/{id}", { path: { id } }), [id]);
  return (
    <Loaded of={programme}>
      {({ design: { groups } }) => (groups.length === 0 ? <p>{t("form.timetable_none")}</p> : <Form id={id} groups={groups} week={week} onMade={onMade} />)}
    </Loaded>
  );
}

function Form({ id, groups, week, onMade }: { id: string; groups: Group[]; week: CalendarWeek; onMade: () => void }) {
  const [from, setFrom] = useState<Day>(dayOf(new Date(), week.time_zone));
  const [leaders, setLeaders] = useState<Chosen>({});
  const [rooms, setRooms] = useState<Chosen>({});
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ group: string; sentence: string } | null>(null);

  async function plan(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    setWrong(null);
    const target = event.currentTarget;
    if (groups.some((group) => !leaders[group.code])) return focusFirstWrong(target);
    if (busy) return;
    setBusy(true);
    try {
      const given = Object.fromEntries(Object.entries(rooms).filter(([, room]) => room));
      const made = await call("POST /api/programs/{id}/groups", { path: { id }, body: { from_day: from, leaders, rooms: given } });
      announce(t("form.timetable_made", { count: made.items.length }));
      onMade();
    } catch (error) {
      const group = error instanceof Problem ? String(error.more["group"] ?? "") : "";
      setWrong({ group, sentence: refusalOf(error).sentence });
      focusFirstWrong(target);
    } finally {
      setBusy(false);
    }
  }
  const wrongOf = ({ code }: Group) => (tried && !leaders[code] ? t("form.leader_wrong") : wrong?.group === code ? wrong.sentence : null);
  const roomOf = (code: string) => rooms[code] ?? "";
  return (
    <form class="stack desk-form" noValidate onSubmit={(event) => void plan(event)}>
      <Field label={desk("new_series.from")} type="date" required value={from} onText={setFrom} />
      {groups.map((group) => (
        <fieldset key={group.code} class="stack-s">
          <legend><strong>{titleOf(group)}</strong><br /><span class="small muted">{whenOf(group)}</span></legend>
          <Choice
            label={t("form.leader", { group: titleOf(group) })} value={leaders[group.code] ?? ""} wrong={wrongOf(group)}
            options={[{ value: "", text: t("form.choose") }, ...week.providers.map((one) => ({ value: one.id, text: one.shown_name }))]}
            onChoose={(leader) => setLeaders({ ...leaders, [group.code]: leader })}
          />
          {week.rooms.length > 0 && (
            <Choice
              label={t("form.room_for", { group: titleOf(group) })} value={roomOf(group.code)}
              options={[{ value: "", text: t("form.no_room") }, ...week.rooms.map((one) => ({ value: one.id, text: one.name }))]}
              onChoose={(room) => setRooms({ ...rooms, [group.code]: room })}
            />
          )}
        </fieldset>
      ))}
      {wrong && !groups.some((group) => group.code === wrong.group) && <Notice kind="error" live>{wrong.sentence}</Notice>}
      <Button type="submit" busy={busy}>{t("form.timetable_button")}</Button>
    </form>
  );
}

function titleOf(group: Group): string {
  return (language.value === "es" && group.title_es) || group.title;
}

function whenOf(group: Group): string {
  const days = new Intl.ListFormat(locale(), { style: "short", type: "unit" }).format(placesOf(group.days).map((place) => weekdayName(place, "short")));
  return `${days}, ${t("span", { from: sayLocalTime(group.local_time), until: sayLocalTime(endOf(group.local_time, group.minutes)) })}`;
}
