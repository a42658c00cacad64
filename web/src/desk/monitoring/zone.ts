import { me } from "../../person.ts";
import { zoneName } from "../../time.ts";
import { t } from "./words.ts";

/** Whose clocks the times of the page are on, where the viewer's own show another time. */
export function sayZone(zone: string): string | undefined {
  const name = zoneName(zone);
  return name === zoneName(me().time_zone) ? undefined : t("zone", { zone: name });
}
