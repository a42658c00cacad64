import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ProgrammeTemplate } from "../../api/programs.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { inMine, inShort, sayRefusal } from "./say.ts";
import { t } from "./words.ts";

/** The templates a programme can be made from, in plain words. */
export function Gallery({ onMade }: { onMade: () => Promise<void> }) {
  const templates = useFetched(() => call("GET /api/programme-templates"));
  const [chosen, choose] = useState<ProgrammeTemplate | null>(null);
  return (
    <>
      <p>{t("gallery.text")}</p>
      <Loaded of={templates}>
        {({ items }) => items.map((template) => (
          <Card key={template.id} label={inMine(template.name)}>
            <Heading>{inMine(template.name)}</Heading>
            <div class="desk-tags"><Tag>{t(`kind.${template.kind}`)}</Tag></div>
            <p>{inMine(template.summary)}</p>
            <p class="small">{inShort(template)}</p>
            <p class="small muted">{t("gallery.sources", { sources: template.sources.join("; ") })}</p>
            <div><Button look="soft" label={`${t("gallery.use")}: ${inMine(template.name)}`} onClick={() => choose(template)}>{t("gallery.use")}</Button></div>
          </Card>
        ))}
      </Loaded>
      {chosen && <NameSheet template={chosen} onClose={() => choose(null)} onMade={onMade} />}
    </>
  );
}

function NameSheet({ template, onClose, onMade }: { template: ProgrammeTemplate; onClose: () => void; onMade: () => Promise<void> }) {
  const { route } = useLocation();
  const [name, setName] = useState(inMine(template.name));
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function make(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (!name.trim()) return setWrong(t("wrong.missing"));
    setBusy(true);
    try {
      const made = await call("POST /api/programs", { body: { template: template.id, name: name.trim() } });
      await onMade();
      announce(t("gallery.made"));
      route(`/desk/programmes/${made.id}`);
    } catch (error) {
      setWrong(sayRefusal(error));
      setBusy(false);
    }
  }
  return (
    <Sheet title={t("gallery.name_title")} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void make(event)}>
        <Field label={t("gallery.name")} hint={t("gallery.name_hint")} value={name} maxLength={120} autocomplete="off" onText={setName} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" wide busy={busy}>{t("gallery.make")}</Button>
      </form>
    </Sheet>
  );
}
