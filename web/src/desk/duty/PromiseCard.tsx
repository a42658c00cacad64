import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Policy, PolicyWritten } from "../../api/response.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { isAdministrator } from "../ui/roles.ts";
import { useSending } from "../ui/useSending.ts";
import { sayMinutes } from "./say.ts";
import { t } from "./words.ts";

const URGENCIES = ["now", "today", "soon"] as const;
const PHASES = ["treatment", "aftercare", "alumni"] as const;

/** How soon somebody looks, and from when on it asks. */
export function PromiseCard() {
  const policy = useFetched(() => call("GET /api/response-policy"));
  const [changing, setChanging] = useState(false);
  return (
    <Card>
      <div class="stack">
        <Heading>{t("promise.title")}</Heading>
        <p class="small">{t("promise.text")}</p>
        <Loaded of={policy}>
          {(value) => changing
            ? <Form policy={value} onSaved={(saved) => { policy.put(saved); setChanging(false); }} />
            : (
              <>
                <Said policy={value} />
                {isAdministrator() && <div><Button look="quiet" onClick={() => setChanging(true)}>{t("policy.change")}</Button></div>}
              </>
            )}
        </Loaded>
      </div>
    </Card>
  );
}

function Said({ policy }: { policy: Policy }) {
  const days = (count: number) => (count > 0 ? t("silence.after", { count }) : t("silence.never"));
  return (
    <>
      <Facts
        rows={[
          ...URGENCIES.map((one) => [t(`promise.${one}`), t("promise.in", { time: sayMinutes(policy.minutes[one]) })] as [string, string]),
          [t("craving.title"), t("craving.said", { at: policy.craving_at, contact: policy.contact_at })],
          [t("silence.title"), PHASES.map((phase) => `${t(`silence.${phase}`)}: ${days(policy.silence_days[phase])}`).join("; ")],
        ]}
      />
      {policy.changed_at && policy.changed_by && (
        <p class="small muted">{t("policy.changed", { name: policy.changed_by, when: dayAndTime(policy.changed_at, me().time_zone) })}</p>
      )}
    </>
  );
}

/** Each number with the least and the most it may be. */
const NUMBERS = {
  now: [5, 14_400], today: [5, 14_400], soon: [5, 14_400], craving_at: [1, 10], contact_at: [1, 10],
  treatment: [0, 365], aftercare: [0, 365], alumni: [0, 365],
} as const;
type Name = keyof typeof NUMBERS;

function Form({ policy, onSaved }: { policy: Policy; onSaved: (saved: Policy) => void }) {
  const [typed, setTyped] = useState(() => typedOf(policy));
  const [tried, setTried] = useState(false);
  const { busy, wrong, send } = useSending();
  const number = (name: Name) => Number(typed[name]);
  const isNumber = (name: Name) => typed[name].trim() !== "" && Number.isInteger(number(name)) && number(name) >= NUMBERS[name][0] && number(name) <= NUMBERS[name][1];
  const inOrder = number("now") <= number("today") && number("today") <= number("soon");
  const contactLater = number("contact_at") >= number("craving_at");

  function fault(name: Name): string | null {
    if (!tried) return null;
    const [least, most] = NUMBERS[name];
    if (!isNumber(name)) return t("policy.wrong_number", { least, most });
    if (name === "soon" && !inOrder) return t("policy.wrong_order");
    return name === "contact_at" && !contactLater ? t("policy.wrong_contact") : null;
  }
  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!(Object.keys(NUMBERS) as Name[]).every(isNumber) || !inOrder || !contactLater) return;
    const done = await send(() => call("PUT /api/response-policy", { body: written(typed) }));
    if (!done) return;
    announce(t("policy.saved"));
    onSaved(done.answer);
  }
  const field = (name: Name, label: string, hint?: string) => (
    <Field
      key={name} label={label} hint={hint} type="number" inputMode="numeric" min={NUMBERS[name][0]} max={NUMBERS[name][1]}
      value={typed[name]} wrong={fault(name)} onText={(text) => setTyped({ ...typed, [name]: text })}
    />
  );
  return (
    <form class="stack" noValidate onSubmit={(event) => void save(event)}>
      <fieldset class="stack-s">
        <legend><strong>{t("promise.field")}</strong></legend>
        <p class="small muted">{t("promise.day_hint")}</p>
        {URGENCIES.map((one) => field(one, t(`promise.${one}`)))}
      </fieldset>
      <fieldset class="stack-s">
        <legend><strong>{t("craving.title")}</strong></legend>
        <p class="small muted">{t("craving.hint")}</p>
        {field("craving_at", t("craving.at"))}
        {field("contact_at", t("craving.contact"))}
      </fieldset>
      <fieldset class="stack-s">
        <legend><strong>{t("silence.title")}</strong></legend>
        <p class="small muted">{t("silence.text")}</p>
        {PHASES.map((phase) => field(phase, t(`silence.${phase}`)))}
      </fieldset>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button type="submit" busy={busy}>{t("policy.save")}</Button>
    </form>
  );
}

function typedOf({ minutes, silence_days, craving_at, contact_at }: Policy): Record<Name, string> {
  const all = { ...minutes, ...silence_days, craving_at, contact_at };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)])) as Record<Name, string>;
}

function written(typed: Record<Name, string>): PolicyWritten {
  const number = (name: Name) => Number(typed[name]);
  return {
    minutes: { now: number("now"), today: number("today"), soon: number("soon") },
    craving_at: number("craving_at"),
    contact_at: number("contact_at"),
    silence_days: { treatment: number("treatment"), aftercare: number("aftercare"), alumni: number("alumni") },
  };
}
