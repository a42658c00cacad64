import { useState } from "preact/hooks";
import { call } from "../api/call.ts";
import type { FamilyClass, FamilyHome } from "../api/family.ts";
import { Problem } from "../api/problem.ts";
import { JoinLink, whenOf } from "../client/sessions/SessionList.tsx";
import { t as core } from "../i18n/core.ts";
import { me } from "../person.ts";
import { zoneName } from "../time.ts";
import { Button } from "../ui/Button.tsx";
import { announce } from "../ui/Live.tsx";
import { Notice, RowPlain, Rows, Tag } from "../ui/surfaces.tsx";
import type { Others } from "./useOthers.ts";
import { t } from "./words/index.ts";

/** Classes that are open to families: anybody may come; a place is kept for whoever says so. */
export function Classes({ home }: { home: Others<FamilyHome> }) {
  const [wrong, setWrong] = useState<string | null>(null);
  const classes = home.value?.classes;
  if (!classes) return <p class="muted">{home.state === "loading" ? core("loading") : t("classes.failed")}</p>;
  if (classes.length === 0) return <p class="muted">{t("classes.none")}</p>;

  async function change(one: FamilyClass): Promise<void> {
    setWrong(null);
    try {
      const path = { id: one.id };
      await (one.mine ? call("DELETE /api/family-places/{id}", { path }) : call("PUT /api/family-places/{id}", { path, body: {} }));
      await home.reload();
      announce(t(one.mine ? "classes.left" : "classes.taken"));
    } catch (error) {
      setWrong(t(error instanceof Problem && error.code === "group_full" ? "classes.full" : "classes.not_done"));
    }
  }
  return (
    <>
      <p>{t("classes.text")}</p>
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
      <Rows label={t("classes.title")}>
        {classes.map((one) => <ClassRow key={one.id} one={one} onChange={change} />)}
      </Rows>
      <p class="small muted">{t("classes.zone", { zone: zoneName(me().time_zone) })}</p>
    </>
  );
}

function ClassRow({ one, onChange }: { one: FamilyClass; onChange: (one: FamilyClass) => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const zone = me().time_zone;

  async function tapped(): Promise<void> {
    setBusy(true);
    await onChange(one);
    setBusy(false);
  }
  return (
    <RowPlain>
      <div class="family-class">
        <div class="spread"><strong>{one.title}</strong>{one.mine && <Tag kind="good">{t("classes.coming")}</Tag>}</div>
        <span>{whenOf(one, { shown: zone, centre: zone })}</span>
        {one.place && <span class="small muted">{one.place}</span>}
        <JoinLink session={one} />
        <Button look={one.mine ? "plain" : "soft"} busy={busy} label={`${t(one.mine ? "classes.leave" : "classes.take")}: ${one.title}`} onClick={() => void tapped()}>
          {t(one.mine ? "classes.leave" : "classes.take")}
        </Button>
      </div>
    </RowPlain>
  );
}
