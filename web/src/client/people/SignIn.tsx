import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import { t } from "../../i18n/core.ts";
import { adopt, tellServerOfSignOut, who } from "../../person.ts";
import { start } from "../../start.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { PassphraseField } from "./PassphraseField.tsx";
import { sentenceFor } from "./refusals.ts";

export function SignIn() {
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const ended = who.value.state === "out" && who.value.ended;

  async function signIn(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setWrong(null);
    try {
      await tellServerOfSignOut();
      await adopt(await call("POST /api/sign-ins", { person: null, body: { sign_in_name: name.trim(), passphrase } }));
    } catch (error) {
      setWrong(sentenceFor(error));
      if (error instanceof Problem) setPassphrase("");
    } finally {
      setBusy(false);
    }
  }

  return (
    <Screen title={t("sign_in.title")} under={t("sign_in.under")}>
      {ended && <Notice kind="warn" live>{t("sign_in.ended")}</Notice>}
      {start.value?.setup_needed && <Notice><p>{t("sign_in.setup")}</p><ButtonLink href="/setup" look="quiet">{t("setup.title")}</ButtonLink></Notice>}
      <form class="stack" onSubmit={(event) => void signIn(event)}>
        <Field
          label={t("sign_in.name")} value={name} onText={setName} name="username" autocomplete="username"
          autocapitalize="none" spellcheck={false} required
        />
        <PassphraseField label={t("passphrase")} value={passphrase} onText={setPassphrase} autocomplete="current-password" />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" wide busy={busy}>{t("sign_in.button")}</Button>
      </form>
      <div class="stack-s small muted">
        <p>{t("sign_in.forgot")}</p>
        <p>{t("sign_in.first")}</p>
      </div>
      <ButtonLink href="/help" look="soft" icon="help" wide>{t("help.now")}</ButtonLink>
    </Screen>
  );
}
