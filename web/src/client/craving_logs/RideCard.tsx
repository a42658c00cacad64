import { useEffect } from "preact/hooks";
import { RowLink, Rows } from "../../ui/surfaces.tsx";
import { readRide, riding } from "./ride.ts";
import { elapsed } from "./wave.ts";
import { t } from "./words.ts";
import { keepYear } from "./year.ts";

/** The way back to a wave that is being ridden out; nothing while there is none. */
export function RideCard() {
  useEffect(() => {
    void readRide();
    void keepYear();
  }, []);
  const ride = riding.value;
  if (!ride) return null;
  const minutes = Math.floor(elapsed(ride, Date.now()) / 60_000);
  return <Rows><RowLink href="/wave" icon="wave" text={t("card.open")} detail={t("card.minutes", { count: minutes })} /></Rows>;
}
