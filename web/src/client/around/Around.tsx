import { call } from "../../api/call.ts";
import { useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { RowLink, Rows } from "../../ui/surfaces.tsx";
import { t } from "./words.ts";

/** The care around treatment: one row for each part of it. */
export default function Around() {
  const points = useKept("points", () => call("GET /api/points")).value;
  const hasPoints = points !== null && (points.rules !== null || points.entries.length > 0);
  return (
    <Screen title={t("title")} under={t("under")} back="/">
      <Rows>
        <RowLink href="/taking" icon="clock" text={t("taking")} detail={t("taking.detail")} />
        <RowLink href="/meetings" icon="message" text={t("meetings")} detail={t("meetings.detail")} />
        <RowLink href="/results" icon="check" text={t("results")} detail={t("results.detail")} />
        <RowLink href="/contact" icon="phone" text={t("contact")} detail={t("contact.detail")} />
        <RowLink href="/needs" icon="place" text={t("needs")} detail={t("needs.detail")} />
        {hasPoints && <RowLink href="/points" icon="plus" text={t("points")} detail={t("points.detail")} />}
      </Rows>
    </Screen>
  );
}
