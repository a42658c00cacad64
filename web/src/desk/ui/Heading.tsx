import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";

/** Beside the list what is open has a heading of its own, so its parts lie one step deeper. */
export const Deeper = createContext(false);

/** The heading of a part of the page, at whatever depth the part stands. */
export function Heading({ children }: { children: ComponentChildren }) {
  const Level = useContext(Deeper) ? "h3" : "h2";
  return <Level class="desk-part-title">{children}</Level>;
}
