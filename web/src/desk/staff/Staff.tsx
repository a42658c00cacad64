import { useRoute } from "preact-iso";
import { call } from "../../api/call.ts";
import type { StaffMember } from "../../api/types.ts";
import { me } from "../../person.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Tag } from "../../ui/surfaces.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panes } from "../ui/Panes.tsx";
import { t } from "../words/index.ts";
import { NewStaff } from "./NewStaff.tsx";
import { StaffPage } from "./StaffPage.tsx";

/** Everybody who works here, and how they get in. */
export function Staff() {
  const staff = useFetched(() => call("GET /api/staff"));
  const { params } = useRoute();
  const id = params["id"] ?? null;
  const person = staff.value?.items.find((one) => one.id === id) ?? null;
  const opened =
    id === "new" ? { key: "new", title: t("new_staff.title"), content: <NewStaff onMade={() => void staff.reload()} /> }
    : id ? { key: id, title: person?.shown_name ?? t("staff.title"), content: person ? <StaffPage person={person} onChanged={staff.reload} /> : <Missing isLoading={staff.value === null} /> }
    : null;
  return (
    <Panes
      title={t("staff.title")} home="/desk/staff" opened={opened} empty={<p class="large">{t("staff.pick")}</p>}
      list={<Loaded of={staff}>{({ items }) => <StaffList items={items} openId={id} />}</Loaded>}
    />
  );
}

function Missing({ isLoading }: { isLoading: boolean }) {
  return isLoading ? null : <p class="muted">{t("problem.not_found")}</p>;
}

function StaffList({ items, openId }: { items: StaffMember[]; openId: string | null }) {
  const byState = [...items.filter((one) => !one.disabled), ...items.filter((one) => one.disabled)];
  return (
    <div class="stack">
      <ButtonLink href="/desk/staff/new" icon="plus" look="soft">{t("staff.new")}</ButtonLink>
      <ul class="rows" aria-label={t("staff.title")}>
        {byState.map((person) => (
          <li key={person.id}>
            <a class="desk-queue-item" href={`/desk/staff/${person.id}`} aria-current={person.id === openId ? "true" : undefined}>
              <strong>{person.shown_name}</strong>
              <span class="small">{person.profession ? t(`profession.${person.profession}`) : t("staff.only_administrator")}</span>
              <StaffTags person={person} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function StaffTags({ person }: { person: StaffMember }) {
  return (
    <span class="desk-tags">
      {person.id === me().id && <Tag>{t("staff.you")}</Tag>}
      {person.profession && person.roles.includes("administrator") && <Tag>{t("staff.administrator")}</Tag>}
      {person.disabled && <Tag kind="error">{t("staff.closed")}</Tag>}
      {!person.disabled && !person.joined && <Tag kind="warn">{t("staff.not_joined")}</Tag>}
    </span>
  );
}
