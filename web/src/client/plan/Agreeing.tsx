import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Agreement, Plan } from "../../api/plan.ts";
import { Problem } from "../../api/problem.ts";
import { t as shared } from "../../i18n/core.ts";
import { offline } from "../../offline/sync.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Changes } from "./Changes.tsx";
import { t } from "./words.ts";

type Props = { of: Resource<Plan>; plan: Plan; hasUnsent: boolean };

/** Who agreed to this very version, and the client's own yes to it. */
export function Agreeing({ of, plan, hasUnsent }: Props) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { head, agreed } = plan;
  if (!head) return null;
  const mine = head.acknowledgements.some((one) => one.is_me);

  async function agree(): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      of.put(await call("PUT /api/plan/versions/{number}/acknowledgement", { path: { number: String(plan.version) }, body: {} }));
      announce(t("agree.done", { number: plan.version }));
    } catch (error) {
      const changed = error instanceof Problem && error.code === "plan_changed";
      if (changed) await of.reload();
      setWrong(changed ? t("agree.changed") : shared(error instanceof Problem ? "something_wrong" : "no_connection"));
    } finally {
      setBusy(false);
    }
  }
  return (
    <section class="stack-s">
      <h2>{t(mine ? "agree.title_done" : "agree.title")}</h2>
      <Card>
        <div class="spread">
          <p>{t("version", { number: plan.version })} <span class="small muted">{t("version.by", { by: head.by, when: dayAndTime(head.at, phoneZone()) })}</span></p>
          {head.is_agreed && <Tag kind="good">{t("agreed.tag")}</Tag>}
        </div>
        {head.why && <p class="small">“{head.why}”</p>}
        {head.acknowledgements.length > 0 && <ul class="stack-s">{head.acknowledgements.map((one) => <li key={one.by + one.at}>{sayAgreed(one)}</li>)}</ul>}
        {agreed && plan.changes.length > 0 && (
          <>
            <h3>{t("agree.since", { when: dayAndTime(agreed.at, phoneZone()) })}</h3>
            <Changes changes={plan.changes} />
          </>
        )}
        {!mine && plan.is_running && (
          <>
            <p class="small muted">{t("agree.text", { number: plan.version })}</p>
            {wrong && <Notice kind="warn" live>{wrong}</Notice>}
            {hasUnsent && <p class="small">{t("agree.after_sending")}</p>}
            {!hasUnsent && offline.value && <p class="small">{t("agree.offline")}</p>}
            <Button wide busy={busy} disabled={hasUnsent || offline.value} onClick={() => void agree()}>{t("agree.button")}</Button>
          </>
        )}
        {mine && !head.is_agreed && <p class="small muted">{t("agree.waiting_team")}</p>}
      </Card>
    </section>
  );
}

export function sayAgreed(one: Agreement): string {
  const when = dayAndTime(one.at, phoneZone());
  return one.is_me ? t("agreed.you", { when }) : t("agreed.by", { by: one.by, when });
}
