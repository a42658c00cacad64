import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { AttendanceRow, AttendanceSheet as Sheet, AttendanceWritten, MeetingDetail } from "../../api/calendar.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { isMark, lasting, MARKS, type Mark, without, written } from "./marks.ts";
import { refusalOf } from "./say.ts";
import { t } from "./words.ts";

/** `say`: what is written of the row as it is by then. Whether it was kept. */
type Send = (row: AttendanceRow, say: (now: AttendanceRow) => AttendanceWritten, spoken: string) => Promise<boolean>;
type Failed = Record<string, { name: string; sentence: string }>;

/** Who came to one session: one tap each, or one for everybody. */
export function AttendanceSheet({ meeting, onMarked }: { meeting: MeetingDetail; onMarked: () => Promise<void> }) {
  const sheet = useFetched(() => call("GET /api/appointments/{id}/attendance", { path: { id: meeting.id } }), [meeting.id]);
  const newest = useRef<Sheet | null>(null);
  newest.current = sheet.value;
  const [failed, setFailed] = useState<Failed>({});
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const marked = useRef(false);
  // The week is read anew once, afterwards: each reading is written down for everybody in it.
  const after = useRef(onMarked);
  after.current = onMarked;
  // Once what is still on its way has come: whoever is quick would go on seeing how it was before.
  useEffect(() => () => void queue.current.then(() => { if (marked.current) void after.current(); }), []);

  const rowNow = (row: AttendanceRow) => newest.current?.items.find((one) => one.client_id === row.client_id) ?? row;

  /** One after the other, so that no quick tap is lost; each goes on from what the one before made. */
  function keep(rows: AttendanceRow[], work: () => Promise<Sheet>, spoken: string): Promise<boolean> {
    const done = queue.current.then(async () => {
      try {
        const answer = await work();
        newest.current = answer;
        sheet.put(answer);
        marked.current = true;
        setFailed((now) => withoutThese(now, rows));
        announce(spoken);
        return true;
      } catch (error) {
        const { sentence } = refusalOf(error);
        setFailed((now) => ({ ...now, ...Object.fromEntries(rows.map((row) => [row.client_id, { name: row.shown_name, sentence }])) }));
        return false;
      }
    });
    queue.current = done;
    return done;
  }
  const path = { id: meeting.id };
  const send: Send = (row, say, spoken) =>
    keep([row], () => call("PUT /api/appointments/{id}/attendance/{client_id}", { path: { ...path, client_id: row.client_id }, body: say(rowNow(row)) }), spoken);
  const everybody = (rows: AttendanceRow[]) =>
    keep(rows, async () => {
      const open = rows.filter((row) => rowNow(row).attendance === null);
      if (open.length === 0 && newest.current) return newest.current;
      const items = open.map(({ client_id }) => ({ client_id, attendance: "attended" as const }));
      return call("PUT /api/appointments/{id}/attendance", { path, body: { items } });
    }, t(sheet.value?.items.every((row) => row.may_mark) ? "att.saved_all" : "att.saved_yours"));
  return (
    <section class="stack-s">
      <Heading>{t("att.title")}</Heading>
      <Loaded of={sheet}>{(value) => <Rows sheet={value} zone={meeting.time_zone} send={send} everybody={everybody} />}</Loaded>
      {Object.keys(failed).length > 0 && (
        <Notice kind="error" live>
          {[...bySentence(failed)].map(([sentence, names]) => <p key={sentence}><strong>{names.join(", ")}</strong>: {sentence}</p>)}
        </Notice>
      )}
    </section>
  );
}

function withoutThese(failed: Failed, rows: AttendanceRow[]): Failed {
  return Object.fromEntries(Object.entries(failed).filter(([id]) => !rows.some((row) => row.client_id === id)));
}

function bySentence(failed: Failed): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, sentence } of Object.values(failed)) found.set(sentence, [...(found.get(sentence) ?? []), name]);
  return found;
}

type RowsProps = { sheet: Sheet; zone: string; send: Send; everybody: (rows: AttendanceRow[]) => Promise<boolean> };

