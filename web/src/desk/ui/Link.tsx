import { useRef, useState } from "preact/hooks";
import type { Invitation } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { t } from "../words/index.ts";
import { Heading } from "./Heading.tsx";
import { pictureUrl } from "../../ui/picture.ts";

type Props = { title: string; text: string; invitation: Invitation };

/** A one-time link, to be handed over in person: scanned from this screen, or copied. */
export function LinkCard({ title, text, invitation }: Props) {
  const { url, qr_svg, expires_at, sign_in_name } = invitation;
  return (
    <Card label={title}>
      <div class="desk-link-card">
        <img class="desk-link-picture" alt={t("link.scan")} src={pictureUrl(qr_svg)} width={320} height={320} />
        <div class="stack">
          <Heading>{title}</Heading>
          <p>{text}</p>
          <div>
            <div class="small muted">{t("link.name")}</div>
            <strong class="desk-link-name">{sign_in_name}</strong>
          </div>
          <CopyLink url={url} />
          <p class="small">{t("link.good", { when: dayAndTime(expires_at, me().time_zone) })} {t("link.only_now")}</p>
        </div>
      </div>
    </Card>
  );
}

function CopyLink({ url }: { url: string }) {
  const [state, setState] = useState<"" | "link.copied" | "link.copy_failed">("");
  const shown = useRef<HTMLElement>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(url);
      setState("link.copied");
      announce(t("link.copied"));
    } catch {
      // Only a page over https may copy: then the link is marked, ready for the keyboard.
      setState("link.copy_failed");
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
      announce(t("link.copy_failed"));
    }
  }
  return (
    <div class="stack-s">
      <code ref={shown} class="desk-link-url">{url}</code>
      <div class="row">
        <Button look="quiet" icon={state === "link.copied" ? "check" : undefined} onClick={() => void copy()}>{t("link.copy")}</Button>
        {state && <span class="small">{t(state)}</span>}
      </div>
    </div>
  );
}
