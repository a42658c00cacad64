import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Shown } from "../../api/sharing.ts";
import type { ClientDetail } from "../../api/types.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { t } from "../words/index.ts";

/** A page of a client's record is of one kind of data; changes of another name theirs. */
type Page = { client: ClientDetail; what: Shown };
const Open = createContext<Page | null>(null);

/** Where what a page shows is to be read only, a line above it says so, and `Change` hides what would be refused. */
export function RecordPage({ client, what, children }: Page & { children: ComponentChildren }) {
  return (
    <Open.Provider value={{ client, what }}>
      {!client.may_change.includes(what) && <ReadsOnly client={client} />}
      {children}
    </Open.Provider>
  );
}

/** Whether the viewer may change this, by the server's word. Outside the pages about one client nothing is known against it. */
export function useMayChange(what?: Shown): boolean {
  const page = useContext(Open);
  return page === null || page.client.may_change.includes(what ?? page.what);
}

export function Change({ what, children }: { what?: Shown; children: ComponentChildren }) {
  return useMayChange(what) ? <>{children}</> : null;
}

/** Why there is nothing to press: the team is told to whoever looks for it, and not to whom a client merely shows something. */
export function ReadsOnly({ client }: { client: ClientDetail }) {
  return <Notice>{t(client.team === null ? "reads.signed" : "reads.asked", { name: client.shown_name })}</Notice>;
}
