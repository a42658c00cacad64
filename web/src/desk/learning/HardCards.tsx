import { call } from "../../api/call.ts";
import { useFetched } from "../../ui/resource.ts";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { sayForgotten } from "./say.ts";
import { t } from "./words.ts";

const AT_MOST = 8;

/** What people forget most, of at least five of them. */
export function HardCards() {
  const figures = useFetched(() => call("GET /api/learning-figures"));
  return (
    <Card>
      <Heading>{t("cards.title")}</Heading>
      <p class="small muted">{t("cards.text")}</p>
      <Loaded of={figures}>
        {({ hard_cards }) => (
          <>
            {hard_cards.length === 0 && <p class="small">{t("cards.none")}</p>}
            <ol class="mod-hard">
              {hard_cards.slice(0, AT_MOST).map((card) => (
                <li key={card.key + card.card_id}>
                  <span>{card.question}</span>
                  <span class="small muted"><a href={`/desk/curriculum/${card.key}`}>{card.title}</a>, {sayForgotten(card)}</span>
                </li>
              ))}
            </ol>
          </>
        )}
      </Loaded>
    </Card>
  );
}
