import { RowLink, Rows } from "../../../ui/surfaces.tsx";
import { t as own } from "../ownWords.ts";
import { useReflected } from "../useReflected.ts";
import { useDeck } from "./useDeck.ts";
import { t } from "./words.ts";

/** The ways to the questions of today and to what was written; nothing where there is neither. */
export function CardsRow() {
  const count = useDeck().deck?.cards.length ?? 0;
  const { now } = useReflected();
  const hasWritten = now !== null && now.all.length + now.refused.length > 0;
  if (count === 0 && !hasWritten) return null;
  return (
    <Rows>
      {count > 0 && <RowLink href="/read/cards" icon="help" text={t("row.cards", { count })} detail={t("row.cards_detail")} />}
      {hasWritten && <RowLink href="/read/mine" icon="entries" text={own("to_mine")} detail={own("mine.detail")} />}
    </Rows>
  );
}
