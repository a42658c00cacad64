import { Screen } from "../../ui/Screen.tsx";

export default function Plan() {
  return <Screen title="…" back="/">{null}</Screen>;
}
