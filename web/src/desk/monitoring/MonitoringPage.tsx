import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Result, TeamMonitoring } from "../../api/monitoring.ts";
import { ResultPart } from "../../client/monitoring/Findings.tsx";
import { t as shared } from "../../i18n/core.ts";
import { Button } from "../../ui/Button.tsx";
import { useFetched, type Resource } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Change, RecordPage } from "../ui/MayChange.tsx";
import { DevicesCard } from "./DevicesCard.tsx";
import "./desk-monitoring.css";
import { OrderItem } from "./OrderItem.tsx";
import { OrderSheet } from "./OrderSheet.tsx";
import { ResultSheet } from "./ResultSheet.tsx";
import { t } from "./words.ts";
import { sayZone } from "./zone.ts";

/** What of the page every part of it needs. */
export type Page = { client: string; name: string; value: TeamMonitoring; of: Resource<TeamMonitoring> };

const FIRST = 10;

/** What a client was asked for, what was found, and their devices. */
export function MonitoringPage() {
  const id = useRoute().params["id"] ?? "";
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const found = useFetched(() => call("GET /api/clients/{client_id}/monitoring", { path: { client_id: id } }), [id]);
  const name = client.value?.shown_name ?? "";
  return (
    <Screen title={name ? t("title", { name }) : client.state === "loading" ? shared("loading") : t("open")} under={name && t("under", { name })} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      {name && <Notice>{t("plain", { name })}</Notice>}
      <Loaded of={client}>
        {(about) => (
          <RecordPage client={about} what="monitoring">
            <Loaded of={found}>{(value) => <Parts key={id} client={id} name={name} value={value} of={found} />}</Loaded>
          </RecordPage>
        )}
      </Loaded>
    </Screen>
  );
}

function Parts(page: Page) {
  const [asking, ask] = useState(false);
  const [shown, setShown] = useState(FIRST);
  const { orders, readings, zone } = page.value;
  const clocks = sayZone(zone);
  return (
    <>
      {clocks && <p class="muted">{clocks}</p>}
      <Change><div><Button icon="plus" onClick={() => ask(true)}>{t("add")}</Button></div></Change>
      {orders.length === 0 && <Empty>{t("none")}</Empty>}
      {orders.slice(0, shown).map((one) => <OrderItem key={one.id} order={one} page={page} />)}
      {orders.length > shown && <div><Button look="quiet" onClick={() => setShown(shown + 20)}>{t("more")}</Button></div>}
      {readings.length > 0 && <Readings page={page} readings={readings} />}
      <DevicesCard {...page} />
      {asking && <OrderSheet page={page} onClose={() => ask(false)} />}
    </>
  );
}

function Readings({ page, readings }: { page: Page; readings: Result[] }) {
  const [shown, setShown] = useState(FIRST);
  return (
    <Card>
      <Heading>{t("readings.title")}</Heading>
      <p class="muted">{t("readings.text")}</p>
      {readings.slice(0, shown).map((one) => <ResultRow key={one.id} result={one} panel={one.findings.map(({ substance }) => substance)} page={page} />)}
      {readings.length > shown && <div><Button look="quiet" onClick={() => setShown(shown + 20)}>{t("more")}</Button></div>}
    </Card>
  );
}

/** One result with the way to correct it. What the client says is theirs. */
export function ResultRow({ result, panel, page }: { result: Result; panel: string[]; page: Page }) {
  const [correcting, correct] = useState(false);
  const own = result.certainty === "own_words";
  return (
    <div class={result.is_current ? "watch-result" : "watch-result old"}>
      {!result.is_current && <p><Tag>{t(own ? "result.earlier" : "result.old")}</Tag></p>}
      <ResultPart result={result} zone={page.value.zone} ownWords={t("own.words", { name: page.name })} />
      {result.is_current && !own && result.findings.length > 0 && <Change><Button look="plain" onClick={() => correct(true)}>{t("result.correct")}</Button></Change>}
      {correcting && <ResultSheet page={page} panel={panel} replaces={result} order={null} onClose={() => correct(false)} />}
    </div>
  );
}
