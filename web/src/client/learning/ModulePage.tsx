import { useRoute } from "preact-iso";
import { t as shared } from "../../i18n/core.ts";
import type { Modules } from "../../api/learning.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { placesNow } from "./places.ts";
import { type OnShelf, onShelf, sectionsOf } from "./progress.ts";
import "./reading.css";
import { ShelfRow } from "./ShelfRow.tsx";
import { TextPage } from "./TextPage.tsx";
import { textsHere } from "./texts.ts";
import { useModule } from "./useModule.ts";
import { t } from "./words.ts";

const OTHERS = 5;

/** One text, by the key of its module: nothing in the address says what it is about. */
export default function ModulePage() {
  const { params } = useRoute();
  const key = params["key"] ?? "";
  const opened = useModule(key);
  switch (opened.state) {
    case "open":
      return <TextPage key={opened.text.digest} {...opened} />;
    case "loading":
      return <Screen title={t("title")} back="/read" nav={null}><p class="muted" role="status">{shared("loading")}</p></Screen>;
    case "unknown":
      return <Without title={t("module.unknown")} text={t("module.unknown_text")} />;
    case "failed":
      return <Without title={t("module.failed")} text={shared("try_again")} />;
    case "away":
      return <Away shelf={opened.shelf} />;
  }
}

function Without({ title, text }: { title: string; text: string }) {
  return (
    <Screen title={title} back="/read" wordy>
      <p>{text}</p>
      <ButtonLink href="/read">{t("module.shelf")}</ButtonLink>
    </Screen>
  );
}

/** The text is not here and there is no connection: one sentence, and what can be read instead. */
function Away({ shelf }: { shelf: Modules | null }) {
  const others = shelf ? othersHere(onShelf(shelf, placesNow()), shelf.this_week) : [];
  return (
    <Screen title={t("module.away")} back="/read" wordy>
      <Notice live>{t(others.length > 0 ? "module.away_text" : "module.away_none")}</Notice>
      {others.length > 0 && <ul class="rows">{others.map((item) => <ShelfRow key={item.row.key} item={item} />)}</ul>}
      <ButtonLink look="quiet" href="/read">{t("module.shelf")}</ButtonLink>
    </Screen>
  );
}

function othersHere(items: OnShelf[], week: number | null): OnShelf[] {
  const { goOn, now, earlier } = sectionsOf(items, week);
  const here = textsHere.value ?? new Set();
  return [...new Set([...goOn, ...now, ...earlier, ...items])].filter(({ row }) => here.has(row.digest)).slice(0, OTHERS);
}
