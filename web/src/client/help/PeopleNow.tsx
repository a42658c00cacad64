import type { CentreHelp } from "../../api/types.ts";
import { language } from "../../i18n/index.ts";
import { centreHelp } from "../../start.ts";
import { Centre } from "./Centre.tsx";
import "./help.css";
import { Ways } from "./Ways.tsx";
import { numbersOf } from "./numbers.ts";

/** People, one tap away: the centre, then those who are always there. */
export function PeopleNow({ help, title }: { help: CentreHelp | null; title: string }) {
  const known = centreHelp.value ?? help;
  const crisis = numbersOf(known).find((one) => one.code === "crisis");
  return (
    <section class="stack-s">
      <h2>{title}</h2>
      <Centre help={known} />
      {crisis && <Ways number={crisis} />}
      {crisis && <p class="small muted">{crisis.note[language.value]}</p>}
    </section>
  );
}
