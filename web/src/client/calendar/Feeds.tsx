import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Feed, NewFeed, Titles } from "../../api/feeds.ts";
import type { Items } from "../../api/types.ts";
import { t as core } from "../../i18n/core.ts";
import { t as more } from "../../i18n/more.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Empty, Notice, RowPlain, Rows } from "../../ui/surfaces.tsx";
import "./calendar.css";
import { useAsking } from "./useAsking.ts";
import { t } from "./words.ts";

/** Private addresses for the phone's own calendar: made, copied once, taken back. */
export default function Feeds() {
  const feeds = useFetched<Items<Feed>>(() => call("GET /api/calendar-feeds"));
  const [made, setMade] = useState<NewFeed | null>(null);
  return (
    <Screen title={t("feed.title")} under={t("feed.under")} back="/calendar">
      {made ? <Address made={made} /> : <Make onMade={(feed) => { setMade(feed); void feeds.reload(); }} />}
      <section class="stack-s">
        <h2>{t("feed.yours")}</h2>
        {!feeds.value && <Empty>{core(feeds.state === "loading" ? "loading" : "no_connection")}</Empty>}
        {feeds.value?.items.length === 0 && <p class="muted">{t("feed.none")}</p>}
        {feeds.value && feeds.value.items.length > 0 && (
          <List items={feeds.value.items} onEnded={(id) => { if (made?.id === id) setMade(null); void feeds.reload(); }} />
        )}
      </section>
    </Screen>
  );
}

const TITLES = ["opaque", "full"] as const;

function Make({ onMade }: { onMade: (feed: NewFeed) => void }) {
  const [titles, setTitles] = useState<Titles>("opaque");
  const { busy, wrong, ask } = useAsking({ too_many_feeds: t("feed.too_many") });
  async function make(): Promise<void> {
    const feed = await ask(() => call("POST /api/calendar-feeds", { body: { titles } }));
    if (feed) onMade(feed);
  }
  return (
    <Card>
      <p>{t("feed.how")}</p>
      <h2>{t("feed.what")}</h2>
      <div class="options" role="group" aria-label={t("feed.what")}>
        {TITLES.map((value) => (
          <button key={value} type="button" class="option" aria-pressed={titles === value} onClick={() => setTitles(value)}>
            <span>{t(`feed.${value}`)}<br /><span class="small">{t(`feed.${value}_hint`)}</span></span>
          </button>
        ))}
      </div>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button wide busy={busy} onClick={() => void make()}>{t("feed.make")}</Button>
    </Card>
  );
}

/** The one time the address is seen. */
function Address({ made }: { made: NewFeed }) {
  const [copied, setCopied] = useState(false);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(made.url);
    setCopied(true);
    announce(more("copied"));
  }
  return (
    <Card>
      <h2>{t("feed.new")}</h2>
      <p>{t("feed.new_text")}</p>
      <p class="address">{made.url}</p>
      <div class="pair">
        <Button onClick={() => void copy().catch(() => setCopied(false))}>{copied ? more("copied") : t("feed.copy")}</Button>
        <ButtonLink look="quiet" href={made.url.replace(/^https?:/, "webcal:")}>{t("feed.open")}</ButtonLink>
      </div>
      <p class="small muted">{t("feed.iphone")}</p>
      <p class="small muted">{t("feed.android")}</p>
    </Card>
  );
}

function List({ items, onEnded }: { items: Feed[]; onEnded: (id: string) => void }) {
  const [ending, setEnding] = useState<string | null>(null);
  const { busy, wrong, ask } = useAsking();
  async function end(id: string): Promise<void> {
    const ended = await ask(async () => (await call("DELETE /api/calendar-feeds/{id}", { path: { id } }), true));
    setEnding(null);
    if (!ended) return;
    announce(t("feed.ended"));
    onEnded(id);
  }
  return (
    <>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Rows label={t("feed.yours")}>
        {items.map((feed) => (
          <RowPlain key={feed.id}>
            <div class="spread">
              <div>
                <p>{t(`feed.${feed.titles}`)}</p>
                <p class="small muted">{t("feed.made", { when: dayAndTime(feed.created_at, phoneZone()) })}</p>
                <p class="small muted">
                  {feed.fetched_at ? t("feed.fetched", { when: dayAndTime(feed.fetched_at, phoneZone()) }) : t("feed.never")}
                </p>
              </div>
              <Button look="quiet" onClick={() => setEnding(feed.id)}>{t("feed.end")}</Button>
            </div>
          </RowPlain>
        ))}
      </Rows>
      {ending && (
        <Confirm
          title={t("feed.end_title")} text={t("feed.end_text")} yes={t("feed.end")} danger busy={busy}
          onYes={() => void end(ending)} onNo={() => setEnding(null)}
        />
      )}
    </>
  );
}
