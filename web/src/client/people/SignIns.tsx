import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { SignIn } from "../../api/types.ts";
import { t } from "../../i18n/more.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Empty, Notice, RowPlain, Rows, Tag } from "../../ui/surfaces.tsx";

/** Where the person is signed in, and a way to end it from here. */
export default function SignIns() {
  const list = useFetched(() => call("GET /api/sign-ins"));
  const [failed, setFailed] = useState(false);

  async function end(id: string): Promise<void> {
    setFailed(false);
    try {
      await call("DELETE /api/sign-ins/{id}", { path: { id } });
      await list.reload();
    } catch {
      setFailed(true);
    }
  }
  return (
    <Screen title={t("me.sign_ins")} back="/me" under={t("sign_ins.under")}>
      {failed && <Notice kind="error" live>{t("no_connection")}</Notice>}
      {!list.value && <Empty>{t(list.state === "loading" ? "loading" : "no_connection")}</Empty>}
      {list.value && (
        <Rows>
          {list.value.items.map((one) => (
            <RowPlain key={one.id}>
              <div class="spread">
                <strong>{deviceOf(one)}</strong>
                {one.current && <Tag kind="good">{t("sign_ins.this")}</Tag>}
              </div>
              <p class="small muted">{t("sign_ins.last_seen", { when: dayAndTime(one.last_seen_at, phoneZone()) })}</p>
              {!one.current && <EndButton one={one} onEnd={() => void end(one.id)} />}
            </RowPlain>
          ))}
        </Rows>
      )}
    </Screen>
  );
}

function EndButton({ one, onEnd }: { one: SignIn; onEnd: () => void }) {
  return <div><Button look="quiet" label={t("sign_ins.end_label", { device: deviceOf(one) })} onClick={onEnd}>{t("sign_ins.end")}</Button></div>;
}

/** The server names a device in English, always as `Firefox on Android`. */
function deviceOf({ device }: SignIn): string {
  const [browser, system] = device.split(" on ");
  if (!browser || !system) return device;
  return t("sign_ins.device", {
    browser: browser === "A browser" ? t("sign_ins.browser") : browser,
    system: system === "a computer" ? t("sign_ins.system") : system,
  });
}
