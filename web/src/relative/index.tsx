import { call } from "../api/call.ts";
import type { Session } from "../api/types.ts";
import { PeopleNow } from "../client/help/PeopleNow.tsx";
import { JoinLink, whenOf } from "../client/sessions/SessionList.tsx";
import { t as shared } from "../i18n/core.ts";
import { me } from "../person.ts";
import { centreHelp } from "../start.ts";
import { zoneName } from "../time.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { type Resource, useFetched } from "../ui/resource.ts";
import { Screen } from "../ui/Screen.tsx";
import { Card, Notice, RowLink, RowPlain, Rows } from "../ui/surfaces.tsx";
import "./relative.css";
import { t } from "./words/index.ts";

/** The half for relatives. It says nothing about anybody: not even that somebody is a client. */
export default function Relative() {
  if (me().home !== "relative") {
    return <Screen title={t("elsewhere.title")} nav={null}><ButtonLink href="/">{t("elsewhere.go")}</ButtonLink></Screen>;
  }
  return <Home />;
}

function Home() {
  const home = useFetched(() => call("GET /api/family-home"));
  return (
    <Screen title={t("home.title", { name: me().shown_name })} nav={<Nav />}>
      <section class="stack-s">
        <h2>{t("shared.title")}</h2>
        <Card soft>
          <p class="large">{t("shared.none")}</p>
          <p class="small">{t("shared.more")}</p>
        </Card>
      </section>
      <section class="stack-s">
        <h2>{t("classes.title")}</h2>
        <Classes classes={home.value?.classes ?? null} failed={home.state === "failed"} retry={home.reload} />
      </section>
      <Rows><RowLink href="/read" icon="entries" text={t("read.link")} detail={t("read.detail")} /></Rows>
      <PeopleNow help={home.value?.help ?? centreHelp.value} title={t("help.title")} />
      <ButtonLink look="plain" href="/help">{t("help.more")}</ButtonLink>
    </Screen>
  );
}

type ClassesProps = { classes: Session[] | null; failed: boolean; retry: Resource<unknown>["reload"] };

function Classes({ classes, failed, retry }: ClassesProps) {
  if (failed) {
    return (
      <Notice kind="warn" live>
        <p>{t("classes.failed")}</p>
        <Button look="quiet" onClick={() => void retry()}>{shared("try_again")}</Button>
      </Notice>
    );
  }
  if (classes === null) return <p class="muted" role="status">{shared("loading")}</p>;
  if (classes.length === 0) return <p class="muted">{t("classes.none")}</p>;
  const zone = me().time_zone;
  return (
    <>
      <p>{t("classes.text")}</p>
      <Rows label={t("classes.title")}>
        {classes.map((session) => (
          <RowPlain key={session.id}>
            <div class="family-class">
              <strong>{session.title}</strong>
              <span>{whenOf(session, { shown: zone, centre: zone })}</span>
              {session.place && <span class="small muted">{session.place}</span>}
              <JoinLink session={session} />
            </div>
          </RowPlain>
        ))}
      </Rows>
      <p class="small muted">{t("classes.zone", { zone: zoneName(zone) })}</p>
    </>
  );
}

const TABS = [
  { href: "/family", icon: "today" },
  { href: "/help", icon: "help" },
  { href: "/me", icon: "me" },
] as const;

function Nav() {
  const names = { "/family": t("nav.home"), "/help": shared("tab.help"), "/me": shared("tab.me") };
  return (
    <>
      <div class="family-nav-room" />
      <nav class="tab-bar family-nav" aria-label={t("nav.label")}>
        <ul>
          {TABS.map(({ href, icon }) => (
            <li key={href}>
              <a href={href} aria-current={href === "/family" ? "page" : undefined}><Icon name={icon} /><span>{names[href]}</span></a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
