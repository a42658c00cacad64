import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { FamilyLink, OwnRelative } from "../../api/family.ts";
import { Problem } from "../../api/problem.ts";
import { t as core } from "../../i18n/core.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { pictureUrl } from "../../ui/picture.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, Tag } from "../../ui/surfaces.tsx";
import "./family.css";
import { t } from "./words.ts";

/** How somebody the client has named comes to join: a link, shown once, and how far it is. */
export default function Connect() {
  const id = useRoute().params["id"] ?? "";
  const relatives = useFetched(() => call("GET /api/relatives"), [id]);
  const one = relatives.value?.items.find((each) => each.id === id);
  if (!one) {
    const said = relatives.state === "loading" ? core("loading") : relatives.state === "failed" ? t("offline") : t("gone");
    return (
      <Screen title={t("to_sharing")} back="/sharing">
        <Empty>{said}</Empty>
        {relatives.state === "failed" && <Button onClick={() => void relatives.reload()}>{core("try_again")}</Button>}
      </Screen>
    );
  }
  return (
    <Screen title={t("link.title", { name: one.name })} under={t("link.under", { name: one.name })} back="/sharing">
      <State one={one} />
      {(one.state === "named" || one.state === "waiting") && <Link one={one} made={() => void relatives.reload()} />}
      {one.state === "joined" && <ButtonLink href={`/sharing/${one.id}`} wide big>{t("choose", { name: one.name })}</ButtonLink>}
    </Screen>
  );
}

function State({ one }: { one: OwnRelative }) {
  const kind = one.state === "joined" ? "good" : "plain";
  return (
    <div class="stack-s">
      <div><Tag kind={kind}>{t(`state.${one.state}`, { name: one.name })}</Tag></div>
      {one.link_until && <p class="small muted">{t("until", { when: dayAndTime(one.link_until, phoneZone()) })}</p>}
    </div>
  );
}

function Link({ one, made }: { one: OwnRelative; made: () => void }) {
  const [link, setLink] = useState<FamilyLink | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function make(): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      setLink(await call("POST /api/recipients/{id}/invitations", { path: { id: one.id }, body: {} }));
      made();
    } catch (error) {
      setWrong(t(error instanceof Problem ? "refused" : "offline"));
    } finally {
      setBusy(false);
    }
  }
  const again = one.state === "waiting";
  return (
    <>
      {link && <Made link={link} />}
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
      <Button look={again ? "quiet" : "primary"} wide big={!again} busy={busy} onClick={() => void make()}>{t(again ? "make.again" : "make")}</Button>
      <p class="small muted">{again ? t("make.again_text") : t("neutral")}</p>
    </>
  );
}

function Made({ link }: { link: FamilyLink }) {
  const [said, setSaid] = useState<string | null>(null);
  const canSend = typeof navigator.share === "function";

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(link.url);
      setSaid(t("copied"));
      announce(t("copied"));
    } catch {
      setSaid(t("not_copied"));
    }
  }
  return (
    <Card>
      <img class="link-picture" alt={t("picture")} src={pictureUrl(link.qr_svg)} />
      <p>{t("point")}</p>
      <code class="link-text">{link.url}</code>
      {said && <p class="small" role="status">{said}</p>}
      <div class="pair">
        <Button look="soft" wide onClick={() => void copy()}>{t("copy")}</Button>
        {canSend && <Button look="soft" wide onClick={() => void navigator.share({ url: link.url }).catch(() => undefined)}>{t("send")}</Button>}
      </div>
      <p class="small muted">{t("neutral")}</p>
    </Card>
  );
}
