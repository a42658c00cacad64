import type { TextFault } from "../../api/learning_desk.ts";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { AT_MOST_BYTES, sizeOf } from "./source.ts";
import type { Preview } from "./usePreview.ts";
import { t } from "./words.ts";

type Props = { preview: Preview; source: string; onLine: (line: number) => void };

/** What the checks say of the text, each with the way to its line. */
export function FaultList({ preview, source, onLine }: Props) {
  const { state, found, again } = preview;
  const faults = state === "empty" ? [] : (found?.faults ?? []);
  const [hard, soft] = [faults.filter((one) => one.hard), faults.filter((one) => !one.hard)];
  return (
    <section class="stack-s" aria-label={t("upload.faults")}>
      <p class="small mod-state" role="status">{stateOf(state, hard.length, faults.length)}</p>
      {state === "too_big" && <Notice kind="error" live>{t("upload.too_big", { size: Math.ceil(sizeOf(source) / (AT_MOST_BYTES / 64)) })}</Notice>}
      {(state === "offline" || state === "failed") && (
        <Notice kind="warn" live>
          <p>{t(state === "offline" ? "upload.offline" : "upload.not_looked")}</p>
          <Button look="quiet" onClick={again}>{t("upload.again")}</Button>
        </Notice>
      )}
      {hard.length > 0 && <Part title={t("upload.faults")} faults={hard} onLine={onLine} />}
      {soft.length > 0 && <Part title={t("upload.soft")} faults={soft} onLine={onLine} />}
    </section>
  );
}

function stateOf(state: Preview["state"], hard: number, all: number): string {
  if (state === "looking") return t("upload.checking");
  if (state !== "looked") return "";
  return hard > 0 ? t("upload.fault_count", { count: hard }) : all === 0 ? t("upload.clean") : "";
}

function Part({ title, faults, onLine }: { title: string; faults: TextFault[]; onLine: (line: number) => void }) {
  return (
    <>
      <Heading>{title}</Heading>
      <ul class="mod-faults" aria-label={title}>
        {faults.map((fault, index) => (
          <li key={`${fault.line}${fault.code}${index}`} class={fault.hard ? "hard" : undefined}>
            {fault.line > 0
              ? <button type="button" class="desk-text-button small" aria-label={t("upload.go", { line: fault.line })} onClick={() => onLine(fault.line)}>{t("upload.line", { line: fault.line })}</button>
              : <span class="small muted">{t("upload.whole")}</span>}
            <span>{fault.sentence}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
