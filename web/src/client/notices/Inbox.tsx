import { Screen } from "../../ui/Screen.tsx";

export default function Inbox() {
  return <Screen title="…" back="/">{null}</Screen>;
}
