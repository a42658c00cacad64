import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { FormerClient } from "../../api/episodes.ts";
import { Button } from "../../ui/Button.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Heading } from "../ui/Heading.tsx";
import "./care.css";
import { ReturnSheet } from "./ReturnSheet.tsx";
import { fullDay } from "./say.ts";
import { t } from "./words.ts";

/** People whose stay with the viewer has ended: by name, so that they can come back. */
export function ComingBack({ onMade }: { onMade: () => void }) {
  const former = useFetched(() => call("GET /api/former-clients"));
  const [open, setOpen] = useState<FormerClient | null>(null);
  const { route } = useLocation();
  const items = former.value?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section class="stack-s">
      <Heading>{t("back.title")}</Heading>
      <p class="small muted">{t("back.text")}</p>
      <ul class="rows">
        {items.map((one) => (
          <li key={one.id}><div class="row-plain care-member">
            <span class="stack-s">
              <span>{one.shown_name}</span>
              <span class="small muted">{one.ended_at ? t("back.ended", { day: fullDay(one.ended_at) }) : t("back.alumna")}</span>
            </span>
            <Button look="quiet" label={t("back.button_of", { name: one.shown_name })} onClick={() => setOpen(one)}>{t("back.button")}</Button>
          </div></li>
        ))}
      </ul>
      {open && (
        <ReturnSheet
          person={open} title={t("back.sheet", { name: open.shown_name })} button={t("back.again_button")} onClose={() => setOpen(null)}
          onDone={(episode) => {
            onMade();
            route(`/desk/clients/${episode.client.id}/care`);
          }}
        />
      )}
    </section>
  );
}
