import { call } from "../../api/call.ts";
import type { Precision } from "../../api/response.ts";
import { locale } from "../../i18n/index.ts";
import { useFetched } from "../../ui/resource.ts";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { t } from "./words.ts";

/** How often each kind of flag was of use to whoever looked; honest about few. */
export function PrecisionCard() {
  const precision = useFetched(() => call("GET /api/flag-precision"));
  return (
    <Card>
      <div class="stack">
        <Heading>{t("precision.title")}</Heading>
        <Loaded of={precision}>
          {({ items, at_least }) => (
            <>
              <p class="small">{t("precision.text", { count: at_least })}</p>
              <div class="duty-scroll" role="region" aria-label={t("precision.title")} tabIndex={0}>
                <table class="duty-precision">
                  <thead>
                    <tr>
                      <th scope="col">{t("precision.flag")}</th>
                      <th scope="col">{t("precision.helpful")}</th>
                      <th scope="col">{t("precision.raised")}</th>
                      <th scope="col">{t("precision.rated")}</th>
                      <th scope="col">{t("precision.known")}</th>
                      <th scope="col">{t("precision.none")}</th>
                    </tr>
                  </thead>
                  <tbody>{items.map((one) => <Row key={one.code} one={one} />)}</tbody>
                </table>
              </div>
            </>
          )}
        </Loaded>
      </div>
    </Card>
  );
}

function Row({ one }: { one: Precision }) {
  const percent = new Intl.NumberFormat(locale(), { style: "percent" });
  const share = one.helpful_share === null || one.rated === null ? null : t("precision.share", { share: percent.format(one.helpful_share), count: one.rated });
  const told = (count: number | null) => count ?? <span class="small muted">{t("precision.few")}</span>;
  return (
    <tr>
      <th scope="row">{t(`flag.${one.code}`)}</th>
      <td>{share ?? <span class="muted">{one.rated === 0 ? "–" : one.helpful === null ? t("precision.few") : `${one.helpful} (${t("precision.few")})`}</span>}</td>
      <td>{told(one.raised)}</td>
      <td>{told(one.rated)}</td>
      <td>{told(one.known_already)}</td>
      <td>{told(one.not_a_concern)}</td>
    </tr>
  );
}
