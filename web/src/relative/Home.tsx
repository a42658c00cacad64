import { call } from "../api/call.ts";
import { type FamilyHome, PARTS, type SharedFrom } from "../api/family.ts";
import { PeopleNow } from "../client/help/PeopleNow.tsx";
import { t as core } from "../i18n/core.ts";
import { me } from "../person.ts";
import { centreHelp } from "../start.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Card, Notice, RowLink, Rows } from "../ui/surfaces.tsx";
import { Classes } from "./Classes.tsx";
import { Leave } from "./Leave.tsx";
import { Nav } from "./Nav.tsx";
import { type Others, useOthers } from "./useOthers.ts";
import { t } from "./words/index.ts";

export function Home() {
  const home = useOthers(() => call("GET /api/family-home"));
  return (
    <Screen title={t("home.title", { name: me().shown_name })} nav={<Nav here />}>
      <section class="stack-s">
        <h2>{t("shared.title")}</h2>
        <SharedWithMe home={home} />
      </section>
      <section class="stack-s">
        <h2>{t("me.title")}</h2>
        <Rows>
          <RowLink href="/family/mine" icon="plan" text={t("mine.title")} detail={t("mine.detail")} />
          <RowLink href="/family/emergency" icon="phone" text={t("emergency.title")} detail={t("emergency.detail")} />
          <RowLink href="/read" icon="entries" text={t("read.link")} detail={t("read.detail")} />
        </Rows>
      </section>
      <section class="stack-s">
        <h2>{t("classes.title")}</h2>
        <Classes home={home} />
      </section>
      <PeopleNow help={home.value?.help ?? centreHelp.value} title={t("help.title")} />
      <ButtonLink look="plain" href="/help">{t("help.more")}</ButtonLink>
      <Leave
        button={t("leave_all.button")} title={t("leave_all.title")} text={t("leave_all.text")} yes={t("leave_all.yes")} done={t("leave_all.done")}
        leave={() => call("PUT /api/family-leaving", { body: {} })} onLeft={() => void home.reload()}
      />
    </Screen>
  );
}

function SharedWithMe({ home }: { home: Others<FamilyHome> }) {
  if (home.state === "loading") return <p class="muted" role="status">{core("loading")}</p>;
  if (!home.value) {
    return (
      <Notice kind="warn" live>
        <p>{t("shared.unreachable")}</p>
        <Button look="quiet" onClick={() => void home.reload()}>{core("try_again")}</Button>
      </Notice>
    );
  }
  if (home.value.shared.length === 0) {
    return (
      <Card soft>
        <p class="large">{t("shared.none")}</p>
        <p class="small">{t("shared.more")}</p>
      </Card>
    );
  }
  return <Rows label={t("shared.title")}>{home.value.shared.map((one) => <FromOne key={one.client_id} one={one} />)}</Rows>;
}

function FromOne({ one }: { one: SharedFrom }) {
  return <RowLink href="/family/shared" icon="me" text={one.name} detail={PARTS.filter((part) => one.parts.includes(part)).map((part) => t(`part.${part}`)).join(" · ")} />;
}
