import type { RefObject } from "preact";
import { useId, useState } from "preact/hooks";
import { lineAt, linesOf, rangeOfLine } from "./source.ts";
import { t } from "./words.ts";

type Props = { area: RefObject<HTMLTextAreaElement | null>; source: string; onSource: (source: string) => void };

/** The Markdown itself, and in which line of it one is. */
export function SourceEditor({ area, source, onSource }: Props) {
  const id = useId();
  const [place, setPlace] = useState(0);
  const look = () => setPlace(area.current?.selectionStart ?? 0);
  return (
    <div class="field mod-source">
      <label for={id}>{t("upload.source")}</label>
      <span class="hint" id={`${id}-hint`}>{t("upload.source_hint")}</span>
      <textarea
        id={id} ref={area} value={source} aria-describedby={`${id}-hint`} spellcheck={false} autocomplete="off" autocapitalize="off"
        onInput={(event) => {
          onSource(event.currentTarget.value);
          look();
        }}
        onSelect={look} onKeyUp={look} onClick={look}
      />
      <span class="small muted mod-where">{t("upload.where", { line: lineAt(source, place), of: linesOf(source) })}</span>
    </div>
  );
}

/** Marks a line and brings it into sight. Only the browser knows where long lines break, so a copy is measured. */
export function goToLine(area: HTMLTextAreaElement | null, line: number): void {
  if (!area) return;
  const [from, to] = rangeOfLine(area.value, line);
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, to);
  area.scrollTop = Math.max(0, heightOf(area, area.value.slice(0, from)) - area.clientHeight / 3);
  area.scrollIntoView({ block: "nearest" });
}

function heightOf(area: HTMLTextAreaElement, text: string): number {
  const copy = area.cloneNode() as HTMLTextAreaElement;
  copy.removeAttribute("id");
  copy.setAttribute("aria-hidden", "true");
  copy.tabIndex = -1;
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", blockSize: "0", minBlockSize: "0", inlineSize: `${area.offsetWidth}px` });
  copy.value = text;
  area.after(copy);
  const { scrollHeight } = copy;
  copy.remove();
  return scrollHeight;
}