function Rows({ sheet, zone, send, everybody }: RowsProps) {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const rows = [...(list.current?.querySelectorAll(".cal-marks") ?? [])];
    const first = rows.find((row) => !row.querySelector("[aria-pressed='true']")) ?? rows[0];
    first?.querySelector("button")?.focus();
  }, []);
  if (!sheet.has_begun) return <p>{t("att.not_yet", { when: dayAndTime(sheet.starts_at, zone) })}</p>;
  const mine = sheet.items.filter((row) => row.may_mark);
  const open = mine.filter((row) => row.attendance === null);
  return (
    <>
      {sheet.items.length === 0 && <p>{t("att.nobody")}</p>}
      {mine.length > 0 && <p class="small muted">{t("att.count", { marked: mine.length - open.length, all: mine.length })}</p>}
      <ul ref={list} class="cal-sheet" onKeyDown={(event) => moveIn(event, list.current)}>
        {sheet.items.map((row) => <Row key={row.client_id} row={row} zone={zone} send={send} />)}
      </ul>
      {mine.length > 0 && <p class="small muted cal-keys-hint">{t("att.keys")}</p>}
      {open.length > 0 && <Button look="soft" icon="check" onClick={() => void everybody(open)}>{t("att.all")}</Button>}
      {sheet.others > 0 && <p class="small muted">{t("att.others", { count: sheet.others })}</p>}
    </>
  );
}

function Row({ row, zone, send }: { row: AttendanceRow; zone: string; send: Send }) {
  const mark = (what: Mark) => {
    const off = isMark(row, what);
    const spoken = t(off ? "att.open" : `att.${what}`);
    return send(row, (now) => (off ? without(now, what) : written(now, what)), t("att.saved", { name: row.shown_name, what: spoken }));
  };
  const byNumber = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement || !/^[0-5]$/.test(event.key)) return;
    event.preventDefault();
    const what = MARKS[Number(event.key) - 1];
    if (!what) void send(row, () => ({ attendance: null }), t("att.saved", { name: row.shown_name, what: t("att.open") }));
    else if (!isMark(row, what)) void mark(what);
  };
  return (
    <li onKeyDown={row.may_mark ? byNumber : undefined}>
      <strong id={`att-${row.client_id}`}>{row.shown_name}</strong>
      {row.may_mark && (
        <div class="cal-marks" role="group" aria-labelledby={`att-${row.client_id}`}>
          {MARKS.map((what) => (
            <button key={what} type="button" class="chip" aria-pressed={isMark(row, what)} onClick={() => void mark(what)}>{t(`att.${what}`)}</button>
          ))}
        </div>
      )}
      {!row.may_mark && <span class="small">{MARKS.filter((what) => isMark(row, what)).map((what) => t(`att.${what}`)).join(", ")}</span>}
      {row.may_mark && row.attendance === "late" && <Minutes row={row} name="minutes_late" send={send} />}
      {row.may_mark && row.minutes_left_early !== null && <Minutes row={row} name="minutes_left_early" send={send} />}
      <span class="small muted">{markedBy(row, zone)}{!row.may_mark && ` · ${t("att.not_yours")}`}</span>
    </li>
  );
}

function Minutes({ row, name, send }: { row: AttendanceRow; name: "minutes_late" | "minutes_left_early"; send: Send }) {
  const kept = String(row[name] ?? "");
  // What nobody typed is whatever is kept by now, and is not written over what somebody else kept.
  const [typed, setTyped] = useState<string | null>(null);
  const save = async () => {
    const minutes = Number(typed);
    if (typed === kept) return setTyped(null);
    if (typed === null || !Number.isInteger(minutes) || minutes < 1) return;
    const what = name === "minutes_late" ? "late" : "early";
    const isKept = await send(row, (now) => lasting(now, what, minutes), t("att.saved", { name: row.shown_name, what: typed }));
    if (isKept) setTyped((now) => (now === typed ? null : now));
  };
  return (
    <form class="cal-minutes" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Field
        label={t(name === "minutes_late" ? "att.minutes_late" : "att.minutes_early")} type="number" inputMode="numeric" min={1} max={720}
        value={typed ?? kept} onText={setTyped} onBlur={() => void save()}
      />
    </form>
  );
}

function markedBy(row: AttendanceRow, zone: string): string {
  if (!row.marked_by || !row.marked_at) return row.attendance === null ? t("att.open") : "";
  const by = { name: row.marked_by, when: dayAndTime(row.marked_at, zone) };
  if (row.attendance === null) return t("att.cleared", by);
  return row.minutes ? t("att.by", { ...by, minutes: row.minutes }) : t("att.by_none", by);
}

/** Up and down from person to person, left and right from mark to mark. */
function moveIn(event: KeyboardEvent, list: HTMLElement | null): void {
  const here = event.target;
  if (!list || !(here instanceof HTMLButtonElement) || !event.key.startsWith("Arrow")) return;
  const rows = [...list.querySelectorAll<HTMLElement>(".cal-marks")].map((row) => [...row.querySelectorAll("button")]);
  const at = rows.findIndex((row) => row.includes(here));
  const mark = rows[at]?.indexOf(here) ?? 0;
  const steps = event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : -1;
  const to = event.key === "ArrowLeft" || event.key === "ArrowRight" ? rows[at]?.[mark + steps] : rows[at + steps]?.[mark];
  event.preventDefault();
  to?.focus();
}
