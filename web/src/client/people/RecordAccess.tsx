import { call } from "../../api/call.ts";
import type { Items, RecordAccess as Access } from "../../api/types.ts";
import { t } from "../../i18n/more.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Screen } from "../../ui/Screen.tsx";
import { useKept } from "../../ui/resource.ts";
import { Empty, RowPlain, Rows } from "../../ui/surfaces.tsx";

/** Who opened or changed what this person wrote: their right to know, in plain words. */
export default function RecordAccess() {
  const list = useKept<Items<Access>>("record_access", () => call("GET /api/record-access"));
  const items = list.value?.items ?? [];
  return (
    <Screen title={t("me.access")} back="/me" under={t("access.under")}>
      {items.length === 0 && <Empty>{t(list.state === "loading" ? "loading" : list.value ? "access.none" : "no_connection")}</Empty>}
      {items.length > 0 && (
        <Rows>
          {items.map((one) => (
            <RowPlain key={`${one.at}${one.what}${one.by}`}>
              <p>{t(`access.${said(one)}`, { by: one.by, what: t(`access.${one.what}`) })}</p>
              <p class="small muted">{dayAndTime(one.at, phoneZone())}</p>
            </RowPlain>
          ))}
        </Rows>
      )}
    </Screen>
  );
}

/** What staff write about check-ins stands beside the answers, which nobody but their writer changes. */
function said(one: Access): "viewed" | "changed" | "noted" {
  return one.action === "changed" && one.what === "check_ins" ? "noted" : one.action;
}
