import { t } from "../i18n/core.ts";
import { isEntry } from "../offline/operations.ts";
import { lastFlush, offline, outbox, sending, sendNow } from "../offline/sync.ts";
import { storageWasCleared, storageWorks, who } from "../person.ts";
import { tooOld } from "../start.ts";
import { partMissing, takeUpdate, updateReady } from "../updates.ts";
import "./surfaces.css";

/** What the person has to know whatever screen they are on; nothing when all is well. */
export function Banners() {
  return (
    <div role="region" aria-label={t("banners")}>
      {updateReady.value && (
        <div class="banner" role="status">
          <span>{t("update.ready")}</span>
          <button type="button" onClick={takeUpdate}>{t("update.take")}</button>
          <button type="button" onClick={() => { updateReady.value = false; }}>{t("later")}</button>
        </div>
      )}
      {tooOld.value && <div class="banner warn" role="status">{t("update.too_old")}</div>}
      {partMissing.value && <div class="banner warn" role="status">{t("part.missing")}</div>}
      {!storageWorks.value && <div class="banner warn" role="status">{t("storage.none")}</div>}
      {storageWasCleared.value && (
        <div class="banner warn" role="status">
          <span>{t("storage.cleared")}</span>
          <button type="button" onClick={() => { storageWasCleared.value = false; }}>{t("close")}</button>
        </div>
      )}
      <Connection />
    </div>
  );
}

function Connection() {
  const entries = outbox.value.filter((op) => isEntry(op) && !op.refusal && op.held_until === null);
  const refused = outbox.value.filter((op) => isEntry(op) && op.refusal);
  const waiting = entries.length > 0 ? t("outbox.count", { count: entries.length }) : null;
  if (who.value.state !== "in" || who.value.me.home !== "client") {
    return offline.value ? <div class="banner" role="status">{t("offline.plain")}</div> : null;
  }
  return (
    <>
      {offline.value && <div class="banner" role="status">{t("offline")}{waiting && ` ${waiting}.`}</div>}
      {!offline.value && waiting && lastFlush.value !== "done" && (
        <div class="banner" role="status">
          <span>{waiting}.</span>
          <button type="button" disabled={sending.value} onClick={() => void sendNow()}>{t("send.now")}</button>
        </div>
      )}
      {refused.length > 0 && (
        <div class="banner warn" role="status">
          <a href="/entries">{t("refused.count", { count: refused.length })}</a>
        </div>
      )}
    </>
  );
}
