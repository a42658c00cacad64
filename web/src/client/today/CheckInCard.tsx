import { useEffect, useState } from "preact/hooks";
import type { Today } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import type { LocalEntries } from "../../offline/local.ts";
import { dayOf, phoneZone } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { savedDraft } from "../check_ins/draftStore.ts";
import { checkedInOn } from "./done.ts";

/** Today's check-in: to begin, to go on with, or done. Knows the phone's own unsent ones. */
export function CheckInCard({ due, local }: { due: Today["due"]; local: LocalEntries }) {
  const [halfWay, setHalfWay] = useState(false);
  useEffect(() => {
    void savedDraft().then((draft) => setHalfWay(draft !== null));
  }, []);
  const done = checkedInOn(dayOf(new Date(), phoneZone()), due, local);
  if (done && !halfWay) {
    return (
      <p class="with-icon muted"><Icon name="check" size={20} /> <span>{t("check_in.done_today")}</span></p>
    );
  }
  return (
    <Card>
      <h2>{t(halfWay ? "check_in.half_way" : "check_in.title")}</h2>
      <p class="muted">{t(halfWay ? "check_in.half_way_text" : "check_in.minute")}</p>
      <ButtonLink href="/check-in" look="soft" wide>{t(halfWay ? "check_in.go_on" : "check_in.start")}</ButtonLink>
    </Card>
  );
}
