import { useEffect } from "preact/hooks";
import { t } from "../../i18n/core.ts";
import { language, speak } from "../../i18n/index.ts";
import { who } from "../../person.ts";
import { centreHelp } from "../../start.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { PeopleNow } from "./PeopleNow.tsx";

/** Whatever the state of the network, the sign-in or the storage: this page is here. */
export function Help() {
  const out = who.value.state !== "in";
  const tabs = who.value.state === "in" && who.value.me.home === "client";
  useEffect(() => {
    if (location.hash === "#overdose") document.getElementById("overdose")?.scrollIntoView();
  }, []);
  return (
    <Screen title={t("help.title")} back={tabs ? undefined : "/"}>
      <ButtonLink look="danger" big wide icon="phone" href="tel:911">{t("help.911")}</ButtonLink>
      <PeopleNow help={centreHelp.value} title={t("help.talk")} />
      <p class="small muted">{t("help.988_more")}</p>
      <Notice kind="warn"><p>{t("help.not_watched")}</p></Notice>
      <Overdose />
      <section class="stack-s">
        <h2>{t("help.other")}</h2>
        <Card>
          <h3>{t("help.poison")}</h3>
          <p>{t("help.poison_text")}</p>
          <ButtonLink look="quiet" icon="phone" href="tel:+18002221222">1-800-222-1222</ButtonLink>
        </Card>
        <Card>
          <h3>{t("help.samhsa")}</h3>
          <p>{t("help.samhsa_text")}</p>
          <ButtonLink look="quiet" icon="phone" href="tel:+18006624357">1-800-662-4357</ButtonLink>
          <ButtonLink look="quiet" icon="phone" href="tel:+18004874889">TTY 1-800-487-4889</ButtonLink>
        </Card>
      </section>
      {out && (
        <Button look="plain" onClick={() => void speak(language.value === "en" ? "es" : "en")}>
          {language.value === "en" ? "Español" : "English"}
        </Button>
      )}
    </Screen>
  );
}

function Overdose() {
  const steps = ["call", "wake", "naloxone", "breathe", "side", "stay"] as const;
  return (
    <section class="stack-s" id="overdose">
      <h2>{t("overdose.title")}</h2>
      <Card>
        <p>{t("overdose.signs")}</p>
        <ol class="plain-steps">
          {steps.map((step) => <li key={step}>{t(`overdose.${step}`)}</li>)}
        </ol>
        <p class="small muted">{t("overdose.more")}</p>
      </Card>
    </section>
  );
}
