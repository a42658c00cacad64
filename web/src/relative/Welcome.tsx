import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../api/call.ts";
import { Problem } from "../api/problem.ts";
import type { Me } from "../api/types.ts";
import { LanguageChoice, SignInName } from "../client/people/Join.tsx";
import { PassphraseField } from "../client/people/PassphraseField.tsx";
import { sentenceFor } from "../client/people/refusals.ts";
import { SignIn } from "../client/people/SignIn.tsx";
import { t as more } from "../i18n/more.ts";
import { language } from "../i18n/index.ts";
import { adopt, tellServerOfSignOut, who } from "../person.ts";
import { phoneZone, zoneName } from "../time.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Screen } from "../ui/Screen.tsx";
import { Card, Notice } from "../ui/surfaces.tsx";
import { t } from "./words/index.ts";

const AT_LEAST = 10;

/**
 * The link a client gave somebody. It names nobody and says nothing of why; the secret is in the
 * fragment, which no server and no log ever sees.
 */
export default function Welcome() {
  const [secret] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [has, setHas] = useState(false);
  const [joined, setJoined] = useState<Me | null>(null);
  if (joined) return <Joined me={joined} />;
  if (who.value.state === "starting") return null;
  if (who.value.state === "in") return <AsMe me={who.value.me} secret={secret} />;
  if (has) return <SignIn />;
  return (
    <Screen title={t("welcome.title")} under={t("welcome.under")} nav={null}>
      {secret ? <AsNew secret={secret} onJoined={setJoined} /> : <Notice kind="warn">{t("welcome.no_link")}</Notice>}
      <Button look="quiet" wide onClick={() => setHas(true)}>{t("welcome.have")}</Button>
    </Screen>
  );
}

function said(error: unknown): string {
  const code = error instanceof Problem ? error.code : "";
  if (code === "staff_cannot_accept") return t("welcome.staff");
  if (code === "own_link") return t("welcome.own");
  return code === "already_connected" ? t("welcome.again") : sentenceFor(error);
}

function AsNew({ secret, onJoined }: { secret: string; onJoined: (me: Me) => void }) {
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function join(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if ([...passphrase].length < AT_LEAST) return setWrong(more("passphrase.rule", { count: AT_LEAST }));
    setBusy(true);
    setWrong(null);
    try {
      await tellServerOfSignOut();
      const body = { secret, shown_name: name.trim(), passphrase, language: language.value, time_zone: phoneZone() };
      const me = await call("POST /api/family-acceptances", { person: null, body });
      history.replaceState(null, "", "/welcome");
      onJoined(me);
      await adopt(me);
    } catch (error) {
      setWrong(said(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form class="stack-l" onSubmit={(event) => void join(event)}>
      <Field
        label={t("welcome.name")} hint={t("welcome.name_hint")} value={name} onText={setName} name="nickname" autocomplete="nickname"
        autocapitalize="words" required maxLength={80}
      />
      <PassphraseField label={more("passphrase.new")} value={passphrase} onText={setPassphrase} autocomplete="new-password" atLeast={AT_LEAST} />
      <LanguageChoice />
      <p class="small muted">{more("join.zone", { zone: zoneName(phoneZone()) })}</p>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button type="submit" wide big busy={busy}>{t("welcome.join")}</Button>
    </form>
  );
}

function AsMe({ me, secret }: { me: Me; secret: string }) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function use(): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      await adopt(await call("POST /api/family-acceptances", { body: { secret } }));
      history.replaceState(null, "", "/welcome");
      route("/family", true);
    } catch (error) {
      setWrong(said(error));
      setBusy(false);
    }
  }
  return (
    <Screen title={t("welcome.title")} under={t("welcome.as", { name: me.shown_name })} nav={null}>
      {!secret && <Notice kind="warn">{t("welcome.no_link")}</Notice>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {secret && <Button wide big busy={busy} onClick={() => void use()}>{t("welcome.use")}</Button>}
      <Card soft><p class="small">{t("welcome.not_me")}</p></Card>
      <ButtonLink href="/" look="plain">{more("home")}</ButtonLink>
    </Screen>
  );
}

function Joined({ me }: { me: Me }) {
  return (
    <Screen title={t("welcome.joined")} nav={null}>
      <SignInName name={me.sign_in_name} />
      <ButtonLink href="/family" wide big>{t("welcome.go")}</ButtonLink>
      <ButtonLink href="/install" look="plain" wide>{more("joined.install")}</ButtonLink>
    </Screen>
  );
}
