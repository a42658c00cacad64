import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { Deeper } from "../ui/Heading.tsx";

/** The heading of a part of the card, one step below the card's own. */
export function Sub({ children }: { children: ComponentChildren }) {
  const Level = useContext(Deeper) ? "h4" : "h3";
  return <Level>{children}</Level>;
}
