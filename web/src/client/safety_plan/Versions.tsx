import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { type CardContent, type CardHead, type CardVersion, PARTS } from "../../api/safety.ts";
import { t as shared } from "../../i18n/core.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Card, Notice, RowButton, Rows } from "../../ui/surfaces.tsx";
import { PartBody } from "./Reading.tsx";
import { t } from "./words.ts";

/** Every version there was. Fetched when asked for; only the newest is kept on the phone. */
export function Versions({ onUse }: { onUse: (content: CardContent) => Promise<void> }) {
  const heads = useFetched(() => call("GET /api/safety-plan/versions"));
  const [open, setOpen] = useState<CardVersion | null>(null);
  const [wrong, setWrong] = useState(false);
  async function look(head: CardHead): Promise<void> {
    setWrong(false);
    try {
      setOpen(await call("GET /api/safety-plan/versions/{number}", { path: { number: String(head.number) } }));
    } catch {
      setWrong(true);
    }
  }
  if (open) return <One version={open} onUse={() => onUse(open.content).catch(() => setWrong(true))} onBack={() => setOpen(null)} />;
  return (
    <>
      <p class="muted">{t("versions.text")}</p>
      {(heads.state === "failed" || wrong) && <Notice kind="warn" live>{shared("no_connection")}</Notice>}
      {heads.state === "loading" && <p class="muted" role="status">{shared("loading")}</p>}
      {heads.value && (
        <Rows label={t("versions.title")}>
          {heads.value.items.map((head) => (
            <RowButton key={head.number} icon="clock" text={nameOf(head)} detail={head.is_merged ? t("versions.merged") : undefined} onClick={() => void look(head)} />
          ))}
        </Rows>
      )}
    </>
  );
}

function nameOf(head: CardHead): string {
  const by = head.is_by_client ? t("versions.you") : head.by;
  return t("versions.one", { number: head.number, by, when: dayAndTime(head.at, phoneZone()) });
}

function One({ version, onUse, onBack }: { version: CardVersion; onUse: () => Promise<void>; onBack: () => void }) {
  return (
    <>
      <p class="large">{nameOf(version)}</p>
      <Parts content={version.content} />
      {version.written && (
        <>
          <h2>{t("versions.written")}</h2>
          <Parts content={version.written} />
        </>
      )}
      <Button wide onClick={() => void onUse()}>{t("versions.use")}</Button>
      <p class="small muted">{t("versions.use_text")}</p>
      <Button look="plain" onClick={onBack}>{t("versions.title")}</Button>
    </>
  );
}

function Parts({ content }: { content: CardContent }) {
  return (
    <>
      {PARTS.filter((part) => content[part].length > 0).map((part) => (
        <Card key={part} label={t(`part.${part}`)}><h3>{t(`part.${part}`)}</h3><PartBody content={content} part={part} /></Card>
      ))}
    </>
  );
}
