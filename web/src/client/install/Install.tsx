import { signal } from "@preact/signals";
import { t } from "../../i18n/more.ts";
import { who } from "../../person.ts";
import { isAppleMobile, isInstalled } from "../../push/permission.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { type InstallPrompt, installPrompt } from "../../updates.ts";
import "./install.css";
import { AndroidPicture, IphonePictures } from "./pictures.tsx";

const accepted = signal(false);

/** How to put the app on the Home Screen: by itself where the browser can, by pictures where not. */
export default function Install() {
  const back = who.value.state === "in" && who.value.me.home === "client" ? "/me" : "/";
  if (isInstalled() || accepted.value) {
    return <Screen title={t("install.title")} back={back}><Notice live>{t("install.done")}</Notice></Screen>;
  }
  const prompt = installPrompt.value;
  const apple = isAppleMobile();
  return (
    <Screen title={t("install.title")} under={t("install.why")} back={back}>
      {prompt && <Button big wide onClick={() => void ask(prompt)}>{t("install.now")}</Button>}
      {!prompt && (apple ? <><Iphone /><Android /></> : <><Android /><Iphone /></>)}
      <p class="muted">{t("install.sign_in_again")}</p>
    </Screen>
  );
}

async function ask(prompt: InstallPrompt): Promise<void> {
  await prompt.prompt();
  accepted.value = (await prompt.userChoice).outcome === "accepted";
  installPrompt.value = null;
}

function Iphone() {
  return (
    <Card>
      <h2>{t("install.iphone")}</h2>
      <IphonePictures />
      <ol class="plain-steps">
        <li>{t("install.iphone_1")}</li>
        <li>{t("install.iphone_2")}</li>
        <li>{t("install.iphone_3")}</li>
      </ol>
    </Card>
  );
}

function Android() {
  return (
    <Card>
      <h2>{t("install.android")}</h2>
      <AndroidPicture />
      <ol class="plain-steps">
        <li>{t("install.android_1")}</li>
        <li>{t("install.android_2")}</li>
        <li>{t("install.android_3")}</li>
      </ol>
    </Card>
  );
}
