import { useState } from "preact/hooks";
import { locale } from "../../i18n/index.ts";
import { t as shared } from "../../i18n/more.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import "./charts.css";
import { Course } from "./Course.tsx";
import { HeatMap } from "./HeatMap.tsx";
import { type Counted, counted, ENOUGH, type Felt, hoursOf, ranked, ratedWaves, type SkillWorth, usualCourse } from "./patterns.ts";
import { t } from "./patternWords.ts";
import { sayDid } from "./skills.ts";
import { Table } from "./Table.tsx";
import { t as words } from "./words.ts";
import { useYear } from "./year.ts";

/** What the client's own entries tell, worked out here on the phone, with or without a connection. */
export default function Patterns() {
  const { felt, state, at } = useYear();
  const under = state === "stale" && at !== null ? shared("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : t("under");
  return (
    <Screen title={words("patterns")} under={under} back="/entries">
      {felt === null && <Empty>{shared("loading")}</Empty>}
      {state === "failed" && <Notice kind="warn">{t("not_all")}</Notice>}
      {felt && felt.length === 0 && <Empty>{t("none")}</Empty>}
      {felt && felt.length > 0 && <Shown felt={felt} />}
    </Screen>
  );
}

function Shown({ felt }: { felt: Felt[] }) {
  return (
    <div class="stack">
      <p class="muted">{t("of", { count: felt.length })}</p>
      <Helps felt={felt} />
      <MyCurve felt={felt} />
      <MyHours felt={felt} />
      <Counts title={t("triggers")} rows={counted(felt, (one) => one.triggers)} say={(key) => shared(`trigger.${key}`)} of={felt.length} />
      <Counts title={t("places")} rows={counted(felt, (one) => (one.place ? [one.place] : []))} say={(key) => words(`place.${key}`)} of={felt.length} />
      <Counts title={t("company")} rows={counted(felt, (one) => one.company)} say={(key) => words(`company.${key}`)} of={felt.length} />
      <p class="small muted">{t("only_here")}</p>
      <ButtonLink href="/wave" look="quiet" wide icon="wave">{words("ride.go")}</ButtonLink>
    </div>
  );
}

function Helps({ felt }: { felt: Felt[] }) {
  const { known, early } = ranked(felt);
  return (
    <Card>
      <div class="stack-s">
        <h2>{t("helps")}</h2>
        {known.length === 0 && <p class="muted">{t("helps.not_yet", { count: ENOUGH })}</p>}
        {known.length > 0 && (
          <ol class="bars">
            {known.map((one) => <Skill key={one.key} skill={one} />)}
          </ol>
        )}
        {early.length > 0 && (
          <p class="small muted">{t("helps.early", { list: early.map((one) => `${sayDid(one)} (${t("times", { count: one.n })})`).join(", ") })}</p>
        )}
        <p class="small muted">{t("helps.careful")}</p>
      </div>
    </Card>
  );
}

/** A number as the person reads it: with a comma or a point, and no more than one figure behind it. */
function said(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
}

function Skill({ skill }: { skill: SkillWorth }) {
  const { drop, least, most, n } = skill;
  const words = drop > 0 ? t("drop.down", { drop: said(drop) }) : drop < 0 ? t("drop.up", { drop: said(-drop) }) : t("drop.none");
  return (
    <li class="bar-row">
      <strong>{sayDid(skill)}</strong>
      <span>{words}</span>
      <span class="bar" aria-hidden="true">{drop > 0 && <span style={{ inlineSize: `${drop * 10}%` }} />}</span>
      <span class="small muted bar-note">{t("drop.range", { count: n, least: said(least), most: said(most) })}</span>
    </li>
  );
}

function MyCurve({ felt }: { felt: Felt[] }) {
  const usual = usualCourse(felt);
  const times = Math.max(0, ...usual.map((point) => point.n));
  const rated = ratedWaves(felt);
  const label = words("curve.usual_label", {
    count: times,
    points: usual.map((point) => words(point.minutes === 0 ? "curve.start" : "curve.point", { count: said(point.mean), minutes: point.minutes })).join(", "),
  });
  return (
    <Card>
      <div class="stack-s">
        <h2>{t("curve")}</h2>
        {usual.length < 2 ? (
          <p class="muted">{t("curve.not_yet", { count: rated, of: ENOUGH })}</p>
        ) : (
          <>
            <Course now={[]} usual={usual} label={label} />
            <p class="small muted">{t("curve.text", { count: times })}</p>
            <Table open={t("as_table")} of={t("curve")} head={[t("minutes"), t("mean"), t("low_high"), t("waves")]}
              rows={usual.map((point) => [String(point.minutes), said(point.mean), t("from_to", { low: said(point.low), high: said(point.high) }), String(point.n)])} />
          </>
        )}
      </div>
    </Card>
  );
}

function MyHours({ felt }: { felt: Felt[] }) {
  const known = felt.filter((one) => !one.uncertain);
  return (
    <Card>
      <div class="stack-s">
        <h2>{t("hours")}</h2>
        {known.length < ENOUGH ? <p class="muted">{t("hours.not_yet", { count: ENOUGH })}</p> : <HeatMap week={hoursOf(felt)} />}
      </div>
    </Card>
  );
}

type CountsProps<K extends string> = { title: string; rows: Counted<K>[]; say: (key: K) => string; of: number };

function Counts<K extends string>({ title, rows, say, of }: CountsProps<K>) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const most = rows[0]?.n ?? 1;
  return (
    <Card>
      <div class="stack-s">
        <h2>{title}</h2>
        <ul class="bars">
          {(all ? rows : rows.slice(0, 5)).map((row) => (
            <li key={row.key} class="bar-row">
              <span>{say(row.key)}</span>
              <span class="small muted">{t("count", { count: row.n, of, mean: said(row.mean) })}</span>
              <span class="bar" aria-hidden="true"><span style={{ inlineSize: `${(row.n / most) * 100}%` }} /></span>
            </li>
          ))}
        </ul>
        {!all && rows.length > 5 && <Button look="plain" onClick={() => setAll(true)}>{t("all", { count: rows.length })}</Button>}
      </div>
    </Card>
  );
}
