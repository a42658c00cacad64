import { Screen } from "../../ui/Screen.tsx";
import { RowLink, Rows } from "../../ui/surfaces.tsx";
import { t } from "./words.ts";

/** The care around treatment: one row for each part of it. */
export default function Around() {
  return (
    <Screen title={t("title")} under={t("under")} back="/">
      <Rows>
        <RowLink href="/taking" icon="clock" text={t("taking")} detail={t("taking.detail")} />
        <RowLink href="/meetings" icon="message" text={t("meetings")} detail={t("meetings.detail")} />
      </Rows>
    </Screen>
  );
}
