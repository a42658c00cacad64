import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { t } from "../../i18n/core.ts";
import { adopt, me } from "../../person.ts";
import { phoneZone, zoneName } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/surfaces.tsx";

const keepAsItIs = signal(false);

/** The phone is somewhere else: reminders follow only when the person says so. */
export function ZoneOffer() {
  const [failed, setFailed] = useState(false);
  const zone = phoneZone();
  if (keepAsItIs.value || zone === me().time_zone || zoneName(zone) === zoneName(me().time_zone)) return null;

  async function change(): Promise<void> {
    try {
      await adopt(await call("PATCH /api/me", { body: { time_zone: zone } }));
    } catch {
      setFailed(true);
    }
  }
  return (
    <Notice>
      <p>{t("zone.differs", { phone: zoneName(zone), kept: zoneName(me().time_zone) })}</p>
      {failed && <p>{t("no_connection")}</p>}
      <div class="row">
        <Button look="quiet" onClick={() => void change()}>{t("zone.change")}</Button>
        <Button look="plain" onClick={() => { keepAsItIs.value = true; }}>{t("zone.keep")}</Button>
      </div>
    </Notice>
  );
}
