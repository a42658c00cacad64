import { useEffect, useState } from "preact/hooks";
import type { CardContent, CardItem, HelpNumber } from "../../api/safety.ts";
import { language, speak } from "../../i18n/index.ts";
import { dropPhoneFact, phoneFact } from "../../offline/phone.ts";
import { who } from "../../person.ts";
import { centreHelp } from "../../start.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { isEmpty } from "../safety_plan/content.ts";
import { keptContent } from "../safety_plan/kept.ts";
import { PersonRow } from "../safety_plan/PersonRow.tsx";
import { PartBody } from "../safety_plan/Reading.tsx";
import { t as plan } from "../safety_plan/words.ts";
import { Centre } from "./Centre.tsx";
import { Danger } from "./Help.tsx";
import "./help.css";
import { numbersOf } from "./numbers.ts";
import { Ways } from "./Ways.tsx";
import { t } from "./words.ts";

const SHOWN_FIRST = 3;

/** Somebody the person knows first, then the centre, then those who are always there. */
export function HelpNow() {
  const isIn = who.value.state === "in";
  const isClient = who.value.state === "in" && who.value.me.home === "client";
  const { content, forget } = usePlanHere(isClient);
  const numbers = numbersOf(centreHelp.value);
  const emergency = numbers.find((one) => one.code === "emergency")?.call ?? "911";
  const crisis = numbers.find((one) => one.code === "crisis");
  useEffect(() => {
    if (location.hash === "#overdose") document.getElementById("overdose")?.scrollIntoView();
  }, []);
  return (
    <>
      <Known content={content} isClient={isClient} />
      <section class="stack-s">
        <h2>{t("talk")}</h2>
        <Centre help={centreHelp.value} />
        {crisis && <Ways number={crisis} />}
        <Danger number={emergency} note={crisis && `${crisis.call ?? crisis.text}: ${crisis.note[language.value]}`} />
      </section>
      {content && <Rest content={content} />}
      {content && !isIn && <TakeOff onOff={forget} />}
      <Overdose number={emergency} />
      <Others numbers={numbers.filter((one) => one !== crisis && one.code !== "emergency")} />
      {!isIn && (
        <Button look="plain" onClick={() => void speak(language.value === "en" ? "es" : "en")}>
          {language.value === "en" ? "Español" : "English"}
        </Button>
      )}
    </>
  );
}

/** Signed in: the whole plan. Signed out: what its client lets this phone show, if anything. */
function usePlanHere(isClient: boolean) {
  const [content, setContent] = useState<CardContent | null>(null);
  const isIn = who.value.state === "in";
  useEffect(() => {
    let alive = true;
    const found = isClient ? keptContent() : isIn ? Promise.resolve(null) : phoneFact("card").then((fact) => fact?.content ?? null);
    found.then((one) => alive && setContent(one && !isEmpty(one) ? one : null), () => undefined);
    return () => {
      alive = false;
    };
  }, [isClient, isIn]);
  async function forget(): Promise<void> {
    await dropPhoneFact("card");
    setContent(null);
    announce(t("out.gone"));
  }
  return { content, forget };
}

function Known({ content, isClient }: { content: CardContent | null; isClient: boolean }) {
  const [all, setAll] = useState(false);
  const people = content?.people ?? [];
  if (people.length === 0) {
    return isClient ? <p class="small muted">{t("mine.none")} <a href="/card?edit=people">{t("mine.write")}</a></p> : null;
  }
  const shown = all ? people : people.slice(0, SHOWN_FIRST);
  return (
    <section aria-label={t("mine")}>
      {shown.map((person) => <PersonRow key={person.id} person={person} />)}
      {people.length > shown.length && (
        <Button look="plain" onClick={() => setAll(true)}>{t("mine.more", { count: people.length - shown.length })}</Button>
      )}
    </section>
  );
}

/** What else of the plan is here: what helps and what to do after a slip first. */
function Rest({ content }: { content: CardContent }) {
  const open = who.value.state === "in" ? (["coping", "if_slip", "places"] as const) : (["coping", "if_slip", "places", "reasons", "signs", "triggers", "situations", "avoid", "means"] as const);
  return (
    <>
      {open.filter((part) => (content[part] as CardItem[]).length > 0).map((part) => (
        <Card key={part} label={plan(`part.${part}`)}>
          <h2>{plan(`part.${part}`)}</h2>
          <PartBody content={content} part={part} />
        </Card>
      ))}
      {who.value.state === "in" && <a href="/card">{plan("now.open")}</a>}
    </>
  );
}

function TakeOff({ onOff }: { onOff: () => Promise<void> }) {
  const [asking, setAsking] = useState(false);
  return (
    <div class="stack-s">
      <p class="small muted">{t("out.title")}. {t("out.text")}</p>
      <div class="row"><Button look="quiet" onClick={() => setAsking(true)}>{t("out.off")}</Button></div>
      {asking && <Confirm title={t("out.off_title")} text={t("out.off_text")} yes={t("out.off")} danger onYes={() => void onOff()} onNo={() => setAsking(false)} />}
    </div>
  );
}

function Overdose({ number }: { number: string }) {
  const steps = ["call", "wake", "naloxone", "breathe", "side", "stay"] as const;
  return (
    <section class="stack-s" id="overdose">
      <h2>{t("overdose.title")}</h2>
      <Card>
        <p>{t("overdose.signs")}</p>
        <ol class="plain-steps">
          {steps.map((step) => <li key={step}>{t(`overdose.${step}`, { number })}</li>)}
        </ol>
        <p class="small muted">{t("overdose.more")}</p>
      </Card>
    </section>
  );
}

function Others({ numbers }: { numbers: HelpNumber[] }) {
  if (numbers.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>{t("other")}</h2>
      {numbers.map((one) => (
        <Card key={one.code}>
          <h3>{one.label[language.value]}</h3>
          <p>{one.note[language.value]}</p>
          <Ways number={one} />
        </Card>
      ))}
    </section>
  );
}
