import { Screen } from "../../ui/Screen.tsx";

export default function SessionPage() {
  return <Screen title="…" back="/">{null}</Screen>;
}
