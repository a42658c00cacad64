import type { Care, CheckInAnswers } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { storageWorks } from "../../person.ts";
import { centreHelp } from "../../start.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card } from "../../ui/surfaces.tsx";
import "../craving_logs/craving.css";
import { PeopleNow } from "../help/PeopleNow.tsx";

const STRONG = 8;

/** The same rule as the server's, so that words of care need no network. */
export function careFor(answers: CheckInAnswers): Care | null {
  if (answers.use === "yes") return "use";
  if (answers.use === "rather_not_say") return "rather_not_say";
  return answers.craving >= STRONG ? "high_craving" : null;
}

export function AfterCheckIn({ answers }: { answers: CheckInAnswers }) {
  const care = careFor(answers);
  return (
    <Screen title={t(care ? `care.${care}.title` : "check_in.thanks")} nav={null}>
      <p class="saved-word with-icon" role="status"><Icon name="check" size={20} /> <span>{t(storageWorks.value ? "saved.on_phone" : "sent")}</span></p>
      {care && <p class="large">{t(`care.${care}.text`)}</p>}
      {care === "use" && (
        <Card>
          <p>{t("care.use.body")}</p>
          <a href="/help#overdose">{t("help.overdose.link")}</a>
        </Card>
      )}
      {care && <PeopleNow help={centreHelp.value} title={t("care.people")} />}
      <p class="muted">{t("care.who_reads")}</p>
      <ButtonLink href="/" wide look={care ? "quiet" : "primary"}>{t("home")}</ButtonLink>
    </Screen>
  );
}
