import { PeopleNow } from "../client/help/PeopleNow.tsx";
import { centreHelp } from "../start.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Card } from "../ui/surfaces.tsx";
import { Nav } from "./Nav.tsx";
import { t } from "./words/index.ts";

const STEPS = ["first", "second", "third"] as const;

/** Three steps that hold for everybody; nothing here is about anybody. */
export function Emergency() {
  return (
    <Screen title={t("emergency.title")} back="/family" nav={<Nav />}>
      <ol class="stack family-steps">
        {STEPS.map((step) => (
          <li key={step}>
            <Card>
              <h2>{t(`emergency.${step}`)}</h2>
              <p>{t(`emergency.${step}_text`)}</p>
              {step === "first" && <ButtonLink look="danger" wide icon="phone" href="tel:911">{t("emergency.call")}</ButtonLink>}
            </Card>
          </li>
        ))}
      </ol>
      <p>{t("emergency.signs")}</p>
      <PeopleNow help={centreHelp.value} title={t("help.title")} />
      <ButtonLink look="plain" href="/help">{t("help.more")}</ButtonLink>
    </Screen>
  );
}
