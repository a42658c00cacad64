import type { Trends } from "../../api/review.ts";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Ends } from "./Instrument.tsx";
import { ScoreChart } from "./ScoreChart.tsx";
import { t } from "./words.ts";

const SCALES = ["mood", "craving", "sleep"] as const;
const TEN = { lowest: 0, highest: 10, bands: [] };

/** The daily scales over a longer time than the weeks of a check-in. */
export function Daily({ trends }: { trends: Trends }) {
  const { days, from_day, to_day } = trends;
  return (
    <Card>
      <Heading>{t("daily.title")}</Heading>
      {days.length === 0 && <p class="muted">{t("daily.none")}</p>}
      {days.length > 0 && SCALES.map((scale) => {
        const spots = days.map((day) => ({ day: day.on_day, value: day[scale] }));
        const label = said(t(`scale.${scale}`), spots.map((spot) => spot.value));
        return (
          <figure key={scale} class={`trend trend-${scale}`}>
            <figcaption class="small"><strong>{t(`scale.${scale}`)}</strong> <span class="muted">{label}</span></figcaption>
            <ScoreChart spots={spots} from={from_day} to={to_day} scale={TEN} height={60} label={label} joined={false} />
          </figure>
        );
      })}
      {days.length > 0 && <><Ends from={from_day} to={to_day} /><p class="small muted">{t("daily.how")}</p></>}
    </Card>
  );
}

function said(what: string, values: readonly number[]): string {
  const latest = values.at(-1);
  if (latest === undefined) return t("scale.none", { what });
  return t("scale.label", { what, count: values.length, least: Math.min(...values), most: Math.max(...values), latest });
}
