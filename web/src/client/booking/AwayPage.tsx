import { Screen } from "../../ui/Screen.tsx";

export default function AwayPage() {
  return <Screen title="…" back="/">{null}</Screen>;
}
