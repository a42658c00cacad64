import { useLocation } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import type { InvitationPreview, Me } from "../../api/types.ts";
import { t } from "../../i18n/more.ts";
import { language, speak } from "../../i18n/index.ts";
import { adopt } from "../../person.ts";
import { phoneZone, zoneName } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { PassphraseField } from "./PassphraseField.tsx";
import { sentenceFor } from "./refusals.ts";

/** The link from the centre: the token is in the fragment, which no server and no log ever sees. */
export default function Join() {
  const [token] = useState(() => location.hash.slice(1));
  const [preview, setPreview] = useState<InvitationPreview | null>(null);
  const [wrong, setWrong] = useState<unknown>(null);
  const [joined, setJoined] = useState<Me | null>(null);

  async function look(): Promise<void> {
    setWrong(null);
    try {
      setPreview(await call("POST /api/invitation-previews", { person: null, body: { token } }));
    } catch (error) {
      setWrong(error);
    }
  }
  useEffect(() => void look(), []);

  if (joined) return <Joined me={joined} />;
  if (preview) return <JoinForm token={token} preview={preview} onJoined={setJoined} />;
  return (
    <Screen title={t("join.title")}>
      {wrong === null && <p class="muted">{t("loading")}</p>}
      {wrong !== null && <Notice kind="error" live>{sentenceFor(wrong)}</Notice>}
      {wrong !== null && !(wrong instanceof Problem) && <Button onClick={() => void look()}>{t("try_again")}</Button>}
    </Screen>
  );
}

type FormProps = { token: string; preview: InvitationPreview; onJoined: (me: Me) => void };

function JoinForm({ token, preview, onJoined }: FormProps) {
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const joining = preview.purpose === "join";

  async function accept(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if ([...passphrase].length < preview.passphrase_min) return setWrong(t("passphrase.rule", { count: preview.passphrase_min }));
    setBusy(true);
    setWrong(null);
    try {
      const me = await call("POST /api/invitation-acceptances", {
        person: null,
        body: { token, passphrase, language: language.value, time_zone: phoneZone(), ...(joining ? { shown_name: name.trim() } : {}) },
      });
      history.replaceState(null, "", "/join");
      await adopt(me);
      onJoined(me);
    } catch (error) {
      setWrong(sentenceFor(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Screen
      title={t(joining ? "join.title" : "join.return_title")}
      under={t(joining ? "join.under" : "join.return_under", { by: preview.invited_by, centre: preview.centre_name })}
    >
      <SignInName name={preview.sign_in_name} />
      <form class="stack-l" onSubmit={(event) => void accept(event)}>
        <input type="text" class="sr-only" name="username" autocomplete="username" value={preview.sign_in_name} readOnly tabIndex={-1} aria-hidden="true" />
        {joining && (
          <Field
            label={t("join.shown_name")} hint={t("join.shown_name_hint")} value={name} onText={setName} name="nickname"
            autocomplete="nickname" autocapitalize="words" required maxLength={80}
          />
        )}
        <PassphraseField
          label={t("passphrase.new")} value={passphrase} onText={setPassphrase} autocomplete="new-password"
          atLeast={preview.passphrase_min}
        />
        {joining && <LanguageChoice />}
        {joining && <p class="small muted">{t("join.zone", { zone: zoneName(phoneZone()) })}</p>}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" wide big busy={busy}>{t(joining ? "join.button" : "join.return_button")}</Button>
      </form>
    </Screen>
  );
}

export function LanguageChoice() {
  return (
    <div class="field">
      <span class="label">{t("language")}</span>
      <Options
        label={t("language")} value={language.value} onChoose={(wanted) => void speak(wanted)}
        options={[{ value: "en", text: "English" }, { value: "es", text: "Español" }]}
      />
    </div>
  );
}

export function SignInName({ name }: { name: string }) {
  return (
    <Card soft>
      <span class="small">{t("join.your_sign_in_name")}</span>
      <strong class="sign-in-name">{name}</strong>
      <span class="small">{t("join.save_it")}</span>
    </Card>
  );
}

function Joined({ me }: { me: Me }) {
  const { route } = useLocation();
  return (
    <Screen title={t("joined.title", { name: me.shown_name })} nav={null}>
      <SignInName name={me.sign_in_name} />
      <p class="large">{t("joined.text")}</p>
      <div class="stack-s">
        <ButtonLink href="/install" big wide>{t("joined.install")}</ButtonLink>
        <Button look="plain" wide onClick={() => route("/", true)}>{t("not_now")}</Button>
      </div>
    </Screen>
  );
}
