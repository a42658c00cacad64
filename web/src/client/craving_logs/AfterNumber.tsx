import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import type { CentreHelp } from "../../api/types.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { settleRide } from "./correcting.ts";
import type { Entry } from "./CravingSheet.tsx";
import { Details } from "./Details.tsx";
import { whole } from "./content.ts";
import { MayUse } from "./MayUse.tsx";
import { keepRide } from "./ride.ts";
import { beginRide } from "./wave.ts";
import { t } from "./words.ts";

const STRONG = 7;

/** Everything after the number: to wait it out, to say that it may not be waited out, and the rest. */
export function AfterNumber({ entry, help, onClose }: { entry: Entry; help: CentreHelp | null; onClose: () => void }) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const content = whole({ ...entry.content, intensity: entry.intensity ?? 0 });
  const open = entry.state !== "gone";

  async function ride(): Promise<void> {
    setBusy(true);
    const begun = beginRide(entry.id, { ...content, note: content.note?.trim() || null });
    if (await entry.finish()) {
      await settleRide().catch(() => undefined);
      await keepRide(begun);
      onClose();
      route("/wave");
    } else setBusy(false);
  }

  return (
    <div class="stack">
      {content.intensity >= STRONG ? (
        <Card soft>
          <div class="stack-s">
            <h3>{t("ride.strong")}</h3>
            <p>{t("ride.strong_text")}</p>
            <Button wide icon="wave" busy={busy} onClick={() => void ride()}>{t("ride.go")}</Button>
            <div class="pair">
              {help?.centre_phone && <ButtonLink look="quiet" icon="phone" href={`tel:${help.centre_phone.replace(/[^+\d]/g, "")}`}>{t("ride.call")}</ButtonLink>}
              <ButtonLink look="quiet" icon="help" href="/help">{t("ride.people")}</ButtonLink>
            </div>
          </div>
        </Card>
      ) : (
        content.intensity > 0 && <Button look="quiet" wide icon="wave" busy={busy} onClick={() => void ride()}>{t("ride.go")}</Button>
      )}
      {open && <MayUse log={entry.id} on={content.may_use} onToggle={(may_use) => entry.complete({ may_use })} />}
      {open && <Details content={content} onChange={(part) => entry.complete(part)} />}
    </div>
  );
}
