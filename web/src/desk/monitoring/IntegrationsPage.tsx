import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Integration } from "../../api/monitoring.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Empty, Notice, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { useSending } from "../ui/useSending.ts";
import { t as desk } from "../words/index.ts";
import "./desk-monitoring.css";
import { t } from "./words.ts";

/** The way there from the centre's page. */
export function IntegrationsCard() {
  return (
    <Card label={t("bridge.title")}>
      <h2>{t("bridge.title")}</h2>
      <p>{t("bridge.card")}</p>
      <div><ButtonLink href="/desk/integrations" look="soft">{t("bridge.open")}</ButtonLink></div>
    </Card>
  );
}

type Made = { integration: Integration; token: string };

/** Device bridges and laboratories: made and ended here, with a key that is shown once. */
export function IntegrationsPage() {
  const list = useFetched(() => call("GET /api/integrations"));
  const [made, setMade] = useState<Made | null>(null);
  return (
    <Screen title={t("bridge.title")} under={t("bridge.under")} back="/desk/centre" wide nav={<DeskNav />}>
      <div class="stack desk-form">
        {made && <KeyCard made={made} onDone={() => setMade(null)} />}
        <Loaded of={list}>{({ items }) => <List items={items} onChange={list.reload} />}</Loaded>
        <NewOne
          onMade={(one) => {
            setMade(one);
            void list.reload();
          }}
        />
      </div>
    </Screen>
  );
}

function List({ items, onChange }: { items: Integration[]; onChange: () => Promise<void> }) {
  if (items.length === 0) return <Empty>{t("bridge.none")}</Empty>;
  return (
    <Card label={t("bridge.title")}>
      <ul class="watch-links">{items.map((one) => <Row key={one.id} one={one} onChange={onChange} />)}</ul>
    </Card>
  );
}

function Row({ one, onChange }: { one: Integration; onChange: () => Promise<void> }) {
  const [asking, ask] = useState(false);
  const { busy, wrong, send } = useSending();
  const when = (at: string) => dayAndTime(at, me().time_zone);
  async function end(): Promise<void> {
    await send(async () => {
      await call("PUT /api/integrations/{id}/closure", { path: { id: one.id }, body: {} });
      await onChange();
    });
    ask(false);
  }
  return (
    <li>
      <span>
        <strong>{one.name}</strong> {one.ended_at && <Tag>{t("bridge.ended", { when: when(one.ended_at) })}</Tag>}
        <br /><span class="small muted">{t("bridge.since", { by: one.made_by, when: when(one.made_at) })} · {one.last_used_at ? t("bridge.used", { when: when(one.last_used_at) }) : t("bridge.unused")}</span>
      </span>
      {!one.ended_at && <Button look="plain" label={`${t("bridge.end")}: ${one.name}`} onClick={() => ask(true)}>{t("bridge.end")}</Button>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {asking && <Confirm title={t("bridge.end_title", { name: one.name })} text={t("bridge.end_text")} yes={t("bridge.end")} danger busy={busy} onYes={() => void end()} onNo={() => ask(false)} />}
    </li>
  );
}

function NewOne({ onMade }: { onMade: (made: Made) => void }) {
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const { busy, wrong, send } = useSending();
  async function add(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) return;
    const sent = await send(() => call("POST /api/integrations", { body: { name: name.trim() } }));
    if (!sent) return;
    setName("");
    setTried(false);
    onMade(sent.answer);
  }
  return (
    <form class="stack" noValidate onSubmit={(event) => void add(event)}>
      <Field label={t("bridge.name")} hint={t("bridge.name_hint")} value={name} maxLength={120} autocomplete="off" wrong={tried && !name.trim() ? desk("wrong.name") : null} onText={setName} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <div><Button type="submit" busy={busy} icon="plus">{t("bridge.add")}</Button></div>
    </form>
  );
}

function KeyCard({ made, onDone }: { made: Made; onDone: () => void }) {
  const [state, setState] = useState<"" | "bridge.copied" | "bridge.copy_failed">("");
  const shown = useRef<HTMLElement>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(made.token);
      setState("bridge.copied");
      announce(t("bridge.copied"));
    } catch {
      // Only a page over https may copy: then the key is marked, ready for the keyboard.
      setState("bridge.copy_failed");
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
      announce(t("bridge.copy_failed"));
    }
  }
  return (
    <Card label={t("bridge.made", { name: made.integration.name })}>
      <h2>{t("bridge.made", { name: made.integration.name })}</h2>
      <p>{t("bridge.token")}</p>
      <code ref={shown} class="watch-code">{made.token}</code>
      <div class="row">
        <Button look="quiet" icon={state === "bridge.copied" ? "check" : undefined} onClick={() => void copy()}>{t("bridge.copy")}</Button>
        {state && <span class="small">{t(state)}</span>}
      </div>
      <h3>{t("bridge.how")}</h3>
      <pre class="watch-code" tabIndex={0}>{howTo()}</pre>
      <div><Button onClick={onDone}>{t("bridge.done")}</Button></div>
    </Card>
  );
}

/** For whoever sets the bridge up: the same words in every language. */
function howTo(): string {
  return [
    `PUT ${location.origin}/api/device-readings/{UUIDv7}`,
    "Authorization: Bearer {key}",
    "Content-Type: application/json",
    "X-Requested-By: companion",
    "",
    '{"reference": "unit-0001", "substance": "alcohol", "value": 0.02,',
    ' "unit": "g/dL", "taken_at": "2026-01-31T08:15:00-05:00"}',
  ].join("\n");
}
