import { Screen } from "../../ui/Screen.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";

export function InboxPage() {
  return <Screen title="…" back="/desk" nav={<DeskNav />}>{null}</Screen>;
}
