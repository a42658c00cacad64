import { Screen } from "../../ui/Screen.tsx";

export default function Team() {
  return <Screen title="…" back="/">{null}</Screen>;
}
