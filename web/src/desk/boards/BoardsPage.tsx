import { call } from "../../api/call.ts";
import type { CentreBoard, OwnRow } from "../../api/boards.ts";
import { longDay } from "../../time.ts";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Empty, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import "./boards.css";
import { t } from "./words.ts";

/** Where everybody is: names for one's own clients, figures of at least five for the centre. */
export function BoardsPage() {
  const boards = useFetched(() => call("GET /api/boards"));
  const week = boards.value ? t("under", { day: longDay(boards.value.week) }) : undefined;
  return (
    <Screen title={t("title")} under={week} wide nav={<DeskNav />}>
      <Loaded of={boards}>
        {({ own, centre }) => (
          <div class="boards stack-l">
            {own && <Own rows={own} />}
            {centre && <Centre board={centre} />}
          </div>
        )}
      </Loaded>
    </Screen>
  );
}

function Own({ rows }: { rows: OwnRow[] }) {
  return (
    <section class="stack-s">
      <Heading>{t("own.title")}</Heading>
      {rows.length === 0 ? <Empty>{t("own.none")}</Empty> : (
        <div class="board-scroll" tabIndex={0} role="region" aria-label={t("own.title")}>
          <table class="board">
            <thead><tr><th scope="col">{t("own.name")}</th><th scope="col">{t("own.where")}</th><th scope="col">{t("own.since")}</th><th scope="col">{t("own.hours")}</th></tr></thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.client_id}>
                  <th scope="row">
                    <a href={`/desk/clients/${row.client_id}`}>{row.name}</a>
                    {row.is_back && <Tag kind="good">{t("own.back")}</Tag>}
                    {row.is_silent && <Tag kind="warn">{t("own.silent")}</Tag>}
                  </th>
                  <td>{[t(`phase.${row.phase}`), row.phase === "treatment" && row.level, row.programme].filter(Boolean).join(" · ")}</td>
                  <td>{dayAndYear(row.since)}</td>
                  <td>{hoursOf(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function hoursOf({ minutes, floor, ceiling }: OwnRow): string {
  if (minutes === null) return t("own.not_shown");
  const planned = (minutes / 60).toFixed(1);
  if (floor === null || ceiling === null) return `${planned} h`;
  const said = t("own.of", { planned, floor: String(floor), ceiling: String(ceiling) });
  if (minutes < floor * 60) return `${said}, ${t("own.under")}`;
  return minutes > ceiling * 60 ? `${said}, ${t("own.over")}` : said;
}

function Centre({ board }: { board: CentreBoard }) {
  const { pathway, returns, hours, groups, silent } = board;
  return (
    <>
      <p class="small muted">{t("centre.how")}</p>
      <p><a href="/api/boards/centre.csv" download="boards.csv">{t("centre.csv")}</a></p>
      <div class="board-pair">
        <Figures title={t("pathway.title")} head={[t("pathway.programme"), t("phase"), t("people")]} rows={pathway.map((one) => [one.programme, t(`phase.${one.phase}`), said(one.people)])} />
        <Figures title={t("hours.title")} head={["", t("people")]} rows={[[t("hours.under"), said(hours.under)], [t("hours.within"), said(hours.within)], [t("hours.over"), said(hours.over)]]} />
        <Figures title={t("returns.title")} head={["", t("people")]} rows={[[t("returns.visitors"), said(returns.visitors)], [t("returns.stays"), said(returns.stays)]]} />
        <Figures title={t("silent.title")} head={["", t("people")]} rows={[[t("silent.text"), said(silent)]]} />
        <Figures title={t("groups.title")} head={[t("groups.name"), t("groups.people"), t("groups.capacity")]} rows={groups.map((one) => [one.title, said(one.people), one.capacity === null ? t("groups.any") : String(one.capacity)])} />
      </div>
    </>
  );
}

function Figures({ title, head, rows }: { title: string; head: string[]; rows: string[][] }) {
  return (
    <section class="stack-s">
      <Heading>{title}</Heading>
      <table class="board">
        <thead><tr>{head.map((one, n) => (one ? <th key={n} scope="col">{one}</th> : <td key={n} />))}</tr></thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join("|")}>{cells.map((cell, n) => (n === 0 ? <th key={n} scope="row">{cell}</th> : <td key={n}>{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function said(count: number | null): string {
  return count === null ? "–" : String(count);
}
