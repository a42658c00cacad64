import { call } from "../../api/call.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { useFetched } from "../../ui/resource.ts";
import { Card } from "../../ui/surfaces.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { t } from "../words/index.ts";
import { CheckInDetail } from "./CheckInDetail.tsx";
import { t as say } from "./words.ts";

/** A check-in that waits no more, from a link: what was in it, and who looked. */
export function LookedAt({ clientId, id }: { clientId: string; id: string }) {
  const found = useFetched(() => call("GET /api/clients/{client_id}/check-ins/{id}", { path: { client_id: clientId, id } }), [clientId, id]);
  return (
    <Loaded of={found}>
      {(value) => (
        <CheckInDetail
          item={value}
          form={
            <Card>
              <p>{value.review ? say("looked.by", { name: value.review.by, when: dayAndTime(value.review.at, me().time_zone) }) : t("queue.gone")}</p>
              {value.review?.note_to_self && <p>{say("looked.note")} {value.review.note_to_self}</p>}
              {value.review?.line_to_client && <p>{say("looked.line")} <q>{value.review.line_to_client}</q></p>}
              <p><a href="/desk">{t("queue.title")}</a></p>
            </Card>
          }
        />
      )}
    </Loaded>
  );
}
