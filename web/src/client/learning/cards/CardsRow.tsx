import { RowLink, Rows } from "../../../ui/surfaces.tsx";
import { useDeck } from "./useDeck.ts";
import { t } from "./words.ts";

/** The way to the questions of today; nothing when there are none. */
export function CardsRow() {
  const count = useDeck().deck?.cards.length ?? 0;
  if (count === 0) return null;
  return <Rows><RowLink href="/read/cards" icon="help" text={t("row.cards", { count })} detail={t("row.cards_detail")} /></Rows>;
}
