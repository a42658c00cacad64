import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { OwnMember, OwnTeam, Wish } from "../../api/episodes.ts";
import { t as shared } from "../../i18n/core.ts";
import { locale } from "../../i18n/index.ts";
import { discard, withdraw } from "../../offline/outbox.ts";
import { saveQuietly } from "../../offline/save.ts";
import { myDatabase, outbox, outboxChanged } from "../../offline/sync.ts";
import { dayAndTime, dayOf, phoneZone, shortDay } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Empty, Notice, RowPlain, Rows, Tag } from "../../ui/surfaces.tsx";
import { about, type About, openElsewhere, over } from "./state.ts";
import "./team.css";
import { WishSheet } from "./WishSheet.tsx";
import { t } from "./words.ts";

/** Who works with me, and a quiet way to ask for somebody else. */
export default function Team() {
  const team = useKept<OwnTeam>("my_team", () => call("GET /api/my-team"));
  const [asking, setAsking] = useState<OwnMember | null>(null);
  const wanted = useLocation().query["provider"];
  useEffect(() => {
    // Whoever comes from a session has said about whom already.
    const meant = team.value?.team.find((member) => member.id === wanted);
    if (meant) setAsking(meant);
  }, [wanted, team.value === null]);
  const queued = outbox.value.length;
  useEffect(() => {
    // What has just left the queue is the server's now.
    if (team.state === "fresh") void team.reload();
  }, [queued]);
  const under = team.state === "stale" && team.at !== null ? t("as_of", { when: dayAndTime(new Date(team.at), phoneZone()) }) : t("under");
  return (
    <Screen title={t("title")} under={under} back="/">
      {team.value ? <People team={team.value} onAsk={setAsking} /> : <Waiting state={team.state} />}
      {asking && <WishSheet member={asking} others={team.value?.others ?? []} onClose={() => setAsking(null)} />}
    </Screen>
  );
}

function Waiting({ state }: { state: string }) {
  if (state === "loading") return <p class="muted" role="status">{shared("loading")}</p>;
  return <Notice kind="warn" live>{t("not_loaded")}</Notice>;
}

function People({ team, onAsk }: { team: OwnTeam; onAsk: (member: OwnMember) => void }) {
  const ops = outbox.value;
  const before = over(team, ops);
  return (
    <>
      {team.team.length === 0 && (
        <Empty>
          <p class="large">{t("none")}</p>
          <p>{t("none_text")}</p>
          <ButtonLink look="quiet" href="/help">{t("help")}</ButtonLink>
        </Empty>
      )}
      <ul class="team stack">
        {team.team.map((member) => (
          <li key={member.id}><MemberCard member={member} now={about(member.id, team.wishes, ops)} onAsk={() => onAsk(member)} /></li>
        ))}
      </ul>
      {openElsewhere(team, ops).map((wish) => (
        <Card key={wish.id}>
          <h2>{t("earlier.about", { name: wish.provider.shown_name })}</h2>
          <Progress now={{ state: "open", wish }} />
        </Card>
      ))}
      {before.length > 0 && <Before wishes={before} />}
    </>
  );
}

function MemberCard({ member, now, onAsk }: { member: OwnMember; now: About; onAsk: () => void }) {
  const { shown_name: name, profession, primary, since, closed } = member;
  return (
    <Card>
      <div class="stack-s">
        <h2>{name}</h2>
        {profession && <p>{t(`profession.${profession}`)}</p>}
        {primary && <p><Tag kind="good">{t("primary")}</Tag></p>}
        <p class="small muted">{closed ? t("closed") : t("since", { day: dayAndYear(since) })}</p>
      </div>
      {now.state === "none" ? (
        <Button look="quiet" label={t("other_for", { name })} onClick={onAsk}>{t("other")}</Button>
      ) : (
        <Progress now={now} />
      )}
    </Card>
  );
}

/** How far the wish has come, and the way back. */
function Progress({ now }: { now: Exclude<About, { state: "none" }> }) {
  const [sure, setSure] = useState(false);
  if (now.state === "refused") {
    return (
      <Notice kind="warn">
        <p>{t("state.refused")}</p>
        <Button look="quiet" onClick={() => void letGo(now.id)}>{t("state.let_go")}</Button>
      </Notice>
    );
  }
  return (
    <Notice>
      <p>{now.state === "open" ? openSentence(now.wish) : t("state.sending")}</p>
      <Button look="quiet" onClick={() => setSure(true)}>{t("state.back")}</Button>
      {sure && (
        <Confirm
          title={t("back.title")} text={t("back.text")} yes={t("state.back")}
          onYes={() => void takeBack(now).then(() => setSure(false))} onNo={() => setSure(false)}
        />
      )}
    </Notice>
  );
}

function openSentence(wish: Wish): string {
  const day = said(wish.asked_at);
  return wish.instead ? t("state.open_named", { instead: wish.instead.shown_name, day }) : t("state.open", { day });
}

async function takeBack(now: Exclude<About, { state: "none" }>): Promise<void> {
  const id = now.state === "open" ? now.wish.id : now.id;
  const db = now.state === "open" ? null : await myDatabase();
  // Looked at on the disk: what the screen shows may be from before the try that is under way.
  const isHere = db !== null && (await withdraw(db, `team_wish:${id}`)) === "untried";
  if (!isHere) await saveQuietly({ kind: "team_wish_withdrawal", entity: id, body: {} });
  await outboxChanged();
  announce(t("back.done"));
}

async function letGo(id: string): Promise<void> {
  const db = await myDatabase();
  if (db) await discard(db, `team_wish:${id}`);
  await outboxChanged();
}

function Before({ wishes }: { wishes: Wish[] }) {
  return (
    <section class="stack-s">
      <h2>{t("earlier.title")}</h2>
      <Rows>
        {wishes.map((wish) => (
          <RowPlain key={wish.id}>
            <span>{t("earlier.about", { name: wish.provider.shown_name })}</span>
            <span class="small muted">
              {wish.arranged_at ? t("earlier.arranged", { day: said(wish.arranged_at) }) : t("earlier.withdrawn", { day: said(wish.withdrawn_at ?? wish.asked_at) })}
            </span>
            {wish.line && <span class="said">“{wish.line}”</span>}
          </RowPlain>
        ))}
      </Rows>
    </section>
  );
}

function said(at: string): string {
  const zone = phoneZone();
  return shortDay(dayOf(new Date(at), zone), dayOf(new Date(), zone));
}

/** Somebody may have been there for years. */
function dayAndYear(at: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: phoneZone(), dateStyle: "long" }).format(new Date(at));
}
