import { call } from "../../api/call.ts";
import type { Need, TeamNeeds } from "../../api/needs.ts";
import { t as names } from "../../client/needs/words.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Tag } from "../../ui/surfaces.tsx";
import { Change } from "../ui/MayChange.tsx";
import { Referrals } from "./Referrals.tsx";
import { Steps } from "./Steps.tsx";
import type { Desk } from "./useTeamNeeds.ts";
import { t } from "./words.ts";

type Props = { desk: Desk; value: TeamNeeds; need: Need; onEdit: () => void };

/** One need with all that is done for it. */
export function NeedPart({ desk, value, need, onEdit }: Props) {
  const isOpen = need.state === "open";
  const isNew = need.is_own && need.looked_by === null && isOpen;
  const path = { client_id: desk.id, id: need.id };
  const look = () => desk.change(() => call("PUT /api/clients/{client_id}/needs/{id}/look", { path, body: {} }));
  const reopen = () => {
    const { kind, words, priority, version } = need;
    const body = { kind, words, priority, state: "open" as const };
    return desk.change(() => call("PUT /api/clients/{client_id}/needs/{id}", { path, headers: { "If-Match": `"${version}"` }, body }));
  };
  return (
    <Card label={need.words}>
      <div class="spread">
        <span class="row">
          {isNew && <Tag kind="new">{t("new")}</Tag>}
          {isOpen ? <Tag kind={need.priority === "now" ? "warn" : "plain"}>{names(`p.${need.priority}`)}</Tag> : <Tag kind={need.state === "met" ? "good" : "plain"}>{t(`is.${need.state}`)}</Tag>}
          <span class="small muted">{names(`k.${need.kind}`)}</span>
        </span>
        <Change><span class="row">
          {isNew && <Button look="soft" busy={desk.busy} label={`${t("look")}: ${need.words}`} onClick={() => void look()}>{t("look")}</Button>}
          {!isOpen && <Button look="quiet" busy={desk.busy} label={`${t("reopen")}: ${need.words}`} onClick={() => void reopen()}>{t("reopen")}</Button>}
          <Button look="quiet" label={`${t("edit")}: ${need.words}`} onClick={onEdit}>{t("edit")}</Button>
        </span></Change>
      </div>
      <h3 class="needs-words">{need.words}</h3>
      <About need={need} />
      {(isOpen || need.referrals.length > 0) && <Referrals desk={desk} need={need} />}
      {(isOpen || need.steps.length > 0) && <Steps desk={desk} value={value} need={need} />}
    </Card>
  );
}

function About({ need }: { need: Need }) {
  const when = (at: string) => dayAndTime(at, me().time_zone);
  const lines = [
    t("stated", { name: need.stated_by, when: when(need.stated_at) }),
    need.looked_by && need.looked_at && t("looked", { name: need.looked_by, when: when(need.looked_at) }),
    need.version > 1 && t("changed", { name: need.changed_by, when: when(need.changed_at) }),
    need.state !== "open" && t("said.by", { state: t(`is.${need.state}`), name: need.state_by, when: when(need.state_at) }),
  ];
  return (
    <>
      <p class="small muted">{lines.filter(Boolean).join(" · ")}</p>
      {need.changes.length > 0 && (
        <details class="small needs-before">
          <summary>{t("earlier")}</summary>
          <ul class="needs-earlier">
            {need.changes.map((one) => (
              <li key={one.version} class="needs-words">
                {t("earlier.row", { words: one.words, kind: names(`k.${one.kind}`), priority: names(`p.${one.priority}`), state: t(`is.${one.state}`), name: one.by, when: when(one.at) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
