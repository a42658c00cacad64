import { useRoute } from "preact-iso";
import { call } from "../../api/call.ts";
import type { Today } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { Screen } from "../../ui/Screen.tsx";
import { useKept } from "../../ui/resource.ts";
import { Card, Empty, Tag } from "../../ui/surfaces.tsx";
import { JoinLink, whenOf } from "./SessionList.tsx";

/** Where a session's reminder leads: when, where, and the way in. */
export function SessionPage() {
  const { id } = useRoute().params;
  const today = useKept<Today>("today", () => call("GET /api/today"));
  const session = [...(today.value?.sessions ?? []), ...(today.value?.open_classes ?? [])].find((one) => one.id === id);
  if (!today.value || !session) {
    return (
      <Screen title={t("session.title")} back="/">
        <Empty>{today.state === "loading" ? t("loading") : t("session.not_here")}</Empty>
      </Screen>
    );
  }
  const zones = { shown: today.value.time_zone, centre: today.value.centre_time_zone };
  return (
    <Screen title={session.title} back="/">
      <Card>
        {session.status === "cancelled" && <div><Tag kind="warn">{t("session.cancelled")}</Tag></div>}
        <p class="large">{whenOf(session, zones)}</p>
        {session.place && <p>{session.place}</p>}
        <JoinLink session={session} />
      </Card>
    </Screen>
  );
}
