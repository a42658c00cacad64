import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DueCard, Rating } from "../../../api/learning.ts";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../../../ui/surfaces.tsx";
import "./cards.css";
import { t } from "./words.ts";

const RATINGS = [1, 2, 3, 4] as const satisfies Rating[];

/** The answer takes the focus when it appears, so that it is read out and the ratings come next. */
export function Answer({ card, link = true }: { card: DueCard; link?: boolean }) {
  const shown = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => shown.current?.focus(), []);
  return (
    <div class="recall-answer stack">
      <h2 ref={shown} tabIndex={-1} lang={card.language}>{card.answer}</h2>
      {card.why && (
        <div>
          <h3 class="small muted">{t("why")}</h3>
          <p lang={card.language}>{card.why}</p>
        </div>
      )}
      {link && <p><a href={`/read/${card.key}`}>{t("from", { title: card.module_title })}</a></p>}
    </div>
  );
}

type Props = { onRate: (rating: Rating) => Promise<void>; onRated?: () => void };

/** Four plain words: none of them is praise, and none a mark. */
export function Ratings({ onRate, onRated }: Props) {
  const [failed, setFailed] = useState(false);
  const busy = useRef(false);
  async function rate(rating: Rating): Promise<void> {
    // A second tap would be the answer to a question nobody has read yet.
    if (busy.current) return;
    busy.current = true;
    try {
      await onRate(rating);
      onRated?.();
    } catch {
      setFailed(true);
    } finally {
      busy.current = false;
    }
  }
  return (
    <div class="stack-s">
      {failed && <Notice kind="error" live>{t("unkept")}</Notice>}
      <div class="recall-ratings" role="group" aria-label={t("how")}>
        {RATINGS.map((rating) => (
          <Button key={rating} look="quiet" onClick={() => void rate(rating)}>{t(`rate.${rating}`)}</Button>
        ))}
      </div>
    </div>
  );
}
