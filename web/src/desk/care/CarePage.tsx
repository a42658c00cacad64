import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Episode } from "../../api/episodes.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { LevelCard } from "../level/LevelCard.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { AssessmentCard } from "./AssessmentCard.tsx";
import { CapCard } from "./CapCard.tsx";
import "./care.css";
import { NowCard } from "./NowCard.tsx";
import { TeamCard } from "./TeamCard.tsx";
import { Way } from "./Way.tsx";
import { Wishes } from "./Wishes.tsx";
import { t } from "./words.ts";

/** One client's way through their stay, and who goes along. */
export function CarePage() {
  const id = useRoute().params["id"] ?? "";
  const episode = useFetched(() => call("GET /api/clients/{client_id}/episode", { path: { client_id: id } }), [id]);
  // After its end the team sees the record no more: what the last answer said is all there is.
  const [last, setLast] = useState<Episode | null>(null);
  const ended = last?.client.id === id ? last : null;
  const title = ended?.client.shown_name ?? episode.value?.client.shown_name ?? t("title");
  function changed(answer: Episode): void {
    if (answer.ended_at) setLast(answer);
    else episode.put(answer);
  }
  return (
    <Screen title={title} under={episode.value?.programme.name} back={ended ? "/desk/clients" : `/desk/clients/${id}`} wide nav={<DeskNav />}>
      {ended ? <Ended episode={ended} /> : (
        <Loaded of={episode}>
          {(value) => (
            <div class="care-parts">
              <div class="stack">
                <NowCard episode={value} onChanged={changed} onRefused={() => void episode.reload()} />
                {value.admitted_at && <LevelCard clientId={id} />}
                <Way episode={value} />
              </div>
              <div class="stack">
                <OwnWishes clientId={id} onArranged={episode.reload} />
                <TeamCard episode={value} onChanged={episode.reload} />
                <AssessmentCard episode={value} onChanged={changed} />
                <CapCard key={value.sessions_a_day} episode={value} onChanged={changed} />
              </div>
            </div>
          )}
        </Loaded>
      )}
    </Screen>
  );
}

/** Shown only where there is one, and only to whoever may arrange it. */
function OwnWishes({ clientId, onArranged }: { clientId: string; onArranged: () => Promise<void> }) {
  const wishes = useFetched(() => call("GET /api/team-wishes"));
  const own = wishes.value?.items.filter((wish) => wish.client.id === clientId) ?? [];
  if (own.length === 0) return null;
  return (
    <Card>
      <h2>{t("wishes.title")}</h2>
      <p class="small muted">{t("wishes.under")}</p>
      <Wishes wishes={own} onArranged={async () => void (await Promise.all([wishes.reload(), onArranged()]))} />
    </Card>
  );
}

function Ended({ episode }: { episode: Episode }) {
  const name = episode.client.shown_name;
  return (
    <>
      <Notice live>
        <p>{t("now.ended", { name })}</p>
        <p>{t("now.former")}</p>
      </Notice>
      <Way episode={episode} />
      <div><ButtonLink look="quiet" href="/desk/clients">{t("now.to_clients")}</ButtonLink></div>
    </>
  );
}
