import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/core.ts";
import { wordsReady } from "../../i18n/index.ts";
import { who } from "../../person.ts";
import { centreHelp } from "../../start.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import "./help.css";
import { Ways } from "./Ways.tsx";

type Whole = typeof import("./HelpNow.tsx");
let whole: Whole | null = null;

/** The rest of this page, from the phone's own files. To be called as soon as anybody may need it. */
export async function loadHelp(): Promise<Whole | null> {
  const found = await import("./HelpNow.tsx").catch(() => null);
  await wordsReady();
  return (whole = found ?? whole);
}

/** Whatever the state of the network, the sign-in or the storage: this page is here. */
export function Help() {
  const [now, setNow] = useState(whole);
  const tabs = who.value.state === "in" && who.value.me.home === "client";
  useEffect(() => {
    if (!now) void loadHelp().then(setNow);
  }, []);
  return <Screen title={t("help.title")} back={tabs ? undefined : "/"}>{now ? <now.HelpNow /> : <First />}</Screen>;
}

/** What cannot wait for another file. */
function First() {
  const numbers = centreHelp.value?.numbers;
  const crisis = numbers ? numbers.find((one) => one.code === "crisis") : { call: "988", text: "988" };
  return (
    <>
      {crisis && <Ways number={crisis} />}
      <Danger number={numbers?.find((one) => one.code === "emergency")?.call ?? "911"} />
    </>
  );
}

export function Danger({ number, note }: { number: string; note?: string | undefined }) {
  return (
    <>
      <ButtonLink look="danger" wide icon="phone" href={`tel:${number}`}>{t("help.danger", { number })}</ButtonLink>
      {note && <p class="small muted">{note}</p>}
      <Notice kind="warn"><p>{t("help.not_watched")}</p></Notice>
    </>
  );
}
