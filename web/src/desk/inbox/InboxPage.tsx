import { useRef } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Inbox, InboxNotice } from "../../api/notices.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Empty, Notice, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { isProvider } from "../ui/roles.ts";
import { useSending } from "../ui/useSending.ts";
import "./inbox.css";
import { Requests } from "./Requests.tsx";
import { moreOf, pathOf, sentenceOf } from "./say.ts";
import { unseen } from "./unseen.ts";
import { t } from "./words.ts";

/** What happened in the calendar, and what clients ask for. */
export function InboxPage() {
  const inbox = useFetched(load);
  return (
    <Screen title={t("title")} under={inbox.value?.unseen ? t("new", { count: inbox.value.unseen }) : undefined} wide nav={<DeskNav />}>
      <div class={isProvider() ? "inbox both" : "inbox"}>
        {isProvider() && (
          <div class="stack">
            <Requests />
            <div><ButtonLink look="quiet" icon="clock" href="/desk/hours">{t("hours")}</ButtonLink></div>
          </div>
        )}
        <Loaded of={inbox}>{(value) => <List value={value} change={inbox.change} />}</Loaded>
      </div>
    </Screen>
  );
}

async function load(): Promise<Inbox> {
  const inbox = await call("GET /api/notices");
  unseen.value = inbox.unseen;
  return inbox;
}

type ListProps = { value: Inbox; change: (how: (now: Inbox) => Inbox) => void };

function List({ value, change }: ListProps) {
  const { busy, wrong, send } = useSending();
  const latest = useRef(value);
  latest.current = value;
  function show(how: (now: Inbox) => Inbox): void {
    latest.current = how(latest.current);
    unseen.value = latest.current.unseen;
    change(how);
  }
  async function seeAll(): Promise<void> {
    const newest = value.items[0];
    if (!newest) return;
    // The browser knows milliseconds, the server more: a little later is still the same moment.
    const until = Date.parse(newest.at) + 1;
    const done = await send(() => call("PUT /api/notices/seen", { body: { until: new Date(until).toISOString() } }));
    if (!done) return;
    show((now) => seenUntil(now, until));
    announce(t("list.all_seen"));
  }
  async function older(): Promise<void> {
    const { next } = value;
    if (!next) return;
    const more = await send(() => call("GET /api/notices", { query: { before: next } }));
    // Where the list was read anew meanwhile, these would not follow its last line.
    if (more) show((now) => (now.next === next ? { ...more.answer, items: [...now.items, ...more.answer.items] } : now));
  }
  function see(notice: InboxNotice): void {
    if (notice.seen_at) return;
    void call("PUT /api/notices/{id}/seen", { path: { id: notice.id }, body: {} }).catch(() => undefined);
    show((now) => seen(now, notice.id));
  }
  return (
    <section class="stack" aria-label={t("list.title")}>
      <div class="spread">
        <Heading>{t("list.title")}</Heading>
        {value.unseen > 0 && <Button look="quiet" busy={busy} onClick={() => void seeAll()}>{t("list.all_seen")}</Button>}
      </div>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {value.items.length === 0 && <Empty>{t("list.none")}</Empty>}
      {value.items.length > 0 && (
        <ul class="rows" aria-label={t("list.title")}>
          {value.items.map((notice) => <Line key={notice.id} notice={notice} onSee={() => see(notice)} />)}
        </ul>
      )}
      {value.next && <div><Button look="quiet" busy={busy} onClick={() => void older()}>{t("list.older")}</Button></div>}
    </section>
  );
}

/** What came after that moment is still new. */
function seenUntil(inbox: Inbox, until: number): Inbox {
  const at = new Date().toISOString();
  const items = inbox.items.map((one) => (Date.parse(one.at) > until ? one : { ...one, seen_at: one.seen_at ?? at }));
  return { ...inbox, unseen: items.filter((one) => !one.seen_at).length, items };
}

function seen(inbox: Inbox, id: string): Inbox {
  if (!inbox.items.some((one) => one.id === id && !one.seen_at)) return inbox;
  const items = inbox.items.map((one) => (one.id === id ? { ...one, seen_at: new Date().toISOString() } : one));
  return { ...inbox, unseen: Math.max(0, inbox.unseen - 1), items };
}

function Line({ notice, onSee }: { notice: InboxNotice; onSee: () => void }) {
  const path = pathOf(notice);
  const inside = <Inside notice={notice} />;
  return (
    <li class={notice.seen_at ? "inbox-line" : "inbox-line new"}>
      {path ? <a class="inbox-row" href={path} onClick={onSee}>{inside}</a>
        : <button type="button" class="inbox-row" onClick={onSee}>{inside}</button>}
    </li>
  );
}

function Inside({ notice }: { notice: InboxNotice }) {
  const zone = me().time_zone;
  const more = moreOf(notice);
  return (
    <>
      <span class="inbox-words">
        <span class="inbox-sentence">{sentenceOf(notice, zone)}</span>
        {more && <span class="small muted">{more}</span>}
        <span class="small muted">{dayAndTime(notice.at, zone)}</span>
      </span>
      <span class="inbox-tags">
        {notice.is_late && <Tag kind="warn">{t("list.late")}</Tag>}
        {!notice.seen_at && <Tag kind="new">{t("list.new")}</Tag>}
      </span>
    </>
  );
}
