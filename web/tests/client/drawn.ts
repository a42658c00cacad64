import { h, render } from "preact";

/** A hook as a screen uses it, drawn anew with each change; a component that shows nothing needs next to nothing of a page. */
export function drawn<T>(hook: () => T): { now: () => T; leave: () => void } {
  const root = { nodeType: 1, childNodes: [], firstChild: null } as never;
  let value: T;
  const Probe = () => {
    value = hook();
    return null;
  };
  render(h(Probe, null), root);
  return { now: () => value, leave: () => render(null, root) };
}
