import type { CardPerson } from "../../api/safety.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import "./card.css";
import { mayCall, mayText, telOf } from "./content.ts";
import { t } from "./words.ts";

/** Somebody the client knows, one tap away. */
export function PersonRow({ person }: { person: CardPerson }) {
  const number = telOf(person.phone);
  return (
    <div class="card-person">
      <div class="card-person-name">
        <strong>{person.name}</strong>
        {person.relation && <span class="small muted">{person.relation}</span>}
      </div>
      <span class="card-number">{person.phone}</span>
      <div class="card-person-ways">
        {mayCall(person) && <ButtonLink icon="phone" href={`tel:${number}`}>{t("call")}<span class="sr-only"> {person.name}</span></ButtonLink>}
        {mayText(person) && <ButtonLink look="quiet" icon="message" href={`sms:${number}`}>{t("text")}<span class="sr-only"> {person.name}</span></ButtonLink>}
      </div>
    </div>
  );
}
