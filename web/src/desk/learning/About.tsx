import type { CurriculumModule, StaffText, TextFault, TextVersion } from "../../api/learning_desk.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { Facts } from "../ui/Facts.tsx";
import { Heading } from "../ui/Heading.tsx";
import { dayFrom, sayEase, sayGroup, sayStage, sayTrigger } from "./say.ts";
import { t } from "./words.ts";

/** What the front matter of the file says, and what was counted. */
export function About({ id, text, topicName }: { id: string; text: StaffText; topicName: (code: string) => string }) {
  return (
    <Card>
      <Heading>{t("module.about")}</Heading>
      <Facts
        rows={[
          [t("module.audience"), text.audience.map((one) => t(`for.${one}`)).join(", ")],
          [t("module.stage"), sayStage(text.stage)],
          [t("module.minutes"), t("minutes", { count: text.minutes })],
          [t("module.words"), text.words],
          [t("module.ease"), sayEase(text)],
          [t("module.topics"), text.topics.map(topicName).join(", ")],
          [t("module.triggers"), text.triggers.map(sayTrigger).join(", ")],
          [t("module.groups"), text.groups.map(sayGroup).join(", ")],
          [t("module.id"), <code>{id}</code>],
        ]}
      />
    </Card>
  );
}

export function Faults({ faults }: { faults: readonly TextFault[] }) {
  if (faults.length === 0) return null;
  return (
    <Card>
      <Heading>{t("module.faults")}</Heading>
      <ul class="mod-points small">
        {faults.map((fault) => <li key={`${fault.line}${fault.code}`}>{fault.line > 0 && `${t("upload.line", { line: fault.line })}: `}{fault.sentence}</li>)}
      </ul>
    </Card>
  );
}

/** Every text of it that is kept, and the way to the next one. */
export function Versions({ module }: { module: CurriculumModule }) {
  return (
    <Card>
      <Heading>{t("module.versions")}</Heading>
      <p class="small muted">{t("module.versions_text")}</p>
      {module.versions.length > 0 && <ul class="mod-sources">{module.versions.map((one) => <Version key={one.digest} version={one} />)}</ul>}
      <div>
        <ButtonLink look="quiet" href={`/desk/curriculum/new?from=${module.key}&language=${module.text.language}`}>{t(module.is_own ? "module.next_version" : "module.copy")}</ButtonLink>
      </div>
      <details>
        <summary>{t("module.file")}</summary>
        <pre class="mod-file" tabIndex={0} lang={module.text.language}>{module.source}</pre>
      </details>
    </Card>
  );
}

function Version({ version: { version, language, kept_at, by } }: { version: TextVersion }) {
  return (
    <li>
      <span>{t("module.version_line", { version, language: t(`language.${language}`) })}</span>
      <span class="small muted">{kept_at ? t("module.version_by", { when: dayAndYear(dayFrom(kept_at)), name: by ?? t("client.somebody") }) : t("module.version_shipped")}</span>
    </li>
  );
}
