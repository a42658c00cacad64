import { call } from "../../api/call.ts";
import type { MeetingDetail } from "../../api/calendar.ts";
import type { ComingRelative } from "../../api/family.ts";
import { type Translated, type Words, words } from "../../i18n/index.ts";
import { me } from "../../person.ts";
import { useFetched } from "../../ui/resource.ts";
import { Heading } from "../ui/Heading.tsx";

const en = { title: "Family and friends", remote: "by link" } satisfies Words;
const es: Translated<typeof en> = { title: "Familia y amistades", remote: "por enlace" };
const t = words(en, es);

/** The relatives who come to a session: for whoever leads it, names and places and nothing else. */
export function useRelatives({ id, provider }: MeetingDetail): ComingRelative[] {
  const asks = provider?.id === me().id;
  const found = useFetched(
    async () => (asks ? await call("GET /api/appointments/{id}/relatives", { path: { id } }) : { items: [] }),
    [id, asks],
  );
  return found.value?.items ?? [];
}

export function Relatives({ coming }: { coming: ComingRelative[] }) {
  if (coming.length === 0) return null;
  return (
    <section class="stack-s">
      <Heading>{t("title")} <span class="muted">{coming.length}</span></Heading>
      <ul class="desk-people">
        {coming.map(({ name, is_remote }, place) => (
          <li key={place}><span>{name}{is_remote && <span class="small muted"> {t("remote")}</span>}</span></li>
        ))}
      </ul>
    </section>
  );
}
