import type { ComponentChildren } from "preact";
import { call } from "../../api/call.ts";
import type { ClientDetail, ReviewItem } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayAndTime, longDay, zoneName } from "../../time.ts";
import { useFetched } from "../../ui/resource.ts";
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
import { reasonOf } from "./flags.ts";
import { flagsOf } from "./order.ts";

const HALF_AN_HOUR = 30 * 60_000;

/** One check-in with the weeks it came out of; `form` is what to do about it. */
export function CheckInDetail({ item, form }: { item: ReviewItem; form: ComponentChildren }) {
  const id = item.client.id;
  const weeks = useFetched(() => call("GET /api/clients/{id}/weeks", { path: { id }, query: { weeks: 8 } }), [id]);
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const zone = client.value?.time_zone ?? me().time_zone;
  const { on_day, answers } = item.check_in;
  return (
    <>
      <When item={item} client={client.value} />
      <Reasons item={item} />
      <div class="desk-beside">
        <Answers answers={answers} before={weeks.value && beforeDay(weeks.value, on_day)} />
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

function When({ item, client }: { item: ReviewItem; client: ClientDetail | null }) {
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
        {client && <span class="muted">{client.programme}, {client.level}</span>}
        <a href={`/desk/clients/${item.client.id}`}>{t("check_in.client", { name: item.client.shown_name })}</a>
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
        {flagsOf(item).map((flag) => <li key={flag.code}>{reasonOf(flag)}</li>)}
      </ul>
    </Notice>
  );
}
