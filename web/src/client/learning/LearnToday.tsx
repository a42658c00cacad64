import type { ComponentChildren } from "preact";
import { RowLink, Rows } from "../../ui/surfaces.tsx";
import { useDeck } from "./cards/useDeck.ts";
import { t } from "./cards/words.ts";
import { readingRow, type ReadingRow } from "./readingRow.ts";
import { useShelfHere } from "./useShelfHere.ts";

/** On Today, in words that tell nothing to whoever looks over a shoulder: two rows at most. */
export function LearnToday() {
  const shelf = useShelfHere();
  const count = useDeck().deck?.cards.length ?? 0;
  const reading = shelf && readingRow(shelf, Date.now());
  if (!reading && count === 0) return null;
  return (
    <Rows>
      {reading && <Reading row={reading} />}
      {count > 0 && <RowLink href="/read/cards" icon="help" text={t("row.cards", { count })} detail={t("row.cards_detail")} />}
    </Rows>
  );
}

function Reading({ row }: { row: ReadingRow }): ComponentChildren {
  if (row.kind === "go_on") return <RowLink href={`/read/${row.key}`} icon="entries" text={t("row.go_on")} detail={t("row.go_on_detail")} />;
  return <RowLink href="/read" icon="entries" text={t("row.this_week")} detail={t("row.this_week_detail")} />;
}
