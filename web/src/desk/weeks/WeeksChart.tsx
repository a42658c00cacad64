import type { ComponentChildren } from "preact";
import type { ClientWeeks, Day } from "../../api/types.ts";
import { shortDay } from "../../time.ts";
import { t } from "../words/index.ts";
import { linesOf, type Row, spotsOf, stackedY, weekLines, xOf, yOf } from "./geometry.ts";
import { Legend } from "./Legend.tsx";
import { countOf, logMarks, meetings, useMarks } from "./marks.ts";
import { AttendanceMark, UseMarkSign } from "./Mark.tsx";
import { logSentence, meanSentence, rowSentence, sessionSentence, useSentence } from "./sentences.ts";
import { hasAnything, type Measure, MEASURES, valuesOf } from "./summary.ts";
import { WeeksTable } from "./WeeksTable.tsx";
import "./weeks.css";

const SCALE: Row = { height: 46, pad: 5, highest: 10 };
const LOGS: Row = { height: 30, pad: 4, highest: 10 };
const MARKS_HEIGHT = 22;
/** From one mark to the next above it, where a day has several sessions. */
const STEP = 8;
type Props = { weeks: ClientWeeks; zone: string; marked?: Day };

/** A client's last weeks, row under row on one line of days. Each row says itself in words too. */
export function WeeksChart({ weeks, zone, marked }: Props) {
  if (!hasAnything(weeks)) return <p class="muted">{t("weeks.nothing")}</p>;
  const days = weeks.days.length;
  const column = weeks.days.findIndex((one) => one.day === marked);
  const logs = logMarks(weeks);
  const uses = useMarks(weeks);
  const found = meetings(weeks, zone);
  const came = countOf(found, "attended") + countOf(found, "late");
  const told = found.length - countOf(found, "open");
  const tall = Math.max(MARKS_HEIGHT, (1 + Math.max(0, ...found.map((one) => one.of))) * STEP);
  const frame = { days, column };
  return (
    <div class="desk-weeks">
      {MEASURES.map((measure) => <Line key={measure} measure={measure} values={valuesOf(weeks, measure)} {...frame} />)}
      <Strip name={t("weeks.logs")} said={logs.length > 0 ? t("weeks.logs_unit", { count: logs.length }) : ""} label={logSentence(logs)} height={LOGS.height} {...frame}>
        {logs.map((log, index) => <Stem key={index} x={xOf(log.index, days)} y={yOf(log.intensity, LOGS)} />)}
      </Strip>
      <Strip name={t("weeks.use")} said={uses.length > 0 ? t("weeks.use_unit", { count: uses.length }) : ""} label={useSentence(uses)} height={MARKS_HEIGHT} {...frame}>
        {uses.map((mark) => <UseMarkSign key={mark.index} use={mark.use} x={xOf(mark.index, days)} y={MARKS_HEIGHT / 2} />)}
      </Strip>
      <Strip name={t("weeks.sessions")} said={told > 0 ? t("weeks.sessions_unit", { count: came, of: told }) : ""} label={sessionSentence(found)} height={tall} {...frame}>
        {found.map((one, index) => (
          <AttendanceMark key={index} kind={one.kind} x={xOf(one.index, days)} y={stackedY(one.place, one.of, tall, STEP)} />
        ))}
      </Strip>
      <Days weeks={weeks} />
      <Legend uses={uses} meetings={found} marked={column >= 0} />
      <WeeksTable weeks={weeks} zone={zone} />
    </div>
  );
}

type Frame = { days: number; column: number };

function Line({ measure, values, days, column }: Frame & { measure: Measure; values: (number | null)[] }) {
  const spots = spotsOf(values, SCALE);
  return (
    <Strip name={t(`answers.${measure}`)} said={meanSentence(values)} label={rowSentence(measure, values)} height={SCALE.height} days={days} column={column}>
      {[0, 5, 10].map((value) => <line key={value} class="desk-grid" x1="0" x2="100%" y1={yOf(value, SCALE)} y2={yOf(value, SCALE)} />)}
      <g class={`desk-${measure}`}>
        {linesOf(spots).map(([from, to]) => <line key={to.x} class="desk-run" x1={`${from.x}%`} x2={`${to.x}%`} y1={from.y} y2={to.y} />)}
        {spots.map((spot) => spot && <circle key={spot.x} class="desk-spot" cx={`${spot.x}%`} cy={spot.y} r={2} />)}
      </g>
    </Strip>
  );
}

type StripProps = Frame & { name: string; said: string; label: string; height: number; children: ComponentChildren };

function Strip({ name, said, label, height, days, column, children }: StripProps) {
  return (
    <div class="desk-strip">
      <div class="desk-strip-name" aria-hidden="true"><span>{name}</span><span class="muted">{said}</span></div>
      <svg role="img" aria-label={label} width="100%" height={height}>
        {column >= 0 && <rect class="desk-this-day" x={`${(column / days) * 100}%`} width={`${100 / days}%`} y="0" height={height} />}
        {weekLines(days).map((x) => <line key={x} class="desk-week" x1={`${x}%`} x2={`${x}%`} y1="0" y2={height} />)}
        {children}
      </svg>
    </div>
  );
}

function Stem({ x, y }: { x: number; y: number }) {
  return (
    <g class="desk-craving">
      <line class="desk-run" x1={`${x}%`} x2={`${x}%`} y1={LOGS.height - LOGS.pad} y2={y} />
      <circle class="desk-spot" cx={`${x}%`} cy={y} r={2.5} />
    </g>
  );
}

function Days({ weeks }: { weeks: ClientWeeks }) {
  const middle = weeks.days[Math.floor(weeks.days.length / 2)]?.day;
  return (
    <div class="desk-strip-days small muted" aria-hidden="true">
      <span>{shortDay(weeks.from_day, weeks.to_day)}</span>
      {middle && <span>{shortDay(middle, weeks.to_day)}</span>}
      <span>{shortDay(weeks.to_day, weeks.to_day)}</span>
    </div>
  );
}
