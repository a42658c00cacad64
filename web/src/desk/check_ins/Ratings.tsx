import { type FlagRating, RATINGS, type ReviewFlag } from "../../api/review.ts";
import { Chip } from "../../ui/choices.tsx";
import { t } from "./words.ts";

type Props = { flags: readonly ReviewFlag[]; ratings: Record<string, FlagRating>; onRate: (ratings: Record<string, FlagRating>) => void };

/** What each flag was worth: only so can the centre tell which ones to keep. */
export function Ratings({ flags, ratings, onRate }: Props) {
  if (flags.length === 0) return null;
  function rate(key: string, rating: FlagRating): void {
    const { [key]: was, ...others } = ratings;
    onRate(was === rating ? others : { ...others, [key]: rating });
  }
  return (
    <div class="stack-s">
      <p><strong class="small">{t("rating.title")}</strong> <span class="small muted">{t("rating.hint")}</span></p>
      <div class="desk-ratings">
        {flags.map((flag) => (
          <div key={flag.key} role="group" aria-label={flag.reason}>
            <span class="small">{flag.reason}</span>
            <span class="row">
              {RATINGS.map((rating) => (
                <Chip key={rating} on={ratings[flag.key] === rating} onToggle={() => rate(flag.key, rating)}>{t(`rating.${rating}`)}</Chip>
              ))}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
