import { Screen } from "../../ui/Screen.tsx";

export default function Calendar() {
  return <Screen title="…" back="/">{null}</Screen>;
}
