import { useState } from "preact/hooks";
import type { Changes } from "../../api/review.ts";
import { me } from "../../person.ts";
import { dayAndTime, longDay } from "../../time.ts";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { t } from "./words.ts";

const SHOWN = 7;

/** What is different comes before everything else; the server puts items before sums. */
export function Changed({ changed }: { changed: readonly Changes[] }) {
  return (
    <Card>
      <Heading>{t("changed.title")}</Heading>
      {changed.length === 0 && <p class="muted">{t("changed.first")}</p>}
      {changed.map((one) => (
        <div key={one.since} class="desk-changed">
          <p class="small muted">{sinceOf(one)}</p>
          <Sentences said={one.sentences} />
        </div>
      ))}
    </Card>
  );
}

/** The first few; they come with the gravest first and the sums last. */
function Sentences({ said }: { said: readonly string[] }) {
  const [all, showAll] = useState(said.length <= SHOWN + 1);
  if (said.length === 0) return <p>{t("changed.none")}</p>;
  return (
    <>
      <ul>{(all ? said : said.slice(0, SHOWN)).map((one) => <li key={one}>{one}</li>)}</ul>
      {!all && <button type="button" class="desk-text-button" onClick={() => showAll(true)}>{t("changed.more", { count: said.length - SHOWN })}</button>}
    </>
  );
}

function sinceOf({ since, on_day, by, at }: Changes): string {
  if (on_day === null) return t("changed.forms");
  const day = longDay(on_day);
  if (since === "look" && by && at) return t("changed.look", { name: by, when: dayAndTime(at, me().time_zone), day });
  return by ? t("changed.since_both", { day, name: by }) : t("changed.since", { day });
}
