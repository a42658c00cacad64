import { useState } from "preact/hooks";
import type { MoveRequest } from "../../api/booking.ts";
import { call } from "../../api/call.ts";
import { me } from "../../person.ts";
import { clockTime, dayOf, zoneName } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Field, TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { moment, reasonOf, refusalOf } from "./say.ts";
import { t } from "./words.ts";

/** Clients who would like another time: answered here, with their own wishes as buttons. */
export function Requests() {
  const asked = useFetched(() => call("GET /api/move-requests"));
  return (
    <Loaded of={asked}>
      {({ items }) => {
        if (items.length === 0) return null;
        const put = (done: MoveRequest) => asked.change((now) => ({ ...now, items: now.items.map((one) => (one.id === done.id ? done : one)) }));
        return (
          <section class="stack" aria-label={t("asks.title")}>
            <Heading>{t("asks.title")}</Heading>
            {items.map((request) => <One key={request.id} request={request} onAnswered={put} onRefused={() => void asked.reload()} />)}
          </section>
        );
      }}
    </Loaded>
  );
}

type Wish = MoveRequest["wishes"][number];
type Open = { what: "move"; wish: Wish } | { what: "keep" } | { what: "other" };
type OneProps = { request: MoveRequest; onAnswered: (done: MoveRequest) => void; onRefused: () => void };

function One({ request, onAnswered, onRefused }: OneProps) {
  const [open, setOpen] = useState<Open | null>(null);
  const zone = me().time_zone;
  const name = request.client.shown_name;
  return (
    <Card label={name}>
      <div class="stack">
        <div class="spread">
          <strong>{name}</strong>
          {request.answer && <Tag kind="good">{t(request.answer === "moved" ? "asks.moved" : "asks.kept")}</Tag>}
        </div>
        <div>
          <div>{t("asks.from", { title: request.title, when: moment(request.starts_at, zone) })}</div>
          {request.reason && <div class="small muted">{t("asks.because", { reason: reasonOf(request.reason) })}</div>}
          {request.answer && request.line && <div class="small muted">{t("asks.line_given", { line: request.line })}</div>}
        </div>
        {!request.answer && <Wishes request={request} zone={zone} onOpen={setOpen} />}
      </div>
      {open && (
        <Answer request={request} open={open} zone={zone} onAnswered={onAnswered} onRefused={onRefused} onClose={() => setOpen((now) => (now === open ? null : now))} />
      )}
    </Card>
  );
}

function Wishes({ request, zone, onOpen }: { request: MoveRequest; zone: string; onOpen: (open: Open) => void }) {
  const name = request.client.shown_name;
  if (request.is_group) {
    return (
      <>
        <p class="small">{t("asks.group", { name })}</p>
        <div class="row">
          <ButtonLink look="quiet" href={`/desk/calendar/${request.appointment_id}`}>{t("asks.calendar")}</ButtonLink>
          <Button look="quiet" onClick={() => onOpen({ what: "keep" })}>{t("asks.keep")}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      {request.wishes.length === 0 && <p class="small">{t("asks.no_wishes")}</p>}
      {request.wishes.length > 0 && (
        <div class="inbox-wishes" role="group" aria-label={t("asks.wishes")}>
          {request.wishes.map((wish) => (
            <button key={wish.starts_at} type="button" class="inbox-wish" onClick={() => onOpen({ what: "move", wish })}>
              <span>{moment(wish.starts_at, zone)}</span>
              <Tag kind={wish.is_free ? "good" : "plain"}>{t(wish.is_free ? "asks.free" : "asks.taken")}</Tag>
            </button>
          ))}
        </div>
      )}
      <div class="row">
        <Button look="quiet" onClick={() => onOpen({ what: "other" })}>{t("asks.other")}</Button>
        <Button look="quiet" onClick={() => onOpen({ what: "keep" })}>{t("asks.keep")}</Button>
      </div>
    </>
  );
}

type AnswerProps = OneProps & { open: Open; zone: string; onClose: () => void };

function Answer({ request, open, zone, onAnswered, onRefused, onClose }: AnswerProps) {
  const name = request.client.shown_name;
  const [line, setLine] = useState("");
  const [at, setAt] = useState({ day: dayOf(new Date(request.starts_at), zone), time: "" });
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const isMove = open.what !== "keep";

  async function send(): Promise<void> {
    const to = open.what === "move" ? { day: open.wish.day, time: open.wish.local_time } : at;
    if (busy) return;
    if (isMove && !(to.day && to.time)) return setWrong(t("other.wrong"));
    setBusy(true);
    setWrong(null);
    try {
      const when = isMove ? { day: to.day, local_time: to.time.slice(0, 5) } : {};
      const done = await call("PUT /api/clients/{client_id}/move-requests/{id}/answer", {
        path: { client_id: request.client.id, id: request.id },
        body: { answer: isMove ? "moved" : "declined", ...when, line: line.trim() || null },
      });
      announce(t(isMove ? "done.moved" : "done.kept", { name }));
      onClose();
      onAnswered(done);
    } catch (error) {
      setWrong(refusalOf(error, name));
      setBusy(false);
      onRefused();
    }
  }
  const from = moment(request.starts_at, zone);
  return (
    <Sheet title={t(`${open.what}.title`)} onClose={onClose}>
      {open.what === "move" && <p>{t("move.text", { title: request.title, name, from, when: moment(open.wish.starts_at, zone) })}</p>}
      {open.what === "move" && !open.wish.is_free && <Notice kind="warn">{t("move.taken")}</Notice>}
      {open.what === "keep" && <p>{t("keep.text", { title: request.title, name, when: from })}</p>}
      {open.what === "other" && <OtherTime request={request} at={at} onAt={setAt} />}
      <TextArea label={t("line", { name })} hint={t("line_hint")} value={line} maxLength={400} rows={2} onText={(text) => setLine(text.replace(/\n/g, " "))} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button wide busy={busy} onClick={() => void send()}>{t(isMove ? "move.yes" : "keep.yes")}</Button>
    </Sheet>
  );
}

type At = { day: string; time: string };

/** A day and a wall time of the centre, wherever whoever answers is. */
function OtherTime({ request, at, onAt }: { request: MoveRequest; at: At; onAt: (at: At) => void }) {
  return (
    <>
      <p class="small muted">{t("other.text", { zone: zoneName(request.time_zone) })} {clockTime(request.starts_at, request.time_zone)}</p>
      <div class="desk-two">
        <Field label={t("other.day")} type="date" value={at.day} onText={(day) => onAt({ ...at, day })} />
        <Field label={t("other.time")} type="time" value={at.time} onText={(time) => onAt({ ...at, time })} />
      </div>
    </>
  );
}
