import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Named, Provider } from "../../api/episodes.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Notice, RowPlain, Rows } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { isAdministrator } from "../ui/roles.ts";
import "./care.css";
import { sayProvider } from "./say.ts";
import { useTelling } from "./useTelling.ts";
import { Wishes } from "./Wishes.tsx";
import { t } from "./words.ts";

/** Wishes to arrange, and for administrators whom nobody follows any more. */
export function WishesPage() {
  const wishes = useFetched(() => call("GET /api/team-wishes"));
  return (
    <Screen title={t("wishes.title")} under={t("wishes.under")} back="/desk" nav={<DeskNav />}>
      <Loaded of={wishes}>
        {({ items }) => (items.length === 0 ? <p class="large">{t("wishes.none")}</p> : <Card><Wishes wishes={items} onArranged={wishes.reload} /></Card>)}
      </Loaded>
      {isAdministrator() && <Unattended />}
    </Screen>
  );
}

/** Nothing but names: somebody has to follow a primary counselor who has gone. */
export function Unattended() {
  const clients = useFetched(() => call("GET /api/unattended-clients"));
  const providers = useFetched(() => call("GET /api/providers"));
  if (!clients.value || clients.value.items.length === 0) return null;
  return (
    <Card>
      <h2>{t("unattended.title")}</h2>
      <p>{t("unattended.text")}</p>
      <Loaded of={providers}>
        {({ items }) => (
          <Rows>
            {clients.value?.items.map((client) => <Follow key={client.id} client={client} providers={items} onDone={clients.reload} />)}
          </Rows>
        )}
      </Loaded>
    </Card>
  );
}

function Follow({ client, providers, onDone }: { client: Named; providers: Provider[]; onDone: () => Promise<void> }) {
  const [chosen, setChosen] = useState("");
  const { busy, wrong, send } = useTelling();

  async function name(): Promise<void> {
    const path = { client_id: client.id, provider_id: chosen };
    const sent = await send(() => call("PUT /api/clients/{client_id}/team/{provider_id}", { path, body: { is_primary: true, former_stays: false } }));
    if (!sent) return;
    announce(t("wishes.done"));
    await onDone();
  }
  return (
    <RowPlain>
      <div class="desk-add-person">
        <Choice
          label={t("unattended.who", { name: client.shown_name })} value={chosen} onChoose={setChosen}
          options={[{ value: "", text: "–" }, ...providers.filter((one) => one.id !== client.id).map((one) => ({ value: one.id, text: sayProvider(one) }))]}
        />
        <Button look="quiet" busy={busy} disabled={!chosen} onClick={() => void name()}>{t("unattended.button")}</Button>
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
      </div>
    </RowPlain>
  );
}
