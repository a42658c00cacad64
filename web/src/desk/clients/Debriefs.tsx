import { call } from "../../api/call.ts";
import type { SharedDebrief } from "../../api/milestones.ts";
import { type Translated, type Words, words } from "../../i18n/index.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Card, Tag } from "../../ui/surfaces.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { dayAndYear } from "../ui/dates.ts";

const en = {
  title: "What the client shows of slips",
  about: "Written for themselves and shown to you. It can be taken back at any time. Nothing here is a flag.",
  primary: "Shown to the main counselor",
  team: "Shown to the team",
  written: "Written {when}",
  trigger: "What set it off",
  thought: "What went through their mind",
  act: "What they did",
  next_time: "What could help next time",
  nothing: "Only the day is noted.",
} satisfies Words;
const es: Translated<typeof en> = {
  title: "Lo que la persona muestra de sus tropiezos",
  about: "Lo escribió para sí y te lo muestra. Puede retirarlo cuando quiera. Nada de esto es un aviso.",
  primary: "Lo ve su persona de referencia",
  team: "Lo ve su equipo",
  written: "Escrito {when}",
  trigger: "Qué lo provocó",
  thought: "Qué le pasó por la cabeza",
  act: "Qué hizo",
  next_time: "Qué podría ayudar la próxima vez",
  nothing: "Solo está anotado el día.",
};
const t = words(en, es);
const PARTS = ["trigger", "thought", "act", "next_time"] as const;

/** Debriefs a client lets the viewer read; nothing at all where there are none. */
export function Debriefs({ id }: { id: string }) {
  const debriefs = useFetched(() => call("GET /api/clients/{client_id}/debriefs", { path: { client_id: id } }), [id]);
  // Whoever merely looks after somebody for a while is shown none.
  if (debriefs.value?.items.length === 0 || debriefs.problem?.status === 404) return null;
  return (
    <Card>
      <Heading>{t("title")}</Heading>
      <p class="small muted">{t("about")}</p>
      <Loaded of={debriefs}>{({ items }) => <ul class="desk-written">{items.map((one) => <One key={one.slip_id} debrief={one} />)}</ul>}</Loaded>
    </Card>
  );
}

function One({ debrief }: { debrief: SharedDebrief }) {
  const parts = PARTS.filter((part) => debrief[part]);
  return (
    <li class="stack-s">
      <p class="row">
        <strong>{dayAndYear(debrief.on_day)}</strong>
        <Tag>{t(debrief.shared_with === "team" ? "team" : "primary")}</Tag>
        <span class="small muted">{t("written", { when: dayAndTime(debrief.written_at, me().time_zone) })}</span>
      </p>
      {parts.length === 0 && <p class="muted">{t("nothing")}</p>}
      {parts.map((part) => <p key={part}><span class="small muted">{t(part)}</span><br /><span class="desk-said-line">{debrief[part]}</span></p>)}
    </li>
  );
}
