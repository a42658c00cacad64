import type { Reminder } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { RowLink, Rows } from "../../ui/surfaces.tsx";

/** A push is a hint, this list is the record. Opening one marks it as seen. */
export function MissedCard({ missed }: { missed: Reminder[] }) {
  if (missed.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>{t("missed.title")}</h2>
      <Rows label={t("missed.title")}>
        {missed.map((reminder) => (
          <RowLink
            key={reminder.id} href={`/r/${reminder.id}`} icon="bell" text={t(`reminder.${reminder.kind}`)}
            detail={dayAndTime(reminder.due_at, phoneZone())}
          />
        ))}
      </Rows>
    </section>
  );
}
