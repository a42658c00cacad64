import { Screen } from "../../ui/Screen.tsx";

export default function Feeds() {
  return <Screen title="…" back="/">{null}</Screen>;
}
