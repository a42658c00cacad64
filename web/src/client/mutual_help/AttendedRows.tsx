import { useState } from "preact/hooks";
import { t as shared } from "../../i18n/core.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { dayOf, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Empty, Notice, RowPlain, Rows, Tag } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import type { AttendanceNow, Now } from "./state.ts";
import { writeAttendance } from "./useMeetings.ts";
import { dayName } from "./WasSheet.tsx";
import { t } from "./words.ts";

const FIRST = 8;

/** What was attended, newest first. A mistake is taken back and stays readable for its writer. */
export function AttendedRows({ now }: { now: Now }) {
  const [shown, setShown] = useState(FIRST);
  const [open, setOpen] = useState<AttendanceNow | null>(null);
  return (
    <section class="stack">
      <h2>{t("had.title")}</h2>
      {now.attended.length === 0 && <Empty>{t("had.none")}</Empty>}
      {now.attended.length > 0 && (
        <Rows>
          {now.attended.slice(0, shown).map((one) => <Attended key={one.attendance_id} one={one} now={now} onOpen={() => setOpen(one)} />)}
        </Rows>
      )}
      {now.attended.length > shown && <Button look="quiet" wide onClick={() => setShown(shown + 30)}>{t("had.more")}</Button>}
      {open && <DetailSheet one={open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function Attended({ one, now, onOpen }: { one: AttendanceNow; now: Now; onOpen: () => void }) {
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();
  const day = dayName(one.on_day, dayOf(new Date(), phoneZone()));
  const name = (one.meeting_id && now.known.get(one.meeting_id)?.name) || t(`f.${one.fellowship}`);

  async function putBack(): Promise<void> {
    try {
      await writeAttendance({ ...one, is_mistake: false });
      announce(shared("saved.on_phone"));
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <RowPlain>
      <div class="meet-head">
        <span><strong>{day}</strong><br /><span class="small muted">{name}</span></span>
        {one.is_mistake ? (
          <Button look="plain" busy={busy} onClick={() => void once(putBack)}>{t("had.put_back")}<span class="sr-only">: {day}, {name}</span></Button>
        ) : (
          <Button look="plain" onClick={onOpen}>{t("change")}<span class="sr-only">: {day}, {name}</span></Button>
        )}
      </div>
      {one.is_mistake && <p><Tag>{t("had.taken_back")}</Tag></p>}
      {!one.is_mistake && one.seen_by && <p><Tag kind="good">{t("had.seen", { name: one.seen_by })}</Tag></p>}
      {!one.is_mistake && one.proof && <p class="small meet-where">{t("had.proof", { proof: one.proof })}</p>}
      {one.line && <p class="small meet-where">{t("had.line", { line: one.line })}</p>}
      {now.waiting.has(one.attendance_id) && <p class="small muted">{t("waiting")}</p>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
    </RowPlain>
  );
}

function DetailSheet({ one, onClose }: { one: AttendanceNow; onClose: () => void }) {
  const [said, setSaid] = useState(one);
  const { busy, once } = useOnce();
  const [wrong, setWrong] = useState<string | null>(null);
  const today = dayOf(new Date(), phoneZone());

  async function keep(content: AttendanceNow): Promise<void> {
    if (content.on_day > today) return setWrong(t("was.ahead"));
    try {
      await writeAttendance({ ...content, proof: content.proof?.trim() || null, line: content.line?.trim() || null });
      announce(shared("saved.on_phone"));
      onClose();
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <Sheet title={t("detail.title")} busy={busy} onClose={onClose}>
      <div class="stack">
        <Field type="date" label={t("was.day")} value={said.on_day} max={today} min="2000-01-01" onText={(on_day) => setSaid({ ...said, on_day })} />
        <Field label={t("detail.proof")} hint={t("detail.proof_hint")} value={said.proof ?? ""} maxLength={200} onText={(proof) => setSaid({ ...said, proof })} />
        <TextArea label={t("detail.line")} hint={t("detail.line_hint")} value={said.line ?? ""} maxLength={400} rows={3} onText={(line) => setSaid({ ...said, line })} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={busy} disabled={said.on_day === ""} onClick={() => void once(() => keep(said))}>{t("detail.save")}</Button>
        <div class="stack-s">
          <Button look="plain" wide busy={busy} onClick={() => void once(() => keep({ ...one, is_mistake: true }))}>{t("had.mistake")}</Button>
          <p class="small muted">{t("had.mistake_text")}</p>
        </div>
      </div>
    </Sheet>
  );
}
