import type { Finding, Result } from "../../api/monitoring.ts";
import { dayAndTime } from "../../time.ts";
import { Tag } from "../../ui/surfaces.tsx";
import "./monitoring.css";
import { substanceName, t } from "./words.ts";

/** One result as everybody reads it. No colour says good or bad: what it means is for people to talk about. */
export function ResultPart({ result, before, zone, ownWords }: { result: Result; before?: Result | undefined; zone: string; ownWords?: string }) {
  const { certainty, device, by, line, taken_at } = result;
  const kind = device ? t("certainty.device") : certainty === "own_words" && ownWords ? ownWords : t(`certainty.${certainty}`);
  return (
    <div class="found">
      <p class="small muted">{[kind, dayAndTime(taken_at, zone), device ?? (certainty === "own_words" ? null : by)].filter(Boolean).join(" · ")}</p>
      {result.findings.length === 0 ? <p>{t("result.mistake")}</p> : <FindingList result={result} />}
      {line && <p class="found-line">“{line}”</p>}
      {before && before.findings.length > 0 && (
        <div class="found-before small">
          <p><Tag>{t("result.corrected")}</Tag> {t("result.before")}</p>
          <FindingList result={before} />
        </div>
      )}
    </div>
  );
}

function FindingList({ result }: { result: Result }) {
  return (
    <dl class="found-list">
      {result.findings.map((one) => (
        <div key={one.substance}>
          <dt>{substanceName(one.substance)}</dt>
          <dd>{outcomeOf(one, result.certainty === "own_words")}</dd>
        </div>
      ))}
    </dl>
  );
}

export function outcomeOf({ result, value, unit }: Finding, own: boolean): string {
  const word = own && result !== "measured" ? t(`own.${result}`) : t(`outcome.${result}`);
  return value === null ? word : `${word}: ${value} ${unit}`;
}
