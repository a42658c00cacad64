import { useState } from "preact/hooks";
import type { FreeTime } from "../../api/booking.ts";
import type { Instant } from "../../api/types.ts";
import { clockTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import "./calendar.css";
import { t } from "./words.ts";

const APART_MS = 30 * 60_000;

type GridProps = {
  times: FreeTime[];
  zone: string;
  chosen: Instant[];
  /** No more can be chosen: only what is chosen can be taken out. */
  full?: boolean;
  onToggle: (time: FreeTime) => void;
};

/** Free times, half an hour apart to begin with: thirty buttons at once help nobody. */
export function TimeGrid({ times, zone, chosen, full = false, onToggle }: GridProps) {
  const [all, setAll] = useState(false);
  const shown = all ? times : thinned(times, chosen);
  return (
    <>
      <div class="times">
        {shown.map((time) => (
          <Chip
            key={time.starts_at} on={chosen.includes(time.starts_at)} disabled={full && !chosen.includes(time.starts_at)}
            onToggle={() => onToggle(time)}
          >
            {clockTime(time.starts_at, zone)}
          </Chip>
        ))}
      </div>
      {shown.length < times.length && <div><Button look="plain" onClick={() => setAll(true)}>{t("times.all", { count: times.length })}</Button></div>}
    </>
  );
}

/** The first of every half hour, and whatever is chosen. */
export function thinned(times: FreeTime[], chosen: Instant[]): FreeTime[] {
  let last = -Infinity;
  return times.filter(({ starts_at }) => {
    const at = Date.parse(starts_at);
    if (at - last < APART_MS) return chosen.includes(starts_at);
    last = at;
    return true;
  });
}
