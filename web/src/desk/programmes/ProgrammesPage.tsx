import { useRoute } from "preact-iso";
import { call } from "../../api/call.ts";
import type { ProgrammeRow } from "../../api/programs.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { Panes } from "../ui/Panes.tsx";
import { Editor } from "./Editor.tsx";
import { Gallery } from "./Gallery.tsx";
import "./programmes.css";
import { t as rewards } from "../rewards/words.ts";
import { StatusTag } from "./Status.tsx";
import { t } from "./words.ts";

/** What the centre offers, and where it is changed. */
export function ProgrammesPage() {
  const programmes = useFetched(() => call("GET /api/programs"));
  const { params } = useRoute();
  const id = params["id"] ?? null;
  const row = programmes.value?.items.find((one) => one.id === id);
  const opened =
    id === "new" ? { key: "new", title: t("gallery.title"), content: <Gallery onMade={programmes.reload} /> }
    : id ? { key: id, title: row?.name ?? t("title"), content: <Programme id={id} onChanged={() => void programmes.reload()} /> }
    : null;
  return (
    <Panes
      title={t("title")} under={t("under")} home="/desk/programmes" opened={opened} empty={<p class="large">{t("pick")}</p>} ownBar={id !== "new"}
      list={<Loaded of={programmes}>{({ items }) => <List items={items} openId={id} />}</Loaded>}
    />
  );
}

function Programme({ id, onChanged }: { id: string; onChanged: () => void }) {
  const programme = useFetched(() => call("GET /api/programs/{id}", { path: { id } }), [id]);
  // The form keeps what it began with: a reading that comes later must not touch what is written.
  return (
    <>
      <p><ButtonLink look="quiet" href={`/desk/programmes/${id}/points`}>{rewards("rules.open")}</ButtonLink></p>
      <Loaded of={programme}>{(value) => <Editor key={value.id} programme={value} onChanged={onChanged} />}</Loaded>
    </>
  );
}

const ORDER = ["open", "draft", "closed"] as const;

function List({ items, openId }: { items: ProgrammeRow[]; openId: string | null }) {
  return (
    <div class="stack">
      <ButtonLink href="/desk/programmes/new" icon="plus" look="soft">{t("new")}</ButtonLink>
      {items.length === 0 && <p class="muted">{t("none")}</p>}
      <ul class="rows" aria-label={t("title")}>
        {ORDER.flatMap((status) => items.filter((one) => one.status === status)).map((one) => (
          <li key={one.id}>
            <a class="desk-queue-item" href={`/desk/programmes/${one.id}`} aria-current={one.id === openId ? "true" : undefined}>
              <strong>{one.name}</strong>
              <span class="small">{t(`kind.${one.kind}`)} · {t("levels", { count: one.levels.length })}</span>
              <span class="desk-tags"><StatusTag status={one.status} /></span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
