import { call } from "../../api/call.ts";
import type { OpenDoor as Door } from "../../api/open_door.ts";
import { t as shared } from "../../i18n/core.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Again } from "./Again.tsx";
import { Classes } from "./Classes.tsx";
import { Pace } from "./Pace.tsx";
import "./open.css";
import { t } from "./words.ts";

/** The open door: classes to come back to, who sees what, and how much to hear. */
export default function OpenDoor() {
  const door = useKept<Door>("open-door", () => call("GET /api/open-door"));
  const { state, at, value } = door;
  const asOf = state === "stale" && at !== null ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : t("under");
  return (
    <Screen title={t("title")} under={asOf} back="/">
      {value === null && state === "loading" && <p class="muted" role="status">{shared("loading")}</p>}
      {value === null && state === "failed" && <Notice kind="warn" live>{navigator.onLine ? t("not_yet") : t("not_loaded")}</Notice>}
      {value && (
        <div class="stack-l">
          <Classes classes={value.classes} onChanged={() => void door.reload()} />
          <Shares door={value} />
          <Pace choice={value.choice} onChosen={(choice) => door.put({ ...value, choice })} />
          <Again wish={value.wish} onChanged={() => void door.reload()} />
        </div>
      )}
    </Screen>
  );
}

function Shares({ door }: { door: Door }) {
  const names = door.shown_to.join(", ");
  return (
    <Card label={t("share.title")} soft={!door.has_lapsed}>
      <h2>{t("share.title")}</h2>
      <p>{names ? t("share.some", { names }) : t(door.has_lapsed ? "share.lapsed" : "share.none")}</p>
      <ButtonLink look={door.has_lapsed ? "primary" : "quiet"} href="/sharing">{t("share.go")}</ButtonLink>
    </Card>
  );
}
