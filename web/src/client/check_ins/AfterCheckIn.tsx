import type { Care, CheckInDue, Urgency } from "../../api/forms.ts";
import type { CheckInAnswers } from "../../api/types.ts";
import { t as shell } from "../../i18n/core.ts";
import { unreached } from "../../offline/sync.ts";
import { storageWorks } from "../../person.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card } from "../../ui/surfaces.tsx";
import "../craving_logs/craving.css";
import { OfferCard } from "../learning/cards/OfferCard.tsx";
import type { Sent } from "./CheckIn.tsx";
import { HelpNow } from "./HelpNow.tsx";
import { useResponse } from "./useResponse.ts";
import { WhoLooks } from "./WhoLooks.tsx";
import { t } from "./words.ts";

const STRONG = 7;

/** The same rule as the server's, so that words of care need no network. */
export function careFor(answers: Partial<CheckInAnswers>, strong = STRONG): Care | "may_use" | null {
  if (answers.use === "yes") return "use";
  if (answers.may_use) return "may_use";
  if (answers.use === "rather_not_say") return "rather_not_say";
  return (answers.craving ?? 0) >= strong ? "high_craving" : null;
}

export const URGENCY: Record<Care | "may_use", Urgency> = { use: "today", may_use: "now", rather_not_say: "soon", high_craving: "today" };

export function AfterCheckIn({ sent, due }: { sent: Sent; due: CheckInDue | null }) {
  const { answers, id } = sent;
  const care = careFor(answers, due?.policy.craving_at);
  const { response, arrived } = useResponse(id ? { entity: id } : null);
  // Where the server can still say that somebody looks at it today, it is waited for.
  const calm = response ? response.urgency === "soon" : arrived || unreached.value;
  return (
    <Screen title={t(care ? `care.${care}.title` : "thanks")} nav={null}>
      <p class="saved-word with-icon" role="status"><Icon name="check" size={20} /> <span>{shell(storageWorks.value && !arrived ? "saved.on_phone" : "sent")}</span></p>
      {care && <p class="large">{t(`care.${care}.text`)}</p>}
      {care === "use" && (
        <Card>
          <p>{t("care.use.body")}</p>
          <a href="/help#overdose">{shell("help.overdose.link")}</a>
        </Card>
      )}
      {care && <HelpNow />}
      <WhoLooks response={response} promise={due?.promise ?? null} urgency={care ? URGENCY[care] : "soon"} />
      {care === "use" && <ButtonLink href="/days#slip" wide look="quiet">{t("care.use.debrief")}</ButtonLink>}
      <ButtonLink href="/" wide look={care ? "quiet" : "primary"}>{shell("home")}</ButtonLink>
      {!care && !sent.hard && calm && <OfferCard />}
    </Screen>
  );
}
