import type { CentreHelp } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Card } from "../../ui/surfaces.tsx";
import "../help/help.css";
import "./craving.css";

/** For a strong one: something to do with the next minute, and somebody to call. Never a wall. */
export function RideItOut({ help }: { help: CentreHelp | null }) {
  return (
    <Card soft>
      <div class="ride">
        <span class="breath" aria-hidden="true" />
        <div class="stack-s">
          <h3>{t("ride.title")}</h3>
          <p>{t("ride.text")}</p>
        </div>
      </div>
      <div class="pair">
        {help?.centre_phone && <ButtonLink look="quiet" icon="phone" href={`tel:${help.centre_phone.replace(/[^+\d]/g, "")}`}>{t("help.centre_short")}</ButtonLink>}
        <ButtonLink look="quiet" icon="help" href="/help">{t("ride.people")}</ButtonLink>
      </div>
    </Card>
  );
}
