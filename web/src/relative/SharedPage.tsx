import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../api/call.ts";
import type { SharedFrom } from "../api/family.ts";
import { t as core } from "../i18n/core.ts";
import { Button } from "../ui/Button.tsx";
import { Chip } from "../ui/choices.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Empty, Notice } from "../ui/surfaces.tsx";
import { Leave } from "./Leave.tsx";
import { Nav } from "./Nav.tsx";
import { Parts } from "./Parts.tsx";
import { useOthers } from "./useOthers.ts";
import { t } from "./words/index.ts";

/** What people share with me now. Nobody is named in the address: the history of a phone is read by others too. */
export function SharedPage() {
  const home = useOthers(() => call("GET /api/family-home"));
  const [chosen, setChosen] = useState<string | null>(null);
  const all = home.value?.shared ?? [];
  const one = all.find((each) => each.client_id === chosen) ?? all[0] ?? null;
  return (
    <Screen title={t("shared.title")} back="/family" nav={<Nav />}>
      {home.state === "loading" && <Empty>{core("loading")}</Empty>}
      {home.state === "unreachable" && <Unreachable again={home.reload} />}
      {(home.state === "gone" || (home.value && !one)) && <Empty>{t("shared.none")}</Empty>}
      {all.length > 1 && (
        <div class="row" role="group" aria-label={t("shared.title")}>
          {all.map((each) => (
            <Chip key={each.client_id} on={each === one} onToggle={() => setChosen(each.client_id)}>{each.name}</Chip>
          ))}
        </div>
      )}
      {one && <FromOne key={one.client_id} one={one} />}
    </Screen>
  );
}

function Unreachable({ again }: { again: () => Promise<void> }) {
  return (
    <Notice kind="warn" live>
      <p>{t("shared.unreachable")}</p>
      <Button look="quiet" onClick={() => void again()}>{core("try_again")}</Button>
    </Notice>
  );
}

function FromOne({ one }: { one: SharedFrom }) {
  const { route } = useLocation();
  const shared = useOthers(() => call("GET /api/family/{client_id}", { path: { client_id: one.client_id } }), [one.client_id]);
  if (shared.state === "loading") return <Empty>{core("loading")}</Empty>;
  if (shared.state === "unreachable") return <Unreachable again={shared.reload} />;
  if (!shared.value) return <Empty>{t("shared.none")}</Empty>;
  return (
    <>
      <h2>{t("from.title", { name: shared.value.name })}</h2>
      <Parts shared={shared.value} />
      <p class="small muted">{t("from.note", { name: shared.value.name })}</p>
      <Leave
        button={t("leave.button")} title={t("leave.title")} text={t("leave.text", { name: one.name })} yes={t("leave.yes")} done={t("leave.done")}
        leave={() => call("PUT /api/family/{client_id}/leaving", { path: { client_id: one.client_id }, body: {} })} onLeft={() => route("/family")}
      />
    </>
  );
}
