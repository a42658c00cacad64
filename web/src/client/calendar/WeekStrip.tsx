import { useRef } from "preact/hooks";
import type { Day } from "../../api/types.ts";
import { addDays, longDay, weekdayName } from "../../time.ts";
import { Icon } from "../../ui/Icon.tsx";
import "./calendar.css";
import { mondayOf } from "./data.ts";
import { t } from "./words.ts";

const SWIPE_PX = 56;

type StripProps = {
  day: Day;
  today: Day;
  /** How many sessions each day has; days that are not known are not in it. */
  counts: Map<Day, number>;
  onDay: (day: Day) => void;
};

/** Seven days in reach of a thumb: a tap, a swipe, the arrows beside it or those of a keyboard. */
export function WeekStrip({ day, today, counts, onDay }: StripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const touch = useRef<{ x: number; y: number } | null>(null);
  const monday = mondayOf(day);
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));

  function byKey(event: KeyboardEvent): void {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 } as const;
    const step = steps[event.key as keyof typeof steps];
    if (!step) return;
    event.preventDefault();
    onDay(addDays(day, step));
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>("[aria-pressed=true]")?.focus());
  }
  function lift(event: TouchEvent): void {
    const end = event.changedTouches[0];
    const start = touch.current;
    touch.current = null;
    if (!start || !end) return;
    const across = end.clientX - start.x;
    if (Math.abs(across) < SWIPE_PX || Math.abs(end.clientY - start.y) > Math.abs(across)) return;
    onDay(addDays(day, across < 0 ? 7 : -7));
  }

  return (
    <div class="week-strip">
      <button type="button" class="icon-button" aria-label={t("week.before")} onClick={() => onDay(addDays(day, -7))}>
        <Icon name="back" />
      </button>
      <div
        ref={strip} class="days" role="group" aria-label={t("week.days")} onKeyDown={byKey}
        onTouchStart={({ touches: [one] }) => { touch.current = one ? { x: one.clientX, y: one.clientY } : null; }}
        onTouchEnd={lift}
      >
        {days.map((one, index) => (
          <button
            key={one} type="button" class="day" aria-pressed={one === day} aria-current={one === today ? "date" : undefined}
            tabIndex={one === day ? 0 : -1} onClick={() => onDay(one)}
          >
            <span class="sr-only">{nameOf(one, counts.get(one), one === today)}</span>
            <span class="weekday" aria-hidden="true">{weekdayName(index, "short").replace(".", "")}</span>
            <span class="number" aria-hidden="true">{Number(one.slice(8))}</span>
            <Dots count={counts.get(one) ?? 0} />
          </button>
        ))}
      </div>
      <button type="button" class="icon-button" aria-label={t("week.after")} onClick={() => onDay(addDays(day, 7))}>
        <Icon name="forward" />
      </button>
    </div>
  );
}

function nameOf(day: Day, count: number | undefined, isToday: boolean): string {
  const said = isToday ? t("day.is_today", { day: longDay(day) }) : longDay(day);
  if (count === undefined) return said;
  return count === 0 ? t("day.none", { day: said }) : t("day.count", { day: said, count });
}

function Dots({ count }: { count: number }) {
  return (
    <span class="dots">
      {Array.from({ length: Math.min(count, 4) }, (_, index) => <span key={index} class="dot" />)}
    </span>
  );
}
