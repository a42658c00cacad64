import { useEffect } from "preact/hooks";
import type { LookedAt } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { saveQuietly } from "../../offline/save.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Card, Tag } from "../../ui/surfaces.tsx";

/** A named person read what was written here. Shown is seen: nobody has to press anything. */
export function LookedAtCard({ looked }: { looked: LookedAt[] }) {
  const shown = looked.filter((review, index) => index === 0 || !review.seen);
  const unseen = shown.filter((review) => !review.seen).map((review) => review.check_in_id).join(" ");
  useEffect(() => {
    if (unseen === "" || document.visibilityState !== "visible") return;
    for (const id of unseen.split(" ")) void saveQuietly({ kind: "review_seen", entity: id, body: {} });
  }, [unseen]);
  return (
    <>
      {shown.map((review) => (
        <Card soft key={review.check_in_id}>
          <h2>{t("looked_at.title", { by: review.by })}</h2>
          {review.line && <p class="said">“{review.line}”</p>}
          <p class="row small">
            {dayAndTime(review.at, phoneZone())}
            {!review.seen && <Tag kind="new">{t("new")}</Tag>}
          </p>
        </Card>
      ))}
    </>
  );
}
