import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ClientRow } from "../../api/types.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Empty, Tag } from "../../ui/surfaces.tsx";
import { t as aftercare } from "../aftercare/words.ts";
import { t as care } from "../care/words.ts";
import { ago } from "../ui/ago.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { Panes } from "../ui/Panes.tsx";
import { t as boards } from "../boards/words.ts";
import { t as returns } from "../returns/words.ts";
import { t as rewards } from "../rewards/words.ts";
import { t } from "../words/index.ts";
import { ClientPage } from "./ClientPage.tsx";
import { NewClient } from "./NewClient.tsx";
import { isFound } from "./search.ts";

/** The viewer's clients, one of them, and inviting somebody new. */
export function Clients() {
  const clients = useFetched(() => call("GET /api/clients"));
  const { params } = useRoute();
  const id = params["id"] ?? null;
  const row = clients.value?.items.find((one) => one.id === id) ?? null;
  const count = clients.value?.items.length;
  const opened =
    id === "new" ? { key: "new", title: t("new_client.title"), content: <NewClient onMade={() => void clients.reload()} /> }
    : id ? { key: id, title: row?.shown_name ?? t("clients.title"), content: <ClientPage id={id} waiting={row?.waiting ?? 0} /> }
    : null;
  return (
    <Panes
      title={t("clients.title")} under={count ? t("clients.count", { count }) : undefined} home="/desk/clients"
      list={<Loaded of={clients}>{({ items }) => <ClientList items={items} openId={id} />}</Loaded>}
      opened={opened} empty={count ? <p class="large">{t("clients.pick")}</p> : null}
    />
  );
}

function ClientList({ items, openId }: { items: ClientRow[]; openId: string | null }) {
  const [typed, setTyped] = useState("");
  const found = items.filter((client) => isFound(client.shown_name, typed));
  return (
    <div class="stack">
      <ButtonLink href="/desk/clients/new" icon="plus" look="soft">{t("clients.new")}</ButtonLink>
      <p class="client-ways small">
        <a href="/desk/contacts">{aftercare("week.open")}</a>
        <a href="/desk/prizes">{rewards("wait.title")}</a>
        <a href="/desk/boards">{boards("title")}</a>
        <a href="/desk/returns">{returns("title")}</a>
      </p>
      {items.length > 5 && <Field label={t("clients.search")} type="search" value={typed} onText={setTyped} autocomplete="off" spellcheck={false} />}
      {items.length === 0 && <Empty><p class="large">{t("clients.none")}</p><p class="small">{t("clients.none_text")}</p></Empty>}
      {items.length > 0 && found.length === 0 && <p class="muted" role="status">{t("clients.no_match")}</p>}
      {found.length > 0 && (
        <ul class="rows" aria-label={t("clients.title")}>
          {found.map((client) => <Row key={client.id} client={client} isOpen={client.id === openId} />)}
        </ul>
      )}
    </div>
  );
}

function Row({ client, isOpen }: { client: ClientRow; isOpen: boolean }) {
  const { shown_name, programme, level, phase, joined, waiting, last_check_in_at } = client;
  return (
    <li>
      <a class="desk-queue-item" href={`/desk/clients/${client.id}`} aria-current={isOpen ? "true" : undefined}>
        <strong>{shown_name}</strong>
        <span class="small">{phase === "treatment" && level ? `${programme}, ${level}` : programme}</span>
        {joined && <span class="small muted">{last_check_in_at ? t("clients.last", { ago: ago(last_check_in_at) }) : t("clients.never")}</span>}
        {(waiting > 0 || !joined || phase !== "treatment") && (
          <span class="desk-tags">
            {waiting > 0 && <Tag kind="good">{t("nav.waiting", { count: waiting })}</Tag>}
            {!joined && <Tag>{t("clients.not_joined")}</Tag>}
            {phase !== "treatment" && <Tag kind={isBefore(phase) ? "new" : "plain"}>{care(`phase.${phase}`)}</Tag>}
          </span>
        )}
      </a>
    </li>
  );
}

/** Not admitted yet: somebody decides about them soon. */
function isBefore(phase: ClientRow["phase"]): boolean {
  return phase === "referral" || phase === "assessment";
}
