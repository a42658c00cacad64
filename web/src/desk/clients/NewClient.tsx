import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Centre, ClientCreated, Language, Programme } from "../../api/types.ts";
import { me } from "../../person.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { ComingBack } from "../care/ComingBack.tsx";
import { Begin, isOpen } from "../care/ReturnSheet.tsx";
import { useTelling } from "../care/useTelling.ts";
import { t as care } from "../care/words.ts";
import { focusFirstWrong } from "../ui/focus.ts";
import { LANGUAGES } from "../ui/languages.ts";
import { LinkCard } from "../ui/Link.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { zones } from "../ui/zones.ts";
import { t } from "../words/index.ts";

type Ground = { programmes: Programme[]; centre: Centre };

/** Invites somebody: a name, a programme, and then a link to hand over in person. */
export function NewClient({ onMade }: { onMade: () => void }) {
  const ground = useFetched(readGround);
  const [made, setMade] = useState<ClientCreated | null>(null);
  if (made) return <Made made={made} />;
  return (
    <Loaded of={ground}>
      {(value) => (
        <>
          <Form
            ground={value}
            onMade={(answer) => {
              setMade(answer);
              onMade();
            }}
          />
          <ComingBack onMade={onMade} />
        </>
      )}
    </Loaded>
  );
}

async function readGround(): Promise<Ground> {
  const [programmes, centre] = await Promise.all([call("GET /api/programs"), call("GET /api/centre")]);
  return { programmes: programmes.items.filter(isOpen), centre };
}

function Form({ ground, onMade }: { ground: Ground; onMade: (made: ClientCreated) => void }) {
  const [form, setForm] = useState({
    name: "", programme_id: ground.programmes.length === 1 ? (ground.programmes[0]?.id ?? "") : "",
    time_zone: ground.centre.time_zone, language: me().language as Language, phase: "treatment" as "treatment" | "referral", why: null,
  });
  const [tried, setTried] = useState(false);
  const { busy, wrong, send } = useTelling();
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  const nameWrong = tried && !form.name.trim() ? t("wrong.name") : null;
  const programmeWrong = tried && !form.programme_id ? t("new_client.programme_wrong") : null;

  async function invite(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!form.name.trim() || !form.programme_id) return focusFirstWrong(event.currentTarget);
    const sent = await send(() => call("POST /api/clients", { body: { ...form, name: form.name.trim() } }));
    if (sent) onMade(sent.answer);
  }
  if (ground.programmes.length === 0) return <Notice kind="warn">{care("new.none_open")}</Notice>;
  return (
    <form class="stack desk-form" noValidate onSubmit={(event) => void invite(event)}>
      <Field label={t("new_client.name")} hint={t("new_client.name_hint")} wrong={nameWrong} value={form.name} onText={(name) => change({ name })} maxLength={80} autocomplete="off" autocapitalize="words" required />
      <Choice
        label={t("new_client.programme")} wrong={programmeWrong} value={form.programme_id} onChoose={(programme_id) => change({ programme_id })}
        options={[{ value: "", text: "–" }, ...ground.programmes.map((one) => ({ value: one.id, text: one.name }))]}
      />
      <Begin phase={form.phase} onChoose={(phase) => change({ phase })} />
      <Choice label={t("new_client.zone")} value={form.time_zone} options={zones(form.time_zone)} onChoose={(time_zone) => change({ time_zone })} />
      <Choice label={t("new_client.language")} value={form.language} options={LANGUAGES} onChoose={(language) => change({ language: language === "es" ? "es" : "en" })} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button type="submit" busy={busy}>{t("new_client.button")}</Button>
    </form>
  );
}

function Made({ made: { client, invitation } }: { made: ClientCreated }) {
  const name = client.shown_name;
  return (
    <div class="stack">
      <Notice live>{t("new_client.made", { name })}</Notice>
      <LinkCard title={t("link.title")} text={t("link.join_text")} invitation={invitation} />
      <div><ButtonLink look="quiet" href={`/desk/clients/${client.id}`}>{t("new_client.open", { name })}</ButtonLink></div>
    </div>
  );
}
