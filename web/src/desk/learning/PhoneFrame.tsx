import { Heading } from "../ui/Heading.tsx";
import { Sources, TextView } from "./TextView.tsx";
import type { Preview } from "./usePreview.ts";
import { t } from "./words.ts";

/** The text in the width of a phone. It stays while the next look is on its way. */
export function PhoneFrame({ preview: { state, found, text } }: { preview: Preview }) {
  return (
    <section class="stack-s">
      <Heading>{t("upload.preview")}</Heading>
      <div class="mod-phone" tabIndex={0} role="region" aria-label={t("upload.preview")}>
        {text ? (
          <>
            {found?.text === null && <p class="small mod-phone-old">{t("upload.preview_old")}</p>}
            <p class="mod-phone-title" lang={text.language}>{text.title}</p>
            <p class="small muted">{t("minutes", { count: text.minutes })}</p>
            <TextView text={text} />
            <section class="mod-part">
              <h2>{t("module.sources")}</h2>
              <Sources sources={text.sources} />
            </section>
          </>
        ) : (
          <p class="muted">{t(state === "empty" || !found ? "upload.preview_none" : "upload.preview_broken")}</p>
        )}
      </div>
    </section>
  );
}
