import { useLocation, useRoute } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { TextFault } from "../../api/learning_desk.ts";
import { Problem } from "../../api/problem.ts";
import { me } from "../../person.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Pinned } from "../../ui/Pinned.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useLeaving } from "../programmes/unsaved.ts";
import { DeskNav } from "../ui/DeskNav.tsx";
import { isAdministrator } from "../ui/roles.ts";
import { useWide } from "../ui/useWide.ts";
import { FaultList } from "./FaultList.tsx";
import "./learning.css";
import { PhoneFrame } from "./PhoneFrame.tsx";
import { refusalOf } from "./say.ts";
import { goToLine, SourceEditor } from "./SourceEditor.tsx";
import { AT_MOST_BYTES, nextVersion, ownCopy, sizeOf, textOf } from "./source.ts";
import { template } from "./template.ts";
import { type Preview, usePreview } from "./usePreview.ts";
import { t } from "./words.ts";

/** Writing a module of the centre's own, with what the checks say and how a phone shows it. */
export function UploadPage() {
  const wide = useWide();
  const area = useRef<HTMLTextAreaElement>(null);
  const [source, setSource] = useState("");
  const [begun, setBegun] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [refused, setRefused] = useState<TextFault[]>([]);
  const looked = usePreview(source);
  const preview = refused.length > 0 ? { ...looked, found: { faults: refused, text: looked.found?.text ?? null } } : looked;
  const dirty = source.trim() !== "" && source !== begun;
  const leaving = useLeaving(dirty);
  const isDirty = useRef(dirty);
  isDirty.current = dirty;
  useBeginning((text) => {
    if (isDirty.current) return;
    setSource(text);
    setBegun(text);
  }, setWrong);

  function write(text: string): void {
    setSource(text);
    setRefused([]);
    setWrong(null);
  }
  const under = isAdministrator() ? t(wide ? "upload.under" : "upload.under_narrow") : t("upload.not_admin");
  return (
    <Screen title={t(isAdministrator() ? "upload.title" : "upload.title_preview")} under={under} back="/desk/curriculum" wide nav={wide || !isAdministrator() ? <DeskNav /> : null}>
      <Beginnings isEmpty={source.trim() === ""} onText={write} onWrong={setWrong} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <div class="mod-upload">
        <SourceEditor area={area} source={source} onSource={write} />
        <div class="stack mod-looked">
          <FaultList preview={preview} source={source} onLine={(line) => goToLine(area.current, line)} />
          <PhoneFrame preview={preview} />
        </div>
      </div>
      {isAdministrator() && (
        <Publish
          source={source} preview={preview} onWrong={setWrong} onFaults={setRefused} onPublished={() => setBegun(source)}
        />
      )}
      {leaving.to && <Confirm title={t("leave.title")} text={t("leave.text")} yes={t("leave.yes")} danger onYes={leaving.leave} onNo={leaving.stay} />}
    </Screen>
  );
}

/** The text of another module to begin with, where one was come from. */
function useBeginning(onText: (text: string) => void, onWrong: (wrong: string) => void): void {
  const { from: key, language } = useRoute().query;
  useEffect(() => {
    if (!key) return;
    let isPast = false;
    const spoken = language === "es" ? "es" : "en";
    call("GET /api/curriculum/{key}", { path: { key }, query: { language: spoken } }).then(
      (module) => { if (!isPast) onText(module.is_own ? nextVersion(module.source) : ownCopy(module.source, module.text.language)); },
      (error: unknown) => { if (!isPast) onWrong(refusalOf(error)); },
    );
    return () => { isPast = true; };
  }, [key, language]);
}

type BeginProps = { isEmpty: boolean; onText: (text: string) => void; onWrong: (wrong: string | null) => void };

/** A file, or a template: asked first when something is there already. */
function Beginnings({ isEmpty, onText, onWrong }: BeginProps) {
  const [instead, setInstead] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  // A file takes a moment to read: somebody may have begun to write by then.
  const empty = useRef(isEmpty);
  empty.current = isEmpty;
  const begin = (text: string) => (empty.current ? onText(text) : setInstead(text));

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    onWrong(null);
    if (file.size > AT_MOST_BYTES) return onWrong(t("upload.too_big", { size: Math.ceil(file.size / 1024) }));
    const text = textOf(await file.arrayBuffer());
    if (text === null) onWrong(t("upload.not_text"));
    else begin(text);
  }
  return (
    <div class="row">
      <Button look="quiet" onClick={() => picker.current?.click()}>{t("upload.file")}</Button>
      <input
        ref={picker} type="file" hidden tabIndex={-1} aria-hidden="true" accept=".md,.markdown,.txt,text/markdown,text/plain"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      <Button look="quiet" onClick={() => begin(template(me().language, dayOf(new Date(), me().time_zone)))}>{t("upload.template")}</Button>
      {instead !== null && (
        <Confirm
          title={t("upload.replace_title")} text={t("upload.replace_text")} yes={t("upload.replace")} danger onNo={() => setInstead(null)}
          onYes={() => {
            onText(instead);
            setInstead(null);
          }}
        />
      )}
    </div>
  );
}

type PublishProps = {
  source: string;
  preview: Preview;
  onWrong: (wrong: string | null) => void;
  onFaults: (faults: TextFault[]) => void;
  onPublished: () => void;
};

function Publish({ source, preview, onWrong, onFaults, onPublished }: PublishProps) {
  const { route } = useLocation();
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const title = preview.found?.text?.title ?? "";
  const hard = preview.found?.faults.filter((one) => one.hard).length ?? 0;
  const ready = preview.state === "looked" && hard === 0 && preview.found?.text !== null && sizeOf(source) <= AT_MOST_BYTES;

  async function publish(): Promise<void> {
    if (busy) return;
    setBusy(true);
    onWrong(null);
    try {
      const { key } = await call("PUT /api/own-modules", { body: { source } });
      onPublished();
      announce(t("upload.published", { title }));
      route(key ? `/desk/curriculum/${key}` : "/desk/curriculum", true);
    } catch (error) {
      onWrong(refusalOf(error));
      if (error instanceof Problem && Array.isArray(error.more["faults"])) onFaults(error.more["faults"] as TextFault[]);
      scrollTo({ top: 0 });
    }
    setBusy(false);
    ask(false);
  }
  return (
    <Pinned>
      <div class="mod-bar">
        <Button disabled={!ready} onClick={() => ask(true)}>{t("upload.publish")}</Button>
        <span class="small muted">{source.trim() === "" ? t("upload.empty") : hard > 0 ? t("upload.fault_count", { count: hard }) : t("upload.unsaved")}</span>
      </div>
      {asking && (
        <Confirm title={t("upload.publish_title")} text={t("upload.publish_text", { title })} yes={t("upload.publish")} busy={busy} onYes={() => void publish()} onNo={() => ask(false)} />
      )}
    </Pinned>
  );
}
