import { useState } from "preact/hooks";
import type { MySession } from "../../api/booking.ts";
import { t as more } from "../../i18n/more.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { whereOf } from "./say.ts";
import { t } from "./words.ts";

/** How to get there. Nobody is asked for a map: the address is copied, or the phone's own app opens. */
export function Where({ session }: { session: MySession }) {
  const [copied, setCopied] = useState(false);
  const where = whereOf(session);
  if (!where) return null;
  const byLink = session.is_remote || session.modality === "remote";
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(session.place ?? "");
      setCopied(true);
      announce(more("copied"));
    } catch {
      setCopied(false);
    }
  }
  return (
    <Card label={t("place.title")}>
      <h2>{t("place.title")}</h2>
      <p>{where}</p>
      {!byLink && session.place && (
        <>
          <div class="pair">
            <Button look="quiet" onClick={() => void copy()}>{copied ? more("copied") : t("place.copy")}</Button>
            <ButtonLink look="quiet" icon="place" href={`geo:0,0?q=${encodeURIComponent(session.place)}`}>{t("place.map")}</ButtonLink>
          </div>
          <p class="small muted">{t("place.map_hint")}</p>
        </>
      )}
    </Card>
  );
}

/** A file for the phone's own calendar; without a word about what it is unless that is asked for. */
export function AddToPhone({ id }: { id: string }) {
  const file = `/api/sessions/${id}/ics`;
  return (
    <section class="stack-s" aria-label={t("phone.title")}>
      <h2>{t("phone.title")}</h2>
      <ul class="rows">
        <FileRow href={file} text={t("phone.plain")} hint={t("phone.plain_hint")} />
        <FileRow href={`${file}?titles=full`} text={t("phone.full")} hint={t("phone.full_hint")} />
      </ul>
    </section>
  );
}

function FileRow({ href, text, hint }: { href: string; text: string; hint: string }) {
  return (
    <li>
      <a class="row-link" href={href} download="appointment.ics">
        <span class="text"><span>{text}</span><br /><span class="small muted">{hint}</span></span>
      </a>
    </li>
  );
}
