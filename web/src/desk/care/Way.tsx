import type { Episode, Step } from "../../api/episodes.ts";
import { Card } from "../../ui/surfaces.tsx";
import { fullDay, fullWhen, sayStep } from "./say.ts";
import { t } from "./words.ts";

/** Every step with who, when and why, newest first; then the stays before. */
export function Way({ episode }: { episode: Episode }) {
  return (
    <Card>
      <h2>{t("way.title")}</h2>
      <Steps steps={episode.steps} />
      {episode.earlier.length > 0 && (
        <>
          <h3>{t("way.earlier")}</h3>
          {episode.earlier.map((stay) => (
            <details key={stay.id} class="care-stay">
              <summary>{stay.programme}, {fullDay(stay.opened_at)}{stay.ended_at && ` – ${fullDay(stay.ended_at)}`}</summary>
              <Steps steps={stay.steps} />
            </details>
          ))}
        </>
      )}
    </Card>
  );
}

function Steps({ steps }: { steps: Step[] }) {
  return (
    <ol class="care-way" reversed>
      {[...steps].reverse().map((step) => (
        <li key={step.id}>
          <strong>{sayStep(step)}</strong>
          <span class="care-why">{step.why}</span>
          <span class="small muted">
            {step.by ? t("way.by", { by: step.by, when: fullWhen(step.at) }) : t("way.by_nobody", { when: fullWhen(step.at) })}
          </span>
        </li>
      ))}
    </ol>
  );
}
