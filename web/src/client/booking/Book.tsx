import { Screen } from "../../ui/Screen.tsx";

export default function Book() {
  return <Screen title="…" back="/">{null}</Screen>;
}
