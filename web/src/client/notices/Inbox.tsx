import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Inbox as InboxData, InboxNotice } from "../../api/notices.ts";
import { t as core } from "../../i18n/core.ts";
import { me } from "../../person.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Empty, Tag } from "../../ui/surfaces.tsx";
import { INBOX, loadInbox } from "./data.ts";
import "./notices.css";
import { moreOf, pathOf, sentenceOf } from "./say.ts";
import { t } from "./words.ts";

/** What changed, newest first. A tap leads to it and marks it as read. */
export default function Inbox() {
  const inbox = useKept<InboxData>(INBOX, loadInbox);
  const [older, setOlder] = useState<{ items: InboxNotice[]; next: string | null } | null>(null);
  const { value, state, at } = inbox;
  const items = [...(value?.items ?? []), ...(older?.items ?? [])];
  const next = older ? older.next : (value?.next ?? null);
  const unseen = items.some((notice) => notice.seen_at === null);

  async function allSeen(): Promise<void> {
    const until = items[0]?.at;
    if (!until) return;
    try {
      await call("PUT /api/notices/seen", { body: { until } });
      setOlder(null);
      await inbox.reload();
      announce(core("saved"));
    } catch {
      announce(core("no_connection"));
    }
  }
  async function more(): Promise<void> {
    if (!next) return;
    const page = await call("GET /api/notices", { query: { before: next } }).catch(() => null);
    if (page) setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next });
    else announce(core("no_connection"));
  }
  const old = state !== "fresh" && at !== null && Date.now() - at > 60_000;
  return (
    <Screen
      title={t("title")} back="/"
      under={<>{t("under")}{old && ` · ${core("as_of", { when: dayAndTime(new Date(at), phoneZone()) })}`}</>}
    >
      {unseen && <div><Button look="soft" onClick={() => void allSeen()}>{t("all_seen")}</Button></div>}
      {!value && <Empty>{core(state === "loading" ? "loading" : "no_connection")}</Empty>}
      {value && items.length === 0 && <Empty>{t("none")}</Empty>}
      {items.length > 0 && (
        <ul class="rows" aria-label={t("title")}>
          {items.map((notice) => <Line key={notice.id} notice={notice} />)}
        </ul>
      )}
      {next && <Button look="quiet" wide onClick={() => void more()}>{t("older")}</Button>}
    </Screen>
  );
}

function Line({ notice }: { notice: InboxNotice }) {
  const { route } = useLocation();
  const href = pathOf(notice);
  const more = moreOf(notice);
  function open(event: MouseEvent): void {
    // Read is read, also when the network has gone: then it shows as new once more.
    if (notice.seen_at === null) void call("PUT /api/notices/{id}/seen", { path: { id: notice.id }, body: {} }).catch(() => undefined);
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    route(href);
  }
  return (
    <li>
      <a class={notice.seen_at === null ? "row-link notice-line unseen" : "row-link notice-line"} href={href} onClick={open}>
        <span class="text">
          <span>{sentenceOf(notice, me().time_zone)}</span>
          {more && <><br /><span class="small">{more}</span></>}
          <br />
          <span class="small muted">
            {notice.by && `${t("by", { name: notice.by })} · `}{dayAndTime(notice.at, phoneZone())}
          </span>
        </span>
        {notice.seen_at === null && <Tag kind="new">{core("new")}</Tag>}
      </a>
    </li>
  );
}
