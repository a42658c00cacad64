import type { ComponentChildren } from "preact";
import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ClientModules, GivenModule } from "../../api/learning_desk.ts";
import { Problem } from "../../api/problem.ts";
import { t as shared } from "../../i18n/core.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { sentenceFor } from "../ui/problems.ts";
import { Change, RecordPage } from "../ui/MayChange.tsx";
import { GiveOne } from "./GiveOne.tsx";
import "./learning.css";
import { dayFrom, sayState, shortOf } from "./say.ts";
import { SharedCard } from "./Shared.tsx";
import { t } from "./words.ts";

/** What one client was given to read, how far that is, and what they share of what they wrote. */
export function ClientModulesPage() {
  const id = useRoute().params["id"] ?? "";
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const modules = useFetched(() => call("GET /api/clients/{client_id}/modules", { path: { client_id: id } }), [id]);
  const name = client.value?.shown_name ?? "";
  return (
    <Screen title={name ? t("client.title", { name }) : client.state === "loading" ? shared("loading") : t("title")} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Loaded of={client}>
        {(about) => (
          <RecordPage client={about} what="learning">
            <Loaded of={modules}>{(value) => <Both id={id} name={name} value={value} of={modules} />}</Loaded>
          </RecordPage>
        )}
      </Loaded>
    </Screen>
  );
}

type Props = { id: string; name: string; value: ClientModules; of: Resource<ClientModules> };

function Both({ id, name, value, of }: Props) {
  const isNew = value.shared.some((one) => one.read_at === null);
  const shown = <SharedCard key="shared" items={value.shared} clientId={id} name={name} onRead={of.reload} />;
  return (
    <>
      <p class="small muted mod-private">{t("client.private", { name })}</p>
      <div class="mod-page">
        <div class="stack">
          <Card>
            <Heading>{t("client.given")}</Heading>
            {value.this_week !== null && <p class="small muted">{t("client.now", { week: value.this_week })}</p>}
            <Given id={id} name={name} items={value.items} thisWeek={value.this_week} onChanged={of.reload} />
          </Card>
        </div>
        <div class="stack">
          {isNew && shown}
          <Change><GiveOne client={{ id, name }} has={value.items} onGiven={of.reload} /></Change>
          {!isNew && shown}
        </div>
      </div>
    </>
  );
}

type Act = "take_back" | "not_needed";
type GivenProps = { id: string; name: string; items: readonly GivenModule[]; thisWeek: number | null; onChanged: () => Promise<void> };

/** What somebody gave stands before what the level brings. */
function Given({ id, name, items, thisWeek, onChanged }: GivenProps) {
  const [asking, ask] = useState<{ act: Act; module: GivenModule } | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const given = items.filter((one) => one.assigned.for !== "level");
  const level = items.filter((one) => one.assigned.for === "level");
  // What was taken off stays in its place, so that it can be brought back there.
  const isNow = ({ assigned, needed }: GivenModule) => assigned.is_now || (!needed && (assigned.week ?? 1) <= (thisWeek ?? 1));

  async function change(work: () => Promise<unknown>, said: string): Promise<void> {
    if (busy) return;
    setBusy(true);
    setWrong(null);
    try {
      await work();
      announce(said);
    } catch (error) {
      const isGone = error instanceof Problem && (error.status === 404 || error.status === 409);
      setWrong(isGone ? t("client.gone_back") : sentenceFor(error));
    }
    ask((now) => (now === asking ? null : now));
    await onChanged();
    setBusy(false);
  }
  const needed = (module: GivenModule, needed: boolean) =>
    change(
      () => call("PUT /api/clients/{client_id}/level-modules/{key}", { path: { client_id: id, key: module.key }, body: { needed } }),
      t(needed ? "client.needed_done" : "client.not_needed_done"),
    );
  const takeBack = ({ assigned }: GivenModule) =>
    change(() => call("POST /api/module-assignments/{id}/withdrawal", { path: { id: assigned.id ?? "" }, body: {} }), t("client.taken_back"));
  const row = (module: GivenModule) => (
    <Row
      key={module.key} module={module} busy={busy} onBringBack={() => void needed(module, true)}
      onAsk={() => ask({ act: module.assigned.for === "level" ? "not_needed" : "take_back", module })}
    />
  );
  return (
    <>
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {items.length === 0 && <p class="muted">{t("client.none")}</p>}
      {given.length > 0 && <ul class="mod-given" aria-label={t("client.given")}>{given.map(row)}</ul>}
      <Level title={t("client.level")} items={level.filter(isNow)} row={row} />
      <Level title={t("client.level_later")} items={level.filter((one) => !isNow(one))} row={row} folded />
      {asking && (
        <Confirm
          title={t(`client.${asking.act}_title`, { name })} text={t(`client.${asking.act}_text`, { title: asking.module.title, name })} danger busy={busy}
          yes={t(asking.act === "take_back" ? "client.take_back" : "client.not_needed_yes")} onNo={() => ask(null)}
          onYes={() => void (asking.act === "take_back" ? takeBack(asking.module) : needed(asking.module, false))}
        />
      )}
    </>
  );
}

const SHORT = 8;
type LevelProps = { title: string; items: GivenModule[]; row: (module: GivenModule) => ComponentChildren; folded?: boolean };

/** What the level brings, with how much of it is read where the list is folded away. */
function Level({ title, items, row, folded }: LevelProps) {
  if (items.length === 0) return null;
  const finished = items.filter((one) => one.state === "finished").length;
  return (
    <details class="mod-level" open={!folded && items.length <= SHORT}>
      <summary>
        {title} <span class="muted">{items.length}</span>{finished > 0 && <span class="small muted"> · {t("client.level_finished", { count: finished })}</span>}
      </summary>
      <ul class="mod-given" aria-label={title}>{items.map(row)}</ul>
    </details>
  );
}

type RowProps = { module: GivenModule; busy: boolean; onAsk: () => void; onBringBack: () => void };

function Row({ module, busy, onAsk, onBringBack }: RowProps) {
  const { assigned, title, needed } = module;
  const isOff = !needed;
  const mayTakeBack = assigned.for === "level" || assigned.id !== null;
  return (
    <li class={isOff ? "off" : undefined}>
      <div class="mod-given-words">
        <a href={`/desk/curriculum/${module.key}`}>{title}</a>
        <span class="small muted">{sayGiven(module)}</span>
        {assigned.due_on && <span class="small muted">{t("client.due", { day: shortOf(assigned.due_on) })}</span>}
        {assigned.line && <q class="small">{assigned.line}</q>}
      </div>
      <div class="mod-given-end">
        {isOff ? <Tag>{t("client.is_not_needed")}</Tag> : <Tag kind={module.state === "finished" ? "good" : "plain"}>{sayState(module)}</Tag>}
        <Change>{isOff
          ? <Button look="plain" busy={busy} label={`${t("client.needed")}: ${title}`} onClick={onBringBack}>{t("client.needed")}</Button>
          : mayTakeBack && (
            <Button look="plain" label={`${t(assigned.for === "level" ? "client.not_needed" : "client.take_back")}: ${title}`} onClick={onAsk}>
              {t(assigned.for === "level" ? "client.not_needed" : "client.take_back")}
            </Button>
          )}</Change>
      </div>
    </li>
  );
}

function sayGiven({ assigned }: GivenModule): string {
  if (assigned.for === "level") return assigned.week === null ? t("client.by_level") : t("client.week", { week: assigned.week });
  const name = assigned.by ?? t("client.somebody");
  const when = shortOf(dayFrom(assigned.at));
  return t(assigned.for === "group" ? "client.by_group" : "client.by", { name, when });
}
