import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { CurriculumModule } from "../../api/learning_desk.ts";
import type { Language } from "../../api/types.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { t as shared } from "../../i18n/core.ts";
import { DeskNav } from "../ui/DeskNav.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { Heading } from "../ui/Heading.tsx";
import { LANGUAGES } from "../ui/languages.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { isAdministrator, isProvider } from "../ui/roles.ts";
import { useSending } from "../ui/useSending.ts";
import { About, Faults, Versions } from "./About.tsx";
import { Marks } from "./CurriculumPage.tsx";
import { GiveSheet } from "./GiveSheet.tsx";
import "./learning.css";
import { dayFrom, sayTopic } from "./say.ts";
import { Sources, TextView } from "./TextView.tsx";
import { t } from "./words.ts";

/** One module: the text as a client reads it, what it rests on, and giving it to somebody. */
export function ModulePage() {
  const key = useRoute().params["key"] ?? "";
  const [chosen, setLanguage] = useState<Language | null>(null);
  const language = chosen ?? me().language;
  const text = useFetched(() => call("GET /api/curriculum/{key}", { path: { key }, query: { language } }), [key, language]);
  const title = text.value?.text.title ?? (text.problem?.status === 404 ? t("module.gone") : shared("loading"));
  return (
    <Screen title={title} back="/desk/curriculum" wide nav={<DeskNav />}>
      <Loaded of={text}>{(value) => <Module key={value.text.digest} module={value} of={text} language={language} onLanguage={setLanguage} />}</Loaded>
    </Screen>
  );
}

type ModuleProps = { module: CurriculumModule; of: Resource<CurriculumModule>; language: Language; onLanguage: (language: Language) => void };

function Module({ module, of, language, onLanguage }: ModuleProps) {
  const { text } = module;
  const [giving, give] = useState(false);
  const all = useFetched(() => call("GET /api/curriculum", { query: { language } }), [language]);
  const topicName = (code: string) => sayTopic(all.value?.topics ?? [], code);
  const canGive = isProvider() && module.withdrawn_at === null && text.audience.includes("client");
  return (
    <>
      <div class="spread">
        <div class="row">
          {canGive && <Button onClick={() => give(true)}>{t("give.open")}</Button>}
          <span class="desk-tags"><Marks row={{ ...module, audience: text.audience }} /></span>
        </div>
        <Languages module={module} language={language} onLanguage={onLanguage} />
      </div>
      {module.withdrawn_at && <Notice kind="warn">{t("module.off", { day: dayAndYear(dayFrom(module.withdrawn_at)) })}</Notice>}
      {text.language !== language && <Notice>{t("module.other_language", { language: t(`language.${language}`), other: t(`language.${text.language}`) })}</Notice>}
      <div class="mod-page">
        <Card label={t("module.text")}><TextView text={text} /></Card>
        <div class="stack">
          <About id={module.id} text={text} topicName={topicName} />
          <Faults faults={module.faults} />
          <Card>
            <Heading>{t("module.sources")}</Heading>
            <Sources sources={text.sources} />
          </Card>
          <Versions module={module} />
          {isAdministrator() && <Shelf module={module} onDone={of.reload} />}
        </div>
      </div>
      {giving && <GiveSheet module={text} onClose={() => give(false)} />}
    </>
  );
}

function Languages({ module, language, onLanguage }: Omit<ModuleProps, "of">) {
  const there = LANGUAGES.filter(({ value }) => module.languages.some((one) => one === value));
  if (there.length < 2) return null;
  return (
    <span class="row" role="group" aria-label={t("read_in")}>
      {there.map(({ value, text: name }) => <Chip key={value} on={language === value} onToggle={() => onLanguage(value === "es" ? "es" : "en")}>{name}</Chip>)}
    </span>
  );
}

/** Off the shelf and back again. */
function Shelf({ module, onDone }: { module: CurriculumModule; onDone: () => Promise<void> }) {
  const [asking, ask] = useState(false);
  const { busy, wrong, send } = useSending();
  async function put(withdrawn: boolean): Promise<void> {
    const done = await send(() => call("PUT /api/curriculum/{key}/shelf", { path: { key: module.key }, body: { withdrawn } }));
    ask(false);
    if (!done) return;
    await onDone();
    announce(t(withdrawn ? "module.withdrawn" : "module.is_back"));
  }
  return (
    <div class="stack-s">
      {module.withdrawn_at
        ? <div><Button look="quiet" busy={busy} onClick={() => void put(false)}>{t("module.put_back")}</Button></div>
        : <div><Button look="quiet" onClick={() => ask(true)}>{t("module.withdraw")}</Button></div>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {asking && (
        <Confirm
          title={t("module.withdraw_title")} text={t("module.withdraw_text", { title: module.text.title })} yes={t("module.withdraw")} danger busy={busy}
          onYes={() => void put(true)} onNo={() => ask(false)}
        />
      )}
    </div>
  );
}
