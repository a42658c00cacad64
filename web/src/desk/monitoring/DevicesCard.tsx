import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { type DeviceLink, type Specimen, SPECIMENS } from "../../api/monitoring.ts";
import { Problem } from "../../api/problem.ts";
import { t as words } from "../../client/monitoring/words.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Change } from "../ui/MayChange.tsx";
import { sentenceFor } from "../ui/problems.ts";
import { useSending } from "../ui/useSending.ts";
import type { Page } from "./MonitoringPage.tsx";
import { t } from "./words.ts";

/** Which devices send numbers about the client. */
export function DevicesCard(page: Page) {
  const [adding, add] = useState(false);
  const { links, integrations } = page.value;
  return (
    <Card>
      <Heading>{t("device.title")}</Heading>
      <p class="muted">{t("device.text")}</p>
      {links.length === 0 && <p>{t("device.none")}</p>}
      {links.length > 0 && <ul class="watch-links">{links.map((one) => <LinkRow key={`${one.integration_id}${one.reference}`} link={one} page={page} />)}</ul>}
      <Change>
        {integrations.length === 0 ? <p class="small muted">{t("device.no_bridge")}</p> : <div><Button look="quiet" icon="plus" onClick={() => add(true)}>{t("device.link")}</Button></div>}
      </Change>
      {adding && <LinkSheet page={page} onClose={() => add(false)} />}
    </Card>
  );
}

function LinkRow({ link, page }: { link: DeviceLink; page: Page }) {
  const { busy, wrong, send } = useSending();
  async function end(): Promise<void> {
    const path = { client_id: page.client, id: link.integration_id };
    const sent = await send(() => call("PUT /api/clients/{client_id}/device-links/{id}/end", { path, body: { reference: link.reference } }));
    if (sent) page.of.put(sent.answer);
  }
  return (
    <li>
      <span>
        <strong>{link.integration}</strong>, <code>{link.reference}</code> {link.ended_at && <Tag>{t("device.ended")}</Tag>}
        <br /><span class="small muted">{words(`specimen.${link.specimen}`)} · {t("device.linked", { when: dayAndTime(link.made_at, page.value.zone) })}</span>
      </span>
      {!link.ended_at && <Change><Button look="plain" busy={busy} label={`${t("device.end")}: ${link.reference}`} onClick={() => void end()}>{t("device.end")}</Button></Change>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
    </li>
  );
}

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._:-]{3,63}$/;

function LinkSheet({ page, onClose }: { page: Page; onClose: () => void }) {
  const { integrations } = page.value;
  const [bridge, setBridge] = useState(integrations[0]?.id ?? "");
  const [reference, setReference] = useState("");
  const [specimen, setSpecimen] = useState<Specimen>("breath");
  const [tried, setTried] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isWrong = !REFERENCE.test(reference.trim());

  async function save(): Promise<void> {
    setTried(true);
    if (isWrong) return;
    setBusy(true);
    try {
      page.of.put(await call("PUT /api/clients/{client_id}/device-links/{id}", { path: { client_id: page.client, id: bridge }, body: { reference: reference.trim(), specimen } }));
      onClose();
    } catch (error) {
      setWrong(error instanceof Problem && error.code === "reference_taken" ? t("problem.reference_taken") : sentenceFor(error));
      setBusy(false);
    }
  }
  return (
    <Sheet title={t("device.link")} onClose={onClose} busy={busy}>
      <div class="stack">
        <Choice label={t("device.bridge")} value={bridge} options={integrations.map((one) => ({ value: one.id, text: one.name }))} onChoose={setBridge} />
        <Field
          label={t("device.reference")} hint={t("device.reference_hint", { name: page.name })} value={reference} maxLength={64} autocomplete="off" autocapitalize="none" spellcheck={false}
          wrong={tried && isWrong ? t("device.reference_wrong") : null} onText={setReference}
        />
        <Choice
          label={t("device.kind")} value={specimen} options={SPECIMENS.filter((one) => one !== "self_report").map((value) => ({ value, text: words(`specimen.${value}`) }))}
          onChoose={(value) => setSpecimen(value as Specimen)}
        />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={busy} onClick={() => void save()}>{t("device.link")}</Button>
      </div>
    </Sheet>
  );
}
