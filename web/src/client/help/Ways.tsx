import type { HelpNumber } from "../../api/safety.ts";
import { t as shared } from "../../i18n/core.ts";
import { ButtonLink } from "../../ui/Button.tsx";

/** Calling and writing to one number. */
export function Ways({ number: { call, text } }: { number: Pick<HelpNumber, "call" | "text"> }) {
  return (
    <div class="pair">
      {call && <ButtonLink look="quiet" icon="phone" href={`tel:${digits(call)}`}>{shared("help.call", { number: call })}</ButtonLink>}
      {text && <ButtonLink look="quiet" icon="message" href={`sms:${digits(text)}`}>{shared("help.text", { number: text })}</ButtonLink>}
    </div>
  );
}

function digits(phone: string): string {
  return phone.replace(/[^+\d]/g, "");
}
