import type { ComponentChildren } from "preact";
import { call } from "../../api/call.ts";
import type { CheckInDetail as Detail, ReviewTask } from "../../api/review.ts";
import type { ClientDetail, ReviewItem } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayAndTime, longDay, zoneName } from "../../time.ts";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { ago } from "../ui/ago.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { CravingList } from "../weeks/CravingList.tsx";
import { beforeDay, recentCravings } from "../weeks/summary.ts";
import { WeeksChart } from "../weeks/WeeksChart.tsx";
import { WrittenList } from "../weeks/WrittenList.tsx";
import { t } from "../words/index.ts";
import { Answers } from "./Answers.tsx";
import { Changed } from "./Changed.tsx";
import { Clock } from "./Clock.tsx";
import { FormAnswers } from "./FormAnswers.tsx";
import { flagsOf } from "./order.ts";
import { t as say } from "./words.ts";

const HALF_AN_HOUR = 30 * 60_000;
type Props = { item: ReviewItem; form: ComponentChildren; onTask?: (task: ReviewTask) => void; onForward?: () => void };

/** One check-in with the weeks it came out of; `form` is what to do about it. */
export function CheckInDetail({ item, form, onTask, onForward }: Props) {
  const id = item.client.id;
  const detail = useFetched(() => call("GET /api/clients/{client_id}/check-ins/{id}", { path: { client_id: id, id: item.check_in.id } }), [id, item.check_in.id]);
  const weeks = useFetched(() => call("GET /api/clients/{id}/weeks", { path: { id }, query: { weeks: 8 } }), [id]);
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const zone = client.value?.time_zone ?? me().time_zone;
  const { on_day, answers } = item.check_in;
  return (
    <>
      <When item={item} client={client.value} onForward={onForward} />
      <Clock item={item} way={detail.value?.way ?? []} onTask={onTask} />
      <Changed changed={item.changed} />
      <Reasons item={item} />
      <div class={item.forms.length > 0 ? "desk-beside desk-with-forms" : "desk-beside"}>
        <div class="stack">
          {answers && <Answers answers={answers} before={weeks.value && beforeDay(weeks.value, on_day)} />}
          {item.forms.length > 0 && <Forms detail={detail} />}
        </div>
        <div class="stack desk-weeks-beside">
          <Card>
            <Heading>{t("weeks.title")}</Heading>
            <Loaded of={weeks}>{(value) => <WeeksChart weeks={value} zone={zone} marked={on_day} />}</Loaded>
          </Card>
          {weeks.value && <CravingList title={t("cravings.recent")} none={t("cravings.none")} cravings={recentCravings(weeks.value)} zone={zone} shown={3} />}
          {weeks.value && weeks.value.written.length > 0 && <WrittenList written={weeks.value.written} shown={2} />}
        </div>
        <div class="desk-form-beside">{form}</div>
      </div>
    </>
  );
}

function Forms({ detail }: { detail: Resource<Detail> }) {
  return <Loaded of={detail}>{(value) => <>{value.forms.map((form) => <FormAnswers key={form.instrument} form={form} clientId={value.client.id} />)}</>}</Loaded>;
}

type WhenProps = { item: ReviewItem; client: ClientDetail | null; onForward: (() => void) | undefined };

function When({ item, client, onForward }: WhenProps) {
  const { on_day, occurred_at, received_at, time_uncertain } = item.check_in;
  const mine = me().time_zone;
  const theirs = client?.time_zone ?? mine;
  const isLate = !time_uncertain && Date.parse(received_at) - Date.parse(occurred_at) > HALF_AN_HOUR;
  const away = zoneName(theirs) !== zoneName(mine);
  const written = dayAndTime(occurred_at, theirs);
  return (
    <div class="desk-when">
      <p class="desk-when-line">
        <strong>{t("check_in.about", { day: longDay(on_day) })}</strong>
        {!time_uncertain && (isLate || away) && (
          <span>{t("check_in.written", { when: away ? t("check_in.zone", { when: written, zone: zoneName(theirs) }) : written })}</span>
        )}
        <span>{t("check_in.arrived", { when: dayAndTime(received_at, mine), ago: ago(received_at) })}</span>
      </p>
      <p class="desk-when-line">
        {client && <span class="muted">{[client.programme, client.level].filter(Boolean).join(", ")}</span>}
        <a href={`/desk/clients/${item.client.id}`}>{t("check_in.client", { name: item.client.shown_name })}</a>
        <a href={`/desk/clients/${item.client.id}/brief`}>{say("forward.brief")}</a>
        {onForward && <button type="button" class="desk-text-button desk-forward" onClick={onForward}>{say("forward.open")}</button>}
      </p>
      {time_uncertain && <Notice>{t("check_in.uncertain")}</Notice>}
      {isLate && <p class="small muted">{t("check_in.late")}</p>}
    </div>
  );
}

function Reasons({ item }: { item: ReviewItem }) {
  if (item.flags.length === 0) return null;
  return (
    <Notice kind="warn">
      <Heading>{t("reasons.title")}</Heading>
      <ul class="desk-reasons">
        {flagsOf(item).map((flag) => <li key={flag.key}>{flag.reason}</li>)}
      </ul>
    </Notice>
  );
}
