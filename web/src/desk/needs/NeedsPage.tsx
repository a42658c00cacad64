import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Need, TeamNeeds } from "../../api/needs.ts";
import { t as shared } from "../../i18n/core.ts";
import { Button } from "../../ui/Button.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Empty, Notice } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Change, RecordPage } from "../ui/MayChange.tsx";
import { ContactCard } from "./ContactCard.tsx";
import { NeedPart } from "./NeedPart.tsx";
import { NeedSheet } from "./NeedSheet.tsx";
import "./needs.css";
import { type Desk, useTeamNeeds } from "./useTeamNeeds.ts";
import { t } from "./words.ts";

/** What a client needs beside treatment: written down, referred, and taken on step by step. */
export function NeedsPage() {
  const id = useRoute().params["id"] ?? "";
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const name = client.value?.shown_name ?? "";
  const desk = useTeamNeeds(id, name);
  return (
    <Screen title={name ? t("title", { name }) : client.state === "loading" ? shared("loading") : t("open")} under={name && t("under", { name })} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Loaded of={client}>
        {(about) => (
          <RecordPage client={about} what="needs">
            <Loaded of={desk.of}>{(value) => <List key={id} desk={desk} value={value} />}</Loaded>
          </RecordPage>
        )}
      </Loaded>
    </Screen>
  );
}

function List({ desk, value }: { desk: Desk; value: TeamNeeds }) {
  const [writing, setWriting] = useState<Need | "new" | null>(null);
  const open = value.items.filter((one) => one.state === "open");
  const over = value.items.filter((one) => one.state !== "open");
  return (
    <div class="needs-page">
      <div class="stack">
        <ContactCard desk={desk} value={value} />
        <Change><div><Button icon="plus" onClick={() => setWriting("new")}>{t("add")}</Button></div></Change>
      </div>
      <div class="stack">
        {desk.wrong && <Notice kind="error" live>{desk.wrong}</Notice>}
        {value.items.length === 0 && <Empty>{t("none", { name: desk.name })}</Empty>}
        {open.map((need) => <NeedPart key={need.id} desk={desk} value={value} need={need} onEdit={() => setWriting(need)} />)}
        {over.length > 0 && <Heading>{t("over.title")}</Heading>}
        {over.map((need) => <NeedPart key={need.id} desk={desk} value={value} need={need} onEdit={() => setWriting(need)} />)}
      </div>
      {writing && <NeedSheet desk={desk} need={writing === "new" ? null : writing} onClose={() => setWriting(null)} />}
    </div>
  );
}
