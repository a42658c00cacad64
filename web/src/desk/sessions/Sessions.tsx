import { useLocation, useRoute } from "preact-iso";
import { call } from "../../api/call.ts";
import type { Series } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayOf, zoneName } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Empty, Tag } from "../../ui/surfaces.tsx";
import { t as calendar } from "../calendar/words.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { Panes } from "../ui/Panes.tsx";
import { isAdministrator, isProvider } from "../ui/roles.ts";
import { t } from "../words/index.ts";
import { NewSeries } from "./NewSeries.tsx";
import { sayRule, sayWhen } from "./say.ts";
import { inOrder, isOver } from "./series.ts";
import { SeriesPage } from "./SeriesPage.tsx";

/** The centre's weekly sessions, one of them with who takes part, and planning a new one. */
export function Sessions() {
  const all = useFetched(() => call("GET /api/appointment-series"));
  const { params } = useRoute();
  const { route } = useLocation();
  const id = params["id"] ?? null;
  const series = all.value?.items.find((one) => one.id === id) ?? null;
  const zone = all.value?.items[0]?.time_zone;

  async function onMade(made: Series): Promise<void> {
    announce(t("new_series.made"));
    await all.reload();
    route(`/desk/sessions/${made.id}`, true);
  }
  /** What follows a day is a series of its own: then that one is shown. */
  async function onChanged(changed?: Series): Promise<void> {
    await all.reload();
    if (changed && changed.id !== id) route(`/desk/sessions/${changed.id}`, true);
  }
  const opened =
    id === "new" ? { key: "new", title: t("new_series.title"), content: <NewSeries onMade={(made) => void onMade(made)} /> }
    : id ? { key: id, title: series?.title ?? t("sessions.title"), content: series ? <SeriesPage series={series} onChanged={onChanged} /> : <Missing isLoading={all.value === null} /> }
    : null;
  return (
    <Panes
      title={t("sessions.title")} under={zone ? t("sessions.zone", { zone: zoneName(zone) }) : undefined} home="/desk/sessions"
      list={<Loaded of={all}>{({ items }) => <SeriesList items={items} openId={id} />}</Loaded>}
      opened={opened} empty={all.value?.items.length ? <p class="large">{t("sessions.pick")}</p> : null}
    />
  );
}

function Missing({ isLoading }: { isLoading: boolean }) {
  return isLoading ? null : <p class="muted">{t("problem.not_found")}</p>;
}

function SeriesList({ items, openId }: { items: Series[]; openId: string | null }) {
  const today = dayOf(new Date(), items[0]?.time_zone ?? me().time_zone);
  return (
    <div class="stack">
      {(isProvider() || isAdministrator()) && <ButtonLink href="/desk/sessions/new" icon="plus" look="soft">{t("sessions.new")}</ButtonLink>}
      {items.length === 0 && <Empty><p class="large">{t("sessions.none")}</p></Empty>}
      {items.length > 0 && (
        <ul class="rows" aria-label={t("sessions.title")}>
          {inOrder(items, today).map((series) => (
            <li key={series.id}>
              <a class="desk-queue-item" href={`/desk/sessions/${series.id}`} aria-current={series.id === openId ? "true" : undefined}>
                <strong>{series.title}</strong>
                <span class="small">{[sayWhen(series, "short"), sayRule(series)].filter(Boolean).join(", ")}</span>
                <span class="small muted">{t("series.led_by", { name: series.facilitator.shown_name })}</span>
                <SeriesTags series={series} today={today} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function SeriesTags({ series, today }: { series: Series; today: string }) {
  const over = isOver(series, today);
  if (!over && !series.open_to_alumni && !series.open_to_family && !series.needs_leader) return null;
  return (
    <span class="desk-tags">
      {series.needs_leader && <Tag kind="warn">{calendar("nobody")}</Tag>}
      {over && <Tag>{t("sessions.ended")}</Tag>}
      {series.open_to_alumni && <Tag kind="good">{t("sessions.alumni")}</Tag>}
      {series.open_to_family && <Tag kind="good">{t("sessions.family")}</Tag>}
    </span>
  );
}
