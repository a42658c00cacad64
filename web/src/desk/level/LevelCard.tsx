import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { LevelReview } from "../../api/levels.ts";
import type { Day } from "../../api/types.ts";
import { HoursBar } from "../../client/level/HoursBar.tsx";
import { together } from "../../client/level/hours.ts";
import { addDays, longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Card, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Benchmarks } from "./Benchmarks.tsx";
import { History } from "./History.tsx";
import "./level.css";
import { Proposed } from "./Proposed.tsx";
import { t } from "./words.ts";

/** One client's weeks: what the rules say, what shows it, what they propose, and what was decided. */
export function LevelCard({ clientId }: { clientId: string }) {
  const [week, setWeek] = useState<Day | null>(null);
  const review = useFetched(() => fetchWeek(clientId, week), [clientId, week]);
  return (
    <Card>
      <Heading>{t("title")}</Heading>
      <Loaded of={review}>
        {(value) => <Week key={value.week} clientId={clientId} value={value} review={review} go={setWeek} isThis={week === null} />}
      </Loaded>
    </Card>
  );
}

function fetchWeek(clientId: string, week: Day | null): Promise<LevelReview> {
  const path = { client_id: clientId };
  return call("GET /api/clients/{client_id}/level-review", week ? { path, query: { week } } : { path });
}

type WeekProps = {
  clientId: string;
  value: LevelReview;
  review: Resource<LevelReview>;
  go: (week: Day | null) => void;
  isThis: boolean;
};

function Week({ clientId, value, review, go, isThis }: WeekProps) {
  return (
    <>
      <div class="level-week-nav">
        <span class="level-days">{t("week", { from: longDay(value.week), until: longDay(addDays(value.week, 6)) })}</span>
        {value.level && <Tag>{value.level}</Tag>}
        <Button look="quiet" icon="back" onClick={() => go(addDays(value.week, -7))}>{t("earlier")}</Button>
        {!isThis && <Button look="quiet" onClick={() => go(null)}>{t("this_week")}</Button>}
        <Button look="quiet" icon="forward" onClick={() => go(addDays(value.week, 7))}>{t("later")}</Button>
      </div>
      {value.hours && <HoursBar hours={value.hours} />}
      <ul class="level-said">{value.sentences.map((one, index) => <li key={index}>{together(one.text)}</li>)}</ul>
      {value.benchmarks.length > 0 && <Benchmarks clientId={clientId} value={value} review={review} mayJudge={value.can_decide} />}
      <Proposed clientId={clientId} value={value} review={review} />
      <History decisions={value.history} />
    </>
  );
}
