import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { WishToArrange } from "../../api/episodes.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice, RowPlain, Rows, Tag } from "../../ui/surfaces.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { sayProvider } from "./say.ts";
import { useTelling } from "./useTelling.ts";
import { t } from "./words.ts";

type Props = { wishes: WishToArrange[]; onArranged: () => Promise<void> };

/** Open wishes, as whoever arranges them sees them. */
export function Wishes({ wishes, onArranged }: Props) {
  const [open, setOpen] = useState<WishToArrange | null>(null);
  return (
    <>
      <Rows>
        {wishes.map((wish) => (
          <RowPlain key={wish.id}>
            <strong>{t("wishes.about", { client: wish.client.shown_name, provider: sayProvider(wish.provider) })}</strong>
            {wish.primary && <span><Tag>{t("wishes.primary")}</Tag></span>}
            {wish.instead && <span>{t("wishes.instead", { name: sayProvider(wish.instead) })}</span>}
            {wish.note && <span class="said">“{wish.note}”</span>}
            <span class="small muted">{t("wishes.asked", { when: dayAndTime(wish.asked_at, me().time_zone) })}</span>
            <div><Button look="quiet" onClick={() => setOpen(wish)}>{t("wishes.arrange")}</Button></div>
          </RowPlain>
        ))}
      </Rows>
      {open && <Arrange wish={open} onClose={() => setOpen((now) => (now === open ? null : now))} onDone={onArranged} />}
    </>
  );
}

function Arrange({ wish, onClose, onDone }: { wish: WishToArrange; onClose: () => void; onDone: () => Promise<void> }) {
  const providers = useFetched(() => call("GET /api/providers"));
  const [instead, setInstead] = useState(wish.instead?.id ?? "");
  const [line, setLine] = useState("");
  const { busy, wrong, send } = useTelling();
  const names = { client: wish.client.shown_name, provider: wish.provider.shown_name };

  async function arrange(event: Event): Promise<void> {
    event.preventDefault();
    const path = { client_id: wish.client.id, id: wish.id };
    const body = { instead_id: instead || null, line: line.trim() || null };
    const sent = await send(async () => {
      await call("PUT /api/clients/{client_id}/team-wishes/{id}/arrangement", { path, body });
      announce(t("wishes.done"));
      await onDone();
    });
    if (sent) onClose();
  }
  return (
    <Sheet title={t("wishes.arrange_title", names)} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void arrange(event)}>
        <Loaded of={providers}>
          {({ items }) => (
            <Choice
              label={t("wishes.who")} value={instead} onChoose={setInstead}
              options={[
                { value: "", text: t("wishes.nobody") },
                ...items.filter((one) => one.id !== wish.provider.id && one.id !== wish.client.id).map((one) => ({ value: one.id, text: sayProvider(one) })),
              ]}
            />
          )}
        </Loaded>
        <Field label={t("wishes.line", names)} hint={t("wishes.line_hint")} value={line} onText={setLine} maxLength={400} autocomplete="off" />
        {instead !== "" && <p class="small muted">{t("wishes.neutral", names)}</p>}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" wide busy={busy}>{t("wishes.done_button")}</Button>
      </form>
    </Sheet>
  );
}
