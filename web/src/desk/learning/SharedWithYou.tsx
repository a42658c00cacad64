import { call } from "../../api/call.ts";
import type { Answer } from "../../api/endpoints.ts";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Heading } from "../ui/Heading.tsx";
import { t } from "./words.ts";

const AT_MOST = 3;

type Shown = Answer<"GET /api/shared-reflections">;

/** How much waits and from whom; nothing of what it says. */
export function useShared(): Resource<Shown> {
  return useFetched(() => call("GET /api/shared-reflections", { query: { unread: "true" } }));
}

/** Beside the check-ins, who has shared something that was not read yet; nothing where nobody has. */
export function SharedWithYou({ of: shown }: { of: Resource<Shown> }) {
  if (shown.value === null) return shown.state === "failed" ? <p class="small muted">{t("shared.failed")}</p> : null;
  const clients = shown.value.unread_of;
  if (clients.length === 0) return null;
  return (
    <section class="stack-s mod-shared-with-you">
      <Heading>{t("shared.title")} <span class="muted">{shown.value.unread}</span></Heading>
      <ul class="rows">
        {clients.slice(0, AT_MOST).map(({ client_id, client_name, unread }) => (
          <li key={client_id}>
            <a class="desk-queue-item" href={`/desk/clients/${client_id}/modules`}>
              <span class="desk-who"><strong>{client_name}</strong><span class="small muted">{t("shared.unread", { count: unread })}</span></span>
            </a>
          </li>
        ))}
      </ul>
      {clients.length > AT_MOST && <p class="small muted">{t("shared.more", { count: clients.length - AT_MOST })}</p>}
    </section>
  );
}
