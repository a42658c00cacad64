import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Centre } from "../../api/types.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { useSending } from "../ui/useSending.ts";
import { zones } from "../ui/zones.ts";
import "../programmes/programmes.css";
import { t as programmes } from "../programmes/words.ts";
import { t } from "../words/index.ts";
import { HelpCard } from "./HelpCard.tsx";
import { IntegrationsCard } from "../monitoring/IntegrationsPage.tsx";
import { Rooms } from "./Rooms.tsx";

/** How the centre is named and reached. */
export function CentrePage() {
  const centre = useFetched(() => call("GET /api/centre"));
  return (
    <Screen title={t("centre.title")} under={t("centre.under")} wide nav={<DeskNav />}>
      <Loaded of={centre}>{(value) => <Form centre={value} />}</Loaded>
      <div class="stack desk-form">
        <HelpCard />
        <ProgrammesCard />
        <Rooms />
        <IntegrationsCard />
      </div>
    </Screen>
  );
}

function ProgrammesCard() {
  return (
    <Card label={programmes("centre.programmes")}>
      <h2>{programmes("centre.programmes")}</h2>
      <p>{programmes("centre.programmes_text")}</p>
      <div><ButtonLink href="/desk/programmes" look="soft">{programmes("centre.programmes_open")}</ButtonLink></div>
    </Card>
  );
}

const PHONE = /^[0-9+()\-. ]*$/;

function Form({ centre }: { centre: Centre }) {
  const [form, setForm] = useState({ ...centre, phone: centre.phone ?? "", hours: centre.hours ?? "" });
  const latest = useRef(form);
  latest.current = form;
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState(false);
  const { busy, wrong, send } = useSending();
  const phoneWrong = !PHONE.test(form.phone.trim());
  const nameWrong = tried && !form.name.trim();

  function change(part: Partial<typeof form>): void {
    setSaved(false);
    setForm({ ...form, ...part });
  }
  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!form.name.trim() || phoneWrong) return focusFirstWrong(event.currentTarget);
    const body = { name: form.name.trim(), phone: form.phone.trim() || null, hours: form.hours.trim() || null, time_zone: form.time_zone };
    if (!(await send(() => call("PUT /api/centre", { body })))) return;
    // What was typed since is not saved yet.
    if (latest.current !== form) return;
    setSaved(true);
    announce(t("centre.saved"));
  }
  return (
    <form class="stack desk-form" noValidate onSubmit={(event) => void save(event)}>
      <Field label={t("centre.name")} wrong={nameWrong ? t("wrong.name") : null} value={form.name} onText={(name) => change({ name })} maxLength={120} autocomplete="organization" />
      <Field
        label={t("centre.phone")} hint={t("centre.phone_hint")} type="tel" inputMode="tel" wrong={phoneWrong ? t("centre.phone_wrong") : null}
        value={form.phone} onText={(phone) => change({ phone })} maxLength={40} autocomplete="off"
      />
      <Field label={t("centre.hours")} hint={t("centre.hours_hint")} value={form.hours} onText={(hours) => change({ hours })} maxLength={120} autocomplete="off" />
      <Choice label={t("centre.zone")} hint={t("centre.zone_hint")} value={form.time_zone} options={zones(form.time_zone)} onChoose={(time_zone) => change({ time_zone })} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {saved && <Notice>{t("centre.saved")}</Notice>}
      <Button type="submit" busy={busy}>{t("save")}</Button>
    </form>
  );
}
