import type { CentreHelp } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import "./help.css";

/** People, one tap away: the centre one knows first, then those who are always there. */
export function PeopleNow({ help, title }: { help: CentreHelp | null; title: string }) {
  return (
    <section class="stack-s">
      <h2>{title}</h2>
      {help?.centre_phone && (
        <ButtonLink look="primary" wide icon="phone" href={`tel:${help.centre_phone.replace(/[^+\d]/g, "")}`}>
          {t("help.centre")}<span class="number">{help.centre_phone}{help.centre_hours && ` · ${help.centre_hours}`}</span>
        </ButtonLink>
      )}
      <div class="pair">
        <ButtonLink look={help?.centre_phone ? "quiet" : "primary"} icon="phone" href="tel:988">{t("help.988_call")}</ButtonLink>
        <ButtonLink look="quiet" icon="message" href="sms:988">{t("help.988_text")}</ButtonLink>
      </div>
    </section>
  );
}
