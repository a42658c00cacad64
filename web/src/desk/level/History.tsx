import type { LevelDecision } from "../../api/levels.ts";
import { longDay } from "../../time.ts";
import { saidBy } from "./say.ts";
import { t } from "./words.ts";

/** What was decided before, each with the sentences as they stood then. */
export function History({ decisions }: { decisions: LevelDecision[] }) {
  if (decisions.length === 0) return null;
  return (
    <details class="level-history">
      <summary>{t("history", { count: decisions.length })}</summary>
      <ul>
        {decisions.map((one) => (
          <li key={one.at}>
            <strong>{t("week_of", { day: longDay(one.week), level: one.level })}</strong>
            <span>{saidBy(one)}</span>
            <span class="small muted">{one.sentences.join(" ")}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
